import { InteractionsBuilder, type Interactions } from '@vitrine/engine';

/**
 * Tiny golden data: one text per user, items as single letters in the order they were bought, all at an unknown time.
 * `purchases('ab', 'b')`: user u0 bought a then b, user u1 bought b. Item ids are the letters, registered in alphabetical order.
 */
export function purchases(...baskets: string[]): Interactions {
  return datedPurchases(0, ...baskets);
}

/** As `purchases`, each user's items `hoursBetween` hours apart; every user starts at the same moment. */
export function datedPurchases(hoursBetween: number, ...baskets: string[]): Interactions {
  const builder = new InteractionsBuilder();
  for (const letter of [...new Set(baskets.join(''))].sort()) builder.addItem(letter);
  const startSec = hoursBetween === 0 ? 0 : 1_700_000_000;
  baskets.forEach((basket, user) => {
    [...basket].forEach((itemId, at) => {
      builder.add({ userId: `u${user}`, itemId, timeSec: startSec + at * hoursBetween * 3600 });
    });
  });
  return builder.build();
}

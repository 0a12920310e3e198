import { InteractionsBuilder, type Interactions } from '@vitrine/engine';
import { RandomStream } from '@vitrine/kernels';

/** Size of a made-up shop. */
export interface ShopShape {
  readonly users?: number;
  readonly items?: number;
  readonly tastes?: number;
  readonly eventsPerUser?: number;
  readonly seed?: number;
}

/**
 * Interactions of a small shop with plain tastes: items belong to `tastes` groups, each user prefers one, eight of ten events stay in it.
 * A taste-blind model cannot do well on it, and every model must train on it in milliseconds.
 */
export function aShop(shape: ShopShape = {}): Interactions {
  const { users = 80, items = 40, tastes = 4, eventsPerUser = 12, seed = 1 } = shape;
  const stream = new RandomStream(seed);
  const builder = new InteractionsBuilder();
  for (let item = 0; item < items; item++) builder.addItem(`item-${item}`);
  for (let user = 0; user < users; user++) {
    const taste = user % tastes;
    let timeSec = 1_700_000_000 + stream.nextBelow(40 * 86_400);
    for (let event = 0; event < eventsPerUser; event++) {
      const own = stream.next() < 0.8;
      const drawn = stream.nextBelow(items);
      const item = own ? drawn - (drawn % tastes) + taste : drawn;
      timeSec += stream.nextBelow(event % 4 === 3 ? 5 * 86_400 : 300);
      builder.add({
        userId: `user-${user}`,
        itemId: `item-${item % items}`,
        timeSec,
        type: event % 3 === 0 ? 3 : 0,
        weight: event % 3 === 0 ? 1 : 0.05,
        session: `session-${user}-${Math.floor(event / 4)}`,
      });
    }
  }
  return builder.build();
}

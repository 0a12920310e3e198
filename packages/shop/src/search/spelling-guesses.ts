import type { ShopContext } from '../shop-context.ts';

/** Some hundred bytes each. */
const mostGuesses = 2_000;

const kept = new WeakMap<ShopContext['db'], Map<string, string | null>>();

/**
 * Remembers for texts that found little which other spelling was right (null: none), so that the next search for them looks for it in the same statement. Only
 * a guess: whoever uses it holds it against the spellings that the statement itself has read, so nothing has to be forgotten when the catalog changes.
 */
export function guessesOf({ db, locale, currency }: ShopContext): {
  get(text: string): string | null | undefined;
  set(text: string, guess: string | null): void;
  forget(text: string): void;
} {
  const guesses = kept.get(db) ?? new Map<string, string | null>();
  kept.set(db, guesses);
  const keyOf = (text: string) => `${locale} ${currency} ${text}`;
  return {
    get: (text) => guesses.get(keyOf(text)),
    set: (text, guess) => {
      const key = keyOf(text);
      guesses.delete(key);
      guesses.set(key, guess);
      for (const oldest of guesses.keys()) {
        if (guesses.size <= mostGuesses) break;
        guesses.delete(oldest);
      }
    },
    forget: (text) => void guesses.delete(keyOf(text)),
  };
}

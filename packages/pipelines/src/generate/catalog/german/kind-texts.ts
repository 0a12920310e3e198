import { lines } from '../lines.ts';

/** Grammatical gender of a noun; `p` for things one speaks of in the plural. */
export type Gender = 'm' | 'f' | 'n' | 'p';

/** A German noun with what its pronouns need. */
export interface Noun {
  readonly word: string;
  readonly gender: Gender;
}

/** What one kind of product is called and what is true of it. */
export interface KindText {
  /** In the order of the English nouns. */
  readonly nouns: readonly Noun[];
  readonly facts: readonly string[];
}

const genders: Readonly<Record<string, Gender>> = { m: 'm', f: 'f', n: 'n', p: 'p' };

/** Makes a text from nouns written as `Teekessel m, Teekanne f` and facts, one a line. */
export function kindText(nouns: string, facts: string): KindText {
  return {
    nouns: nouns.split(', ').map((entry) => {
      const at = entry.lastIndexOf(' ');
      const gender = genders[entry.slice(at + 1)];
      if (gender === undefined) throw new Error(`"${entry}" needs its gender: m, f, n or p`);
      return { word: entry.slice(0, at), gender };
    }),
    facts: lines(facts),
  };
}

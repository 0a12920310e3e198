import { lines } from '../lines.ts';
import type { PaletteName } from '../palette.ts';

/** How the SKUs of a kind differ. */
export type SizeRun = 'shoe' | 'clothing' | 'small-medium-large' | 'rug' | 'blanket' | 'towel' | 'cushion' | 'none';

/** Low and high end of a measure; the unit follows from its name (see `measures.ts`). */
export type Range = readonly [number, number];

/** What the author of a kind writes down. */
export interface KindDraft {
  /** Median price in EUR for a middle-of-the-road brand and a plain material. */
  readonly price: number;
  readonly materials: readonly string[];
  readonly palette: PaletteName;
  readonly size: Readonly<Record<string, Range>>;
  /** Facts that are words: `lid: ['flat', 'domed']`. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  readonly pairs: readonly string[];
  /** Month with the highest demand, when there is one. */
  readonly season?: number;
  readonly sizes?: SizeRun;
  /** Sentences, one a line. `[oak|walnut]` in front keeps a sentence to those materials, nouns or words; `[!oak]` bars it. */
  readonly facts: string;
  readonly likes: string;
  readonly gripes: string;
}

/** A drawing kind with everything the catalog and the reviews say about it. */
export interface Kind extends Omit<KindDraft, 'facts' | 'likes' | 'gripes'> {
  readonly kind: string;
  /** `category/subcategory` slugs. */
  readonly place: string;
  readonly nouns: readonly string[];
  readonly facts: readonly string[];
  readonly likes: readonly string[];
  readonly gripes: readonly string[];
}

/** Makes a kind from its names (`kind@category/subcategory`), its nouns (separated by commas) and its draft. */
export function kind(name: string, nouns: string, draft: KindDraft): Kind {
  const [id = '', place = ''] = name.split('@');
  return {
    ...draft,
    kind: id,
    place,
    nouns: nouns.split(',').map((noun) => noun.trim()),
    facts: lines(draft.facts),
    likes: lines(draft.likes),
    gripes: lines(draft.gripes),
  };
}

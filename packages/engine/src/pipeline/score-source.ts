/** Where a part of a score comes from. */
export type SourceName =
  | 'personal'
  | 'session'
  | 'similar'
  | 'affinity'
  | 'preference'
  | 'popular'
  | 'trending'
  | 'fresh'
  | 'recent'
  | 'together'
  | 'random';

/** What a shopper is told about one recommended item; `item` is a catalog index. */
export interface Because {
  readonly kind:
    | 'viewed'
    | 'bought'
    | 'added'
    | 'popular'
    | 'trending'
    | 'session'
    | 'recent'
    | 'category'
    | 'preferred'
    | 'together'
    | 'again'
    | 'new';
  readonly item?: number;
  readonly category?: string;
}

/**
 * One opinion about every item of the catalog. The final score is the sum over sources of
 * `weight * max(0, score) / (largest positive score among the candidates)`, so each source speaks in shares of its best.
 */
export interface ScoreSource {
  readonly name: SourceName;
  /** Not negative. */
  readonly weight: number;
  /** One score per catalog item; what is not positive says nothing. */
  readonly scores: Float32Array;
  /** False for a prior, which moves candidates but proposes none. */
  readonly proposes: boolean;
  /** Told when this source is the largest part of an item's score. */
  because(item: number): Because;
  /** What is true of every item of this source and costs nothing to say, for when time is up. */
  readonly brief?: Because;
}

/** One event of the visitor as the pipeline sees it, newest first in every list. */
export interface PastEvent {
  /** Catalog index. */
  readonly item: number;
  /** Event type code. */
  readonly type: number;
  /** Event weight times value. */
  readonly weight: number;
  /** Seconds before now, not negative. */
  readonly ageSec: number;
  readonly inSession: boolean;
}

/** The words for one past event, from its type code. */
export function becauseOf(event: PastEvent): Because {
  const kinds = ['viewed', 'viewed', 'added', 'bought'] as const;
  return { kind: kinds[event.type] ?? 'viewed', item: event.item };
}

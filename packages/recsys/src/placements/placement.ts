/** What can fill a surface. `personal` is the champion model with the running session; the others need no training. */
export const strategies = [
  'personal',
  'similar',
  'content',
  'popular',
  'trending',
  'recently-viewed',
  'together',
  'basket',
  'bought-before',
  'newest',
  'random',
] as const;

/** Name of a strategy. */
export type Strategy = (typeof strategies)[number];

/** How one surface is filled. */
export interface Placement {
  readonly surface: string;
  readonly strategy: Strategy;
  /** Tried in order when the one before cannot answer. */
  readonly fallbacks: readonly Strategy[];
  readonly budgetMs: number;
  /** Null = the surface's default. */
  readonly mmrLambda: number | null;
  readonly brandCap: number | null;
  readonly categoryCap: number | null;
}

const open = { budgetMs: 80, mmrLambda: null, brandCap: null, categoryCap: null };
const unmixed = { budgetMs: 80, mmrLambda: 1, brandCap: 0, categoryCap: 0 };

/** How the surfaces are filled until a tenant decides otherwise. */
export const defaultPlacements: readonly Placement[] = [
  { surface: 'home', strategy: 'personal', fallbacks: ['popular', 'newest'], ...open },
  { surface: 'pdp-similar', strategy: 'similar', fallbacks: ['content', 'popular', 'newest'], ...open },
  { surface: 'trending', strategy: 'trending', fallbacks: ['popular', 'newest'], ...open },
  // Nothing stands in for one's own history: an empty answer is the true one.
  { surface: 'recently-viewed', strategy: 'recently-viewed', fallbacks: [], ...open },
  { surface: 'cart', strategy: 'basket', fallbacks: ['together', 'content'], ...open },
  // What sells is told as it is, and a search has chosen already: neither is mixed for variety; the visitor's taste only moves what was found.
  { surface: 'category-best-sellers', strategy: 'popular', fallbacks: ['newest'], ...unmixed },
  { surface: 'search', strategy: 'personal', fallbacks: ['popular', 'newest'], ...unmixed },
  // Nothing stands in for what was really bought together, or by this person.
  { surface: 'bought-together', strategy: 'together', fallbacks: [], ...open },
  { surface: 'buy-again', strategy: 'bought-before', fallbacks: [], ...open },
];

/** The placement of a surface; one nobody has heard of is filled like `home`. `budgetMs` is for surfaces the tenant set nothing for. */
export function placementFor(surface: string, own: readonly Placement[], budgetMs: number): Placement {
  const named = (placement: Placement): boolean => placement.surface === surface;
  const home = { surface, strategy: 'personal', fallbacks: ['popular', 'newest'], ...open } satisfies Placement;
  return own.find(named) ?? { ...(defaultPlacements.find(named) ?? home), budgetMs };
}

/** Why a placement cannot be, or null. */
export function judgePlacement(placement: Placement): string | null {
  const known = (strategy: string): boolean => (strategies as readonly string[]).includes(strategy);
  const unknown = [placement.strategy, ...placement.fallbacks].find((strategy) => !known(strategy));
  if (unknown !== undefined) return `strategy "${unknown}" does not exist; choose of ${strategies.join(', ')}`;
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(placement.surface))
    return 'a surface is named in lower case letters, digits, - and _, at most 64';
  if (new Set(placement.fallbacks).size !== placement.fallbacks.length)
    return 'a fallback is named twice; name each once';
  if (placement.fallbacks.length > 10) return 'at most 10 fallbacks are tried';
  if (!Number.isInteger(placement.budgetMs) || placement.budgetMs < 1 || placement.budgetMs > 10_000) {
    return 'budgetMs must be a whole number from 1 to 10,000';
  }
  const capsFit = [placement.brandCap, placement.categoryCap].every(
    (cap) => cap === null || (Number.isInteger(cap) && cap >= 0 && cap <= 1000),
  );
  if (!capsFit) return 'caps must be whole numbers from 0 (none) to 1,000';
  const lambda = placement.mmrLambda;
  return lambda === null || (lambda >= 0 && lambda <= 1) ? null : 'mmrLambda must lie between 0 and 1';
}

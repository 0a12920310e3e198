import { cutLocale } from '../../language/locale.ts';
import type { BuyCause } from '../../services/buy-services.ts';
import type { SurfaceName, WebServices } from '../../services.ts';

/** One question by an index takes about a millisecond. On a crowded machine it may take longer than a row may: a row has a fallback, this has none. */
const LOOK_BUDGET_MS = 300;

/** The rows of recommendations that a page shows. */
const ROWS: readonly (readonly [page: RegExp, surfaces: readonly SurfaceName[]])[] = [
  [/^\/$/, ['home', 'trending', 'recently-viewed']],
  [/^\/products\//, ['pdp-similar', 'bought-together', 'recently-viewed']],
  [/^\/categories\//, ['category-best-sellers']],
  [/^\/cart$/, ['cart']],
  [/^\/orders(?:\/|$)/, ['buy-again']],
];

/** What the rows call themselves, as their widgets say it. */
const WIDGETS: Readonly<Record<string, string>> = {
  home: 'picked-for-you',
  'pdp-similar': 'similar',
  'category-best-sellers': 'best-sellers',
};

/** The rows of the page of ours that a request was followed from; none when it came from elsewhere. */
export function rowsBefore(request: Request): readonly SurfaceName[] {
  const referer = request.headers.get('referer');
  if (referer === null || !URL.canParse(referer)) return [];
  const [from, here] = [new URL(referer), new URL(request.url)];
  if (from.host !== here.host) return [];
  const { path } = cutLocale(from.pathname);
  return ROWS.find(([page]) => page.test(path))?.[1] ?? [];
}

/**
 * The recommendation that led to a product's page, for visitors whose browser runs no script that could remember it: the row of the page before that
 * showed the product last. So links stay clean, and pages may be kept. Null when no row did, or finding out takes too long.
 */
export async function ledBy(
  { recommender }: Pick<WebServices, 'recommender'>,
  request: Request,
  itemId: string,
): Promise<BuyCause | null> {
  const surfaces = rowsBefore(request);
  if (surfaces.length === 0) return null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, LOOK_BUDGET_MS, null);
  });
  try {
    const place = await Promise.race([recommender.lastShown({ itemId, surfaces }), late]);
    if (place === null) return null;
    return { ...place, widget: WIDGETS[place.surface] ?? place.surface, recommended: true };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

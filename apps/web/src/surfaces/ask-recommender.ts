import type { RecommendAnswer, SurfaceRequest, WebServices } from '../services.ts';

/** How long a page waits for one surface before it shows its own fallback, unless the host says otherwise. */
export const SURFACE_BUDGET_MS = 80;

/**
 * Asks for one surface and answers null when the recommender is slow, fails or has nothing: the page then shows its own
 * rule-based row. Never throws; each null is counted by reason.
 */
export async function askRecommender(
  services: Pick<WebServices, 'recommender' | 'countFallback'>,
  request: SurfaceRequest,
  budgetMs: number = services.recommender.budgetMs ?? SURFACE_BUDGET_MS,
): Promise<RecommendAnswer | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'slow'>((resolve) => {
    timer = setTimeout(resolve, budgetMs, 'slow');
  });
  try {
    const answer = await Promise.race([services.recommender.recommend(request), late]);
    if (answer === 'slow') {
      services.countFallback(request.surface, 'slow');
      return null;
    }
    if (answer.items.length > 0) return answer;
    // Nothing viewed yet is no failure of the recommender.
    if (request.surface !== 'recently-viewed') services.countFallback(request.surface, 'empty');
    return null;
  } catch {
    services.countFallback(request.surface, 'failed');
    return null;
  } finally {
    clearTimeout(timer);
  }
}

import type { UserContext } from '@vitrine/engine';
import type { PlacedModel } from '@vitrine/engine/pipeline';
import type { TenantState } from '../realtime/tenant-state.ts';
import { modelContext, modelStaleAfterDays, type ScoreModel } from './choose-sources.ts';
import type { Deadline } from './deadline.ts';
import type { Visitor } from './visitor-context.ts';

type Placed = { ok: true; placed: PlacedModel; version: string } | { ok: false; reason: string };
type Scored =
  | { ok: true; placed: PlacedModel; context: UserContext; scores: Float32Array; version: string }
  | { ok: false; reason: string };

/**
 * The champion lined up with the catalog, or why it cannot be asked: missing, corrupt, stale, paused. A model ages by the
 * calendar (`now`), not by the shop's own time: training that no longer happens shows in a quiet shop as well.
 */
export function askPlacedModel(state: TenantState, at: { now: Date; nowMs: number }): Placed {
  const loaded = state.model;
  if (loaded === null) return { ok: false, reason: state.modelProblem ?? 'missing' };
  if (at.now.getTime() - loaded.createdAt.getTime() > modelStaleAfterDays * 86_400_000)
    return { ok: false, reason: 'stale' };
  if (loaded.isPaused(at.nowMs)) return { ok: false, reason: 'paused' };
  return { ok: true, placed: loaded.placedOn(state.catalog), version: loaded.version };
}

/** How much of what is left of a budget is waited for the model, and how much of a whole one is too long for it. */
const modelShare = 0.7;
const slowShare = 0.5;

/** The champion's scores for a visitor within what is left of the budget, or why there are none. Interests age by `nowSec`. */
export async function askModel(
  score: ScoreModel,
  at: { state: TenantState; visitor: Visitor; nowSec: number; now: Date; deadline: Deadline },
): Promise<Scored> {
  const { state, deadline } = at;
  const asked = askPlacedModel(state, { now: at.now, nowMs: deadline.elapsedMs() });
  const loaded = state.model;
  if (!asked.ok || loaded === null) return asked.ok ? { ok: false, reason: 'missing' } : asked;
  const context = modelContext(asked.placed, at.visitor, at.nowSec);
  const scoring = timed(
    () => score(asked.placed, context),
    () => deadline.elapsedMs(),
  );
  const scored = await deadline.wait('model', scoring.done, modelShare);
  // A model is judged by its own time against a whole budget, never by what the database or a queue left of this one:
  // else a busy hour would take it for slow just when it is needed.
  const limitMs = deadline.budgetMs * slowShare;
  loaded.noteDuration(scoring.ownMs(), { limitMs, nowMs: deadline.elapsedMs() });
  if (!scored.ok) return { ok: false, reason: scored.reason };
  return { ...asked, context, scores: scored.value };
}

/** Runs work in its own turn and says how long it has been at it, finished or not. */
function timed<T>(work: () => T | Promise<T>, elapsedMs: () => number): { done: Promise<T>; ownMs(): number } {
  let beganMs: number | null = null;
  let endedMs: number | null = null;
  const done = Promise.resolve().then(async () => {
    beganMs = elapsedMs();
    try {
      return await work();
    } finally {
      endedMs = elapsedMs();
    }
  });
  return { done, ownMs: () => (beganMs === null ? 0 : (endedMs ?? elapsedMs()) - beganMs) };
}

import type { UserContext } from '@vitrine/engine';
import type { PlacedModel } from '@vitrine/engine/pipeline';
import { inSlices } from '../realtime/in-slices.ts';
import type { TenantView } from '../realtime/tenant-state.ts';
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
export function askPlacedModel(state: TenantView, at: { now: Date; nowMs: number }): Placed {
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
  at: { state: TenantView; visitor: Visitor; nowSec: number; now: Date; deadline: Deadline },
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
  scoring.stop();
  // A model is judged by its own time against a whole budget, never by what the database or a queue left of this one:
  // else a busy hour would take it for slow just when it is needed.
  const limitMs = deadline.budgetMs * slowShare;
  loaded.noteDuration(scoring.ownMs(), { limitMs, nowMs: deadline.elapsedMs() });
  if (!scored.ok) return { ok: false, reason: scored.reason };
  return { ...asked, context, scores: scored.value };
}

/** Runs work in its own turn and says how long it has been at it, finished or not: of work in steps without the turns that others had in between. */
function timed<T>(
  work: () => Generator<void, T> | Promise<T>,
  elapsedMs: () => number,
): { done: Promise<T>; ownMs(): number; stop(): void } {
  let spentMs = 0;
  let sinceMs: number | null = null;
  let isStopped = false;
  const pause = (): void => {
    if (sinceMs !== null) spentMs += elapsedMs() - sinceMs;
    sinceMs = null;
  };
  function* measured(steps: Generator<void, T>): Generator<void, T> {
    for (;;) {
      // Nobody waits any more: what is left to do would only keep others waiting.
      if (isStopped) throw new Error('stopped: the time for this answer is over');
      sinceMs = elapsedMs();
      const step = steps.next();
      pause();
      if (step.done === true) return step.value;
      yield;
    }
  }
  const done = Promise.resolve().then(async () => {
    sinceMs = elapsedMs();
    try {
      const made = work();
      if ('then' in made) return await made;
      pause();
      return await inSlices(measured(made), { elapsedMs });
    } finally {
      pause();
    }
  });
  const ownMs = (): number => spentMs + (sinceMs === null ? 0 : elapsedMs() - sinceMs);
  return { done, ownMs, stop: () => (isStopped = true) };
}

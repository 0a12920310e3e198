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

/** The champion lined up with the catalog, or why it cannot be asked: missing, corrupt, stale, paused. */
export function askPlacedModel(state: TenantState, at: { nowSec: number; nowMs: number }): Placed {
  const loaded = state.model;
  if (loaded === null) return { ok: false, reason: state.modelProblem ?? 'missing' };
  if (at.nowSec - loaded.createdAt.getTime() / 1000 > modelStaleAfterDays * 86_400)
    return { ok: false, reason: 'stale' };
  if (loaded.isPaused(at.nowMs)) return { ok: false, reason: 'paused' };
  return { ok: true, placed: loaded.placedOn(state.catalog), version: loaded.version };
}

/** The champion's scores for a visitor within what is left of the budget, or why there are none. */
export async function askModel(
  score: ScoreModel,
  at: { state: TenantState; visitor: Visitor; nowSec: number; deadline: Deadline },
): Promise<Scored> {
  const { state, deadline } = at;
  const asked = askPlacedModel(state, { nowSec: at.nowSec, nowMs: deadline.elapsedMs() });
  const loaded = state.model;
  if (!asked.ok || loaded === null) return asked.ok ? { ok: false, reason: 'missing' } : asked;
  const context = modelContext(asked.placed, at.visitor, at.nowSec);
  const limitMs = deadline.leftMs * 0.7;
  const before = deadline.elapsedMs();
  const scored = await deadline.wait(
    'model',
    Promise.resolve().then(() => score(asked.placed, context)),
    0.7,
  );
  const nowMs = deadline.elapsedMs();
  const gaveUp = !scored.ok && scored.reason === 'slow';
  loaded.noteDuration(gaveUp ? Infinity : nowMs - before, { limitMs, nowMs });
  if (!scored.ok) return { ok: false, reason: scored.reason };
  return { ...asked, context, scores: scored.value };
}

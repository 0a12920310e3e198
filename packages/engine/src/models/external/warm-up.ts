import { anonymousContext } from '../../interactions/user-contexts.ts';
import { WeightsError } from '../../weights/weights-error.ts';
import type { FittedModel } from '../model.ts';

/**
 * Scores once for a stranger, the first known user, a session and the neighbours of an item: what serves must give finite numbers, and
 * the first visitor must not pay for the first pass.
 * @throws WeightsError when a score is not finite, which finite vectors can do when they are very long.
 */
export function warmUp(model: FittedModel, nowSec: number): void {
  const out = new Float32Array(model.itemIds.length);
  if (out.length === 0) return;
  const stranger = anonymousContext(nowSec);
  const passes = {
    'a stranger': stranger,
    ...(model.userIds.length === 0 ? {} : { [`user "${model.userIds[0]}"`]: { ...stranger, userIndex: 0 } }),
    'a session': anonymousContext(nowSec, Int32Array.of(0)),
  };
  for (const [who, context] of Object.entries(passes)) {
    model.scoreItems(context, out);
    refuseUnlessFinite(out, model, `the scores of ${who}`);
  }
  model.similarItems(0, out);
  refuseUnlessFinite(out, model, `the neighbours of item "${model.itemIds[0]}"`);
}

function refuseUnlessFinite(scores: Float32Array, model: FittedModel, what: string): void {
  const at = scores.findIndex((score) => !Number.isFinite(score));
  if (at < 0) return;
  throw new WeightsError(
    `${what} are not finite, first at item "${model.itemIds[at]}": a product of two vectors is too large for float32; scale the vectors down and export them again`,
  );
}

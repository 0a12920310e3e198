import type { Interactions } from '../../interactions/interactions.ts';
import type { BodyChange } from '../define-model.ts';
import type { FitRun } from '../model.ts';
import { addDecayed, trendFactors } from '../trend.ts';
import { type BlendState, componentKind, fitComponents, usedNames, withRecency } from './components.ts';
import { type BlendConfig, type BlendMix, parseBlendConfig } from './config.ts';
import { searchMix, type SearchResult } from './search.ts';

/** Finds the mixture unless it is given, then trains the components it uses on all rows. */
export function fitBlend(interactions: Interactions, config: BlendConfig, run: FitRun): BlendState {
  const { mix, notes } = config.mix === null ? findMix(interactions, config, run) : { mix: config.mix, notes: {} };
  const names = usedNames(mix);
  const components = fitComponents(interactions, { config, names, phase: 'final' }, run).map((component) =>
    withRecency(component, mix.recencyHalfLifeDays),
  );
  return { mix, notes, components, trend: blendTrend(interactions, mix) };
}

/** A mixture that was searched on an older part of the same rows holds for all of them: searching again would cost most of a training. */
function findMix(interactions: Interactions, config: BlendConfig, run: FitRun): SearchResult {
  const { mix: earlier, ...found } = run.earlierNotes ?? {};
  // Without a validation nothing was found there.
  const mix = found['validation'] === undefined ? null : parseBlendConfig({ mix: earlier }).mix;
  if (mix === null) return searchMix(interactions, config, run);
  return { mix, notes: { ...found, search: 'on the older rows on which the judged model was trained' } };
}

/** More rows under the mixture already found; components that can, learn them incrementally. */
export function updateBlend(state: BlendState, change: BodyChange<BlendConfig>): BlendState {
  const { mix, notes } = state;
  const run: FitRun = { ...change.run, shared: new Map() };
  const components = state.components.map(({ name, config, body }) => {
    const kind = componentKind(name);
    const updated =
      kind.updateBody === undefined
        ? kind.fitBody(change.merged, config, run)
        : kind.updateBody(body, { ...change, config, run });
    return { name, config, body: updated };
  });
  return { mix, notes, components, trend: blendTrend(change.merged, mix) };
}

function blendTrend(interactions: Interactions, mix: BlendMix): Float32Array {
  const itemCount = interactions.itemIds.length;
  const allTime = addDecayed(interactions, { itemCount, halfLifeDays: null, signal: 'weighted' }, null);
  const recent = addDecayed(interactions, { itemCount, halfLifeDays: mix.trendDays, signal: 'weighted' }, null);
  return trendFactors(recent.counts, allTime.counts, mix.trendExponent);
}

import type { Interactions } from '../../interactions/interactions.ts';
import type { FitRun } from '../model.ts';
import { addDecayed, trendFactors } from '../trend.ts';
import { componentKind, fitComponents, withRecency } from './components.ts';
import type { BlendConfig, BlendMix } from './config.ts';
import { usedNames, type BlendState } from './score.ts';
import { searchMix } from './search.ts';
import type { BodyChange } from '../define-model.ts';

/** Searches the mixture unless it is given, then trains the components it uses on all rows. */
export function fitBlend(interactions: Interactions, config: BlendConfig, run: FitRun): BlendState {
  const { mix, notes } = config.mix === null ? searchMix(interactions, config, run) : { mix: config.mix, notes: {} };
  const names = usedNames(mix);
  const components = fitComponents(interactions, { config, names, phase: 'final' }, run).map((component) =>
    withRecency(component, mix.recencyHalfLifeDays),
  );
  return { mix, notes, components, trend: blendTrend(interactions, mix) };
}

/** More rows under the mixture already found; components that can, learn them incrementally. */
export function updateBlend(state: BlendState, change: BodyChange<BlendConfig>): BlendState {
  const { mix, notes } = state;
  const components = state.components.map(({ name, config, body }) => {
    const kind = componentKind(name);
    const updated =
      kind.updateBody === undefined
        ? kind.fitBody(change.merged, config, change.run)
        : kind.updateBody(body, { ...change, config });
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

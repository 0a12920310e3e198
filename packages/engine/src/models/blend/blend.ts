import type { Interactions } from '../../interactions/interactions.ts';
import type { ModelKind } from '../define-model.ts';
import type { FitRun } from '../model.ts';
import { readBlend, readBlendInSteps } from './codec.ts';
import { componentKind } from './components.ts';
import { blendDefaults, isComponentName, parseBlendConfig, type BlendConfig } from './config.ts';
import { fitBlend, updateBlend } from './fit.ts';
import { blendBody, type BlendBody, type BlendState } from './score.ts';

/** Several models mixed with weights found on a validation cut. See card.md. */
export const blendKind: ModelKind<BlendConfig> = {
  name: 'blend',
  defaults: blendDefaults,
  parseConfig: parseBlendConfig,
  readsItems: ({ components }) =>
    Object.entries(components).some(
      ([name, config]) => isComponentName(name) && componentKind(name).readsItems?.(config),
    ),
  fitBody: (interactions, config, run) => blendBody(fitOrTakeOver(interactions, config, run)),
  readBody: (reader, _config, ground) => blendBody(readBlend(reader, ground)),
  *readBodyInSteps(reader, _config, ground) {
    return blendBody(yield* readBlendInSteps(reader, ground));
  },
  // Bodies of this kind are only made above.
  updateBody: (body, change) => blendBody(updateBlend((body as BlendBody).state, change)),
};

/** A mixture that was searched on an older part of the same rows holds for all of them: searching again would cost most of a training. */
function fitOrTakeOver(interactions: Interactions, config: BlendConfig, run: FitRun): BlendState {
  const { mix: earlier, ...found } = run.earlierNotes ?? {};
  // Without a validation nothing was found there.
  if (config.mix !== null || found['validation'] === undefined) return fitBlend(interactions, config, run);
  const { mix } = parseBlendConfig({ mix: earlier });
  const state = fitBlend(interactions, { ...config, mix }, run);
  return { ...state, notes: { ...found, search: 'on the older rows on which the judged model was trained' } };
}

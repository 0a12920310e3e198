import type { ModelKind } from '../define-model.ts';
import { readBlend, readBlendInSteps } from './codec.ts';
import { componentKind } from './components.ts';
import { blendDefaults, isComponentName, parseBlendConfig, type BlendConfig } from './config.ts';
import { fitBlend, updateBlend } from './fit.ts';
import { blendBody, type BlendBody } from './score.ts';

/** Several models mixed with weights found on a validation cut. See card.md. */
export const blendKind: ModelKind<BlendConfig> = {
  name: 'blend',
  defaults: blendDefaults,
  parseConfig: parseBlendConfig,
  readsItems: ({ components }) =>
    Object.entries(components).some(
      ([name, config]) => isComponentName(name) && componentKind(name).readsItems?.(config),
    ),
  fitBody: (interactions, config, run) => blendBody(fitBlend(interactions, config, run)),
  readBody: (reader, _config, ground) => blendBody(readBlend(reader, ground)),
  *readBodyInSteps(reader, _config, ground) {
    return blendBody(yield* readBlendInSteps(reader, ground));
  },
  // Bodies of this kind are only made above.
  updateBody: (body, change) => blendBody(updateBlend((body as BlendBody).state, change)),
};

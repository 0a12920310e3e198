import { readBlend, readBlendInSteps } from '../blend/codec.ts';
import { fitBlend, updateBlend } from '../blend/fit.ts';
import { blendBody, type BlendBody } from '../blend/score.ts';
import type { ModelKind } from '../define-model.ts';
import { hybridBlend, hybridDefaults, parseHybridConfig, type HybridConfig } from './config.ts';

/** A model of behaviour and the content model, 0.6 to 0.4 unless told otherwise: a blend of those two. See card.md. */
export const hybridKind: ModelKind<HybridConfig> = {
  name: 'hybrid',
  defaults: hybridDefaults,
  parseConfig: parseHybridConfig,
  readsItems: () => true,
  fitBody: (interactions, config, run) => blendBody(fitBlend(interactions, hybridBlend(config), run)),
  readBody: (reader, _config, ground) => blendBody(readBlend(reader, ground)),
  *readBodyInSteps(reader, _config, ground) {
    return blendBody(yield* readBlendInSteps(reader, ground));
  },
  // Bodies of this kind are only made above.
  updateBody: (body, change) =>
    blendBody(updateBlend((body as BlendBody).state, { ...change, config: hybridBlend(change.config) })),
};

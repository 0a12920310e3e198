import { plainKernels } from '../../factors/kernel-source.ts';
import type { ModelKind } from '../define-model.ts';
import { parseTwoHopConfig, twoHopDefaults, type TwoHopConfig } from './config.ts';
import { fitTwoHop } from './fit.ts';
import { twoHopBody } from './score.ts';

/** What everything is near to: two steps over the item graph. See card.md. */
export const twoHopKind: ModelKind<TwoHopConfig> = {
  name: 'two-hop',
  defaults: twoHopDefaults,
  parseConfig: parseTwoHopConfig,
  fitBody: (interactions, config, run) =>
    twoHopBody(fitTwoHop(interactions, config), config, run.kernels ?? plainKernels),
  readBody: (_reader, config, { training, kernels }) => twoHopBody(fitTwoHop(training, config), config, kernels),
};

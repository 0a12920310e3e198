import { plainKernels } from '../../factors/kernel-source.ts';
import type { ModelKind } from '../define-model.ts';
import { readLightGcn } from './codec.ts';
import { lightGcnDefaults, parseLightGcnConfig, type LightGcnConfig } from './config.ts';
import { fitLightGcn } from './fit.ts';
import { lightGcnBody } from './score.ts';

/** A linear graph network, trained by gradient descent. See card.md. */
export const lightGcnKind: ModelKind<LightGcnConfig> = {
  name: 'lightgcn',
  defaults: lightGcnDefaults,
  parseConfig: parseLightGcnConfig,
  fitBody: (interactions, config, run) =>
    lightGcnBody(fitLightGcn(interactions, config, run), config, run.kernels ?? plainKernels),
  readBody: (reader, config, { training, kernels }) => {
    const ground = { items: training.itemIds.length, users: training.userIds.length };
    return lightGcnBody(readLightGcn(reader, ground), config, kernels);
  },
};

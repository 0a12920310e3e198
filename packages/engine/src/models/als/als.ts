import { plainKernels } from '../../factors/kernel-source.ts';
import type { ModelKind } from '../define-model.ts';
import { readAls } from './codec.ts';
import { alsDefaults, parseAlsConfig, type AlsConfig } from './config.ts';
import { fitAls } from './fit.ts';
import { alsBody } from './score.ts';

/** Implicit alternating least squares in whitened coordinates. See card.md. */
export const alsKind: ModelKind<AlsConfig> = {
  name: 'als',
  defaults: alsDefaults,
  parseConfig: parseAlsConfig,
  fitBody: (interactions, config, run) =>
    alsBody(fitAls(interactions, config, run), config, run.kernels ?? plainKernels),
  readBody: (reader, config, { training, kernels }) =>
    alsBody(readAls(reader, training.itemIds.length), config, kernels),
};

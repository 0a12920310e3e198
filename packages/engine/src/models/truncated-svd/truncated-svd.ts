import { plainKernels } from '../../factors/kernel-source.ts';
import type { ModelKind } from '../define-model.ts';
import { readTruncatedSvd } from './codec.ts';
import { parseTruncatedSvdConfig, truncatedSvdDefaults, type TruncatedSvdConfig } from './config.ts';
import { fitTruncatedSvd } from './fit.ts';
import { truncatedSvdBody } from './score.ts';

/** The smooth part of a history: its projection on the leading singular vectors. See card.md. */
export const truncatedSvdKind: ModelKind<TruncatedSvdConfig> = {
  name: 'truncated-svd',
  defaults: truncatedSvdDefaults,
  parseConfig: parseTruncatedSvdConfig,
  fitBody: (interactions, config, run) =>
    truncatedSvdBody(fitTruncatedSvd(interactions, config, run), config, run.kernels ?? plainKernels),
  readBody: (reader, config, { training, kernels }) =>
    truncatedSvdBody(readTruncatedSvd(reader, training.itemIds.length), config, kernels),
};

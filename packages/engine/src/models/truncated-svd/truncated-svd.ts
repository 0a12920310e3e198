import { finish } from '@vitrine/kernels';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import { FactorTable } from '../../factors/factor-table.ts';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { BodyGround, ModelBody, ModelKind } from '../define-model.ts';
import { readTruncatedSvd } from './codec.ts';
import { parseTruncatedSvdConfig, truncatedSvdDefaults, type TruncatedSvdConfig } from './config.ts';
import { fitTruncatedSvd } from './fit.ts';
import { truncatedSvdBody } from './score.ts';

/** The smooth part of a history: its projection on the leading singular vectors. See card.md. */
export const truncatedSvdKind: ModelKind<TruncatedSvdConfig> = {
  name: 'truncated-svd',
  defaults: truncatedSvdDefaults,
  parseConfig: parseTruncatedSvdConfig,
  fitBody(interactions, config, run) {
    const factors = fitTruncatedSvd(interactions, config, run);
    return truncatedSvdBody(factors, config, new FactorTable(run.kernels ?? plainKernels, factors));
  },
  readBody: (...from) => finish(readInSteps(...from)),
  readBodyInSteps: readInSteps,
};

function* readInSteps(
  reader: ArtifactReader,
  config: TruncatedSvdConfig,
  { training, kernels }: BodyGround,
): Generator<void, ModelBody> {
  const factors = readTruncatedSvd(reader, training.itemIds.length);
  return truncatedSvdBody(factors, config, yield* FactorTable.makeInSteps(kernels, factors));
}

import { finish } from '@vitrine/kernels';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import { FactorTable } from '../../factors/factor-table.ts';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { BodyGround, ModelBody, ModelKind } from '../define-model.ts';
import { readAls } from './codec.ts';
import { alsDefaults, parseAlsConfig, type AlsConfig } from './config.ts';
import { fitAls } from './fit.ts';
import { alsBody } from './score.ts';

/** Implicit alternating least squares in whitened coordinates. See card.md. */
export const alsKind: ModelKind<AlsConfig> = {
  name: 'als',
  defaults: alsDefaults,
  parseConfig: parseAlsConfig,
  fitBody(interactions, config, run) {
    const factors = fitAls(interactions, config, run);
    return alsBody(factors, config, new FactorTable(run.kernels ?? plainKernels, factors));
  },
  readBody: (...from) => finish(readInSteps(...from)),
  readBodyInSteps: readInSteps,
};

function* readInSteps(
  reader: ArtifactReader,
  config: AlsConfig,
  { training, kernels }: BodyGround,
): Generator<void, ModelBody> {
  const factors = readAls(reader, training.itemIds.length);
  return alsBody(factors, config, yield* FactorTable.makeInSteps(kernels, factors));
}

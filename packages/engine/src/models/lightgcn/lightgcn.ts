import { finish } from '@vitrine/kernels';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import { FactorTable } from '../../factors/factor-table.ts';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { BodyGround, ModelBody, ModelKind } from '../define-model.ts';
import { readLightGcnInSteps } from './codec.ts';
import { lightGcnDefaults, parseLightGcnConfig, type LightGcnConfig } from './config.ts';
import { fitLightGcn } from './fit.ts';
import { itemFactors, lightGcnBody } from './score.ts';

/** A linear graph network, trained by gradient descent. See card.md. */
export const lightGcnKind: ModelKind<LightGcnConfig> = {
  name: 'lightgcn',
  defaults: lightGcnDefaults,
  parseConfig: parseLightGcnConfig,
  fitBody(interactions, config, run) {
    const state = fitLightGcn(interactions, config, run);
    return lightGcnBody(state, config, new FactorTable(run.kernels ?? plainKernels, itemFactors(state)));
  },
  readBody: (...from) => finish(readInSteps(...from)),
  readBodyInSteps: readInSteps,
};

function* readInSteps(
  reader: ArtifactReader,
  config: LightGcnConfig,
  { training, kernels }: BodyGround,
): Generator<void, ModelBody> {
  const ground = { items: training.itemIds.length, users: training.userIds.length };
  const state = yield* readLightGcnInSteps(reader, ground);
  return lightGcnBody(state, config, yield* FactorTable.makeInSteps(kernels, itemFactors(state)));
}

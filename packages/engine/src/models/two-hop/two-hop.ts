import { finish } from '@vitrine/kernels';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { BodyGround, ModelBody, ModelKind } from '../define-model.ts';
import { parseTwoHopConfig, twoHopDefaults, type TwoHopConfig } from './config.ts';
import { fitTwoHop, twoHopInSteps } from './fit.ts';
import { twoHopBody } from './score.ts';

/** What everything is near to: two steps over the item graph. See card.md. */
export const twoHopKind: ModelKind<TwoHopConfig> = {
  name: 'two-hop',
  defaults: twoHopDefaults,
  parseConfig: parseTwoHopConfig,
  fitBody: (interactions, config, run) =>
    twoHopBody(fitTwoHop(interactions, config, run), config, run.kernels ?? plainKernels),
  readBody: (...from) => finish(readInSteps(...from)),
  readBodyInSteps: readInSteps,
};

function* readInSteps(
  _: ArtifactReader,
  config: TwoHopConfig,
  { training, ...run }: BodyGround,
): Generator<void, ModelBody> {
  return twoHopBody(yield* twoHopInSteps(training, config, run), config, run.kernels);
}

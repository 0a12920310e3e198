import { finish } from '@vitrine/kernels';
import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import { FactorTable } from '../../factors/factor-table.ts';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { BodyGround, ModelBody, ModelKind } from '../define-model.ts';
import { graphFilterInSteps } from '../graph-filter/fit.ts';
import { readGraphLowpass } from './codec.ts';
import { graphLowpassDefaults, parseGraphLowpassConfig, type GraphLowpassConfig } from './config.ts';
import { fitGraphLowpass, vectorsOf } from './fit.ts';
import { graphLowpassBody } from './score.ts';

/** One hop of the item graph, its smooth part, and two hops taken away. See card.md. */
export const graphLowpassKind: ModelKind<GraphLowpassConfig> = {
  name: 'graph-lowpass',
  defaults: graphLowpassDefaults,
  parseConfig: parseGraphLowpassConfig,
  fitBody(interactions, config, run) {
    const state = fitGraphLowpass(interactions, config, run);
    return graphLowpassBody(state, config, new FactorTable(run.kernels ?? plainKernels, vectorsOf(state)));
  },
  readBody: (...from) => finish(readInSteps(...from)),
  readBodyInSteps: readInSteps,
};

function* readInSteps(
  reader: ArtifactReader,
  config: GraphLowpassConfig,
  { training, ...run }: BodyGround,
): Generator<void, ModelBody> {
  const spectrum = readGraphLowpass(reader, training.itemIds.length);
  const hop = yield* graphFilterInSteps(training, config, run);
  yield* hop.prepareInSteps();
  const table = yield* FactorTable.makeInSteps(run.kernels, vectorsOf(spectrum));
  return graphLowpassBody({ ...spectrum, hop }, config, table);
}

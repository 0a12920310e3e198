import { plainKernels } from '../../factors/kernel-source.ts';
import type { ModelKind } from '../define-model.ts';
import { fitGraphFilter } from '../graph-filter/fit.ts';
import { readGraphLowpass } from './codec.ts';
import { graphLowpassDefaults, parseGraphLowpassConfig, type GraphLowpassConfig } from './config.ts';
import { fitGraphLowpass } from './fit.ts';
import { graphLowpassBody } from './score.ts';

/** One hop of the item graph, its smooth part, and two hops taken away. See card.md. */
export const graphLowpassKind: ModelKind<GraphLowpassConfig> = {
  name: 'graph-lowpass',
  defaults: graphLowpassDefaults,
  parseConfig: parseGraphLowpassConfig,
  fitBody: (interactions, config, run) =>
    graphLowpassBody(fitGraphLowpass(interactions, config, run), config, run.kernels ?? plainKernels),
  readBody: (reader, config, { training, kernels }) =>
    graphLowpassBody(
      { ...readGraphLowpass(reader, training.itemIds.length), hop: fitGraphFilter(training, config, { kernels }) },
      config,
      kernels,
    ),
};

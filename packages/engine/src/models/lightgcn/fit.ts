import { type Kernels, makeMatrix } from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import { toKernelRows } from '../../factors/sparse-in-memory.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import type { FitRun } from '../model.ts';
import type { LightGcnConfig } from './config.ts';
import { type Graph, graphOf, loadGraph } from './graph.ts';
import { holdOut } from './held-out.ts';
import { type ByteTables, fromByteTables, quantisingLoss, toByteTables } from './quantise.ts';
import { type LightGcnTables, tablesOf } from './tables.ts';
import { train, type Training } from './train.ts';

/** What the training found out, for reports. */
export type LightGcnNotes = Readonly<Record<string, unknown>>;

/** A trained network. */
export interface LightGcn {
  readonly tables: LightGcnTables;
  /** What the tables were rounded to; null when they are as they were trained. */
  readonly bytes: ByteTables | null;
  readonly notes: LightGcnNotes;
}

/**
 * Trains on the graph without a slice that tells when to stop, then spreads the parameters over the whole graph, so that what was held out
 * counts in what is answered.
 * @throws GraphError when the interactions make no graph.
 */
export function fitLightGcn(interactions: Interactions, config: LightGcnConfig, run: FitRun): LightGcn {
  const whole = loadGraph(interactions, config.signal);
  const slice = holdOut(whole.byUser, run.seed);
  const graph = graphOf(slice.rest);
  const width = Math.ceil(config.factors / 16) * 16;
  const kernels = (run.kernels ?? plainKernels)();
  try {
    const training = train(kernels, { graph, slice, width, config, run });
    const asTrained = (on: Graph): LightGcnTables => spreadOver(kernels, { graph: on, training, width }, config);
    const quantising = config.quantise === 'int8' ? quantisingLoss(kernels, asTrained(graph), slice) : null;
    const tables = asTrained(whole);
    const bytes = quantising === null ? null : toByteTables(tables);
    return {
      tables: bytes === null ? tables : fromByteTables(bytes, width),
      bytes,
      notes: {
        nodes: whole.degrees.length,
        edges: whole.byUser.indices.length,
        isolatedUsers: whole.isolatedUsers,
        isolatedItems: whole.isolatedItems,
        judgedUsers: slice.users.length,
        epoch: training.epoch,
        stopped: training.stopped,
        drawExponent: training.drawExponent,
        trials: training.trials,
        looks: training.looks,
        quantising,
      },
    };
  } finally {
    kernels.end();
  }
}

function spreadOver(
  kernels: Kernels,
  { graph, training, width }: { readonly graph: Graph; readonly training: Training; readonly width: number },
  config: LightGcnConfig,
): LightGcnTables {
  return kernels.memory.scope(() => {
    const [parameters, spread, spare] = [0, 1, 2].map(() => makeMatrix(kernels, graph.degrees.length, width));
    parameters.values.set(training.parameters);
    const rooms = { edges: toKernelRows(kernels, graph.edges), parameters, spread, spare };
    return tablesOf(kernels, { graph, rooms }, config.layers);
  });
}

import { availableParallelism } from 'node:os';
import { modelNames } from '@vitrine/engine';
import { type TrainOutcome, createProcessTrainer, trainModel } from '@vitrine/pipelines/training';
import { describeDevice, findComputeDevice } from '@vitrine/pipelines/weights';
import type { RecsysTables } from '@vitrine/recsys';
import { buildFolder, trainingProcess } from '../compose/build-folder.ts';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, type Shell, exitStatus, printResult } from '../shell.ts';
import { renderTable, startProgress } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { tenantOf, withNamespace } from './namespace-option.ts';
import { settingsFrom, wholeNumber } from './option-values.ts';

interface TrainCommandOptions {
  readonly namespace: string;
  readonly set?: readonly string[];
  readonly seed: number;
  readonly promote: boolean;
  readonly json?: boolean;
}

type Trained = Extract<TrainOutcome, { ok: true }>;

/** `vitrine train [MODEL]`: fits, judges on a cut by time, stores, and promotes what passes its gates. */
export const defineTrain: DefineCommand = (program, shell) => {
  withNamespace(program.command('train'))
    .description(
      'Trains a model on the recorded events, judges it on a cut by time, and lets it answer when it passes its gates.',
    )
    .argument('[model]', `auto, or one of ${modelNames.join(', ')}`, 'auto')
    .option('--set <key=value...>', 'configuration of the model')
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option('--no-promote', 'store and judge it only')
    .option('--json', 'print JSON')
    .action((model: string, options: TrainCommandOptions) => train(shell, model, options));
};

async function train(shell: Shell, model: string, options: TrainCommandOptions): Promise<void> {
  const progress = startProgress(shell.stderr, `Training ${model}`, () => performance.now());
  const outcome = await withPlatform(shell, ({ connection, recsys, shop }) =>
    trainModel(
      {
        db: connection.handle<RecsysTables>(),
        recsys,
        clock: shop.context.clock,
        trainer: createProcessTrainer(trainingProcess),
        progress: (done, total, phase) => progress.update(done, total, phase),
      },
      tenantOf(options.namespace),
      {
        model,
        config: settingsFrom(options.set ?? []),
        seed: options.seed,
        promote: options.promote,
        movedBy: 'command line',
      },
    ),
  );
  progress.end();
  if (!outcome.ok) {
    const isUsage = outcome.error.code === 'training.unknown_model' || outcome.error.code === 'training.invalid_config';
    throw new CommandError(outcome.error.message, isUsage ? exitStatus.usage : exitStatus.failed);
  }
  // As many threads as the training process takes: one core is left to whoever answers visitors meanwhile.
  const device = await findComputeDevice(buildFolder, Math.max(1, availableParallelism() - 1));
  printResult(shell, options.json, {
    value: { ...outcome, device },
    text: `${textOf(outcome)}\nComputed by ${describeDevice(device)}.`,
  });
}

function textOf(outcome: Trained): string {
  const { counts, metrics, baseline } = outcome;
  const baselineOf = new Map(baseline.map(({ metric, value }) => [metric, value]));
  const rows = metrics.map(({ metric, value }) => [metric, value.toFixed(4), baselineOf.get(metric)?.toFixed(4) ?? '']);
  return [
    `${counts.events.toLocaleString('en-GB')} events, ${counts.users.toLocaleString('en-GB')} people, ${counts.items.toLocaleString('en-GB')} items; read in ${outcome.readSeconds.toFixed(1)} s, judged and fitted in ${outcome.fitSeconds.toFixed(1)} s, ${(outcome.sizeBytes / 1e6).toFixed(1)} MB.`,
    rows.length > 0 ? renderTable(['metric', 'this model', 'best popularity'], rows) : '',
    ...outcome.gates
      .filter(({ passed }) => !passed)
      .map(({ gate, reason }) => `gate not passed: ${gate}${reason ? `, ${reason}` : ''}`),
    outcome.promoted
      ? `${outcome.version} answers now.`
      : `${outcome.version} is stored and does not answer: ${outcome.notPromoted ?? ''}.`,
  ]
    .filter(Boolean)
    .join('\n');
}

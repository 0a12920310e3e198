import type { Command } from 'commander';
import { modelNames } from '@vitrine/engine';
import { type LabPhase, type LabResult, type PlainReport, formatPrediction, runLab } from '@vitrine/engine/lab';
import { nodeKernels } from '@vitrine/pipelines/training';
import { buildFolder } from '../../compose/build-folder.ts';
import { type Shell, printResult } from '../../shell.ts';
import { type Progress, renderTable, startProgress } from '../../terminal/index.ts';
import { settingsFrom, wholeNumber } from '../option-values.ts';
import { modelNameOf, orSentence, refuseWithoutItems } from './lab-model.ts';
import { type PhaseCost, phaseClock } from './phase-clock.ts';
import { readItems } from './read-items.ts';
import { memoryLimits, readPlain } from './read-plain.ts';
import { unknownSentence } from './unknown-ids.ts';
import { openWhole } from './write-whole.ts';

interface RunOptions {
  readonly train: string;
  readonly test?: string;
  readonly model: string;
  readonly set?: readonly string[];
  readonly items?: string;
  readonly top: number;
  readonly seed: number;
  readonly memory?: number;
  readonly predictions?: string;
  readonly json?: string | true;
}

/** `vitrine lab run`: one model on somebody's own split. */
export function defineLabRun(lab: Command, shell: Shell): void {
  lab
    .command('run')
    .description(
      'Reads user<TAB>item[<TAB>value[<TAB>unix seconds]] files (also .gz), trains, ranks all items, prints the metrics.',
    )
    .requiredOption('--train <file>', 'interactions to learn from (needed)')
    .option('--test <file>', 'interactions to judge by; without it only predictions are made')
    .requiredOption('--model <name>', `one of ${modelNames.join(', ')}, or auto (needed)`)
    .option('--set <key=value...>', 'configuration of the model')
    .option('--items <file>', 'descriptions of the items, for models that read them')
    .option('--top <n>', 'length of the lists', wholeNumber('top', 1, 1_000), 20)
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option('--memory <MB>', 'most memory to take; what is free when left out', wholeNumber('memory', 1, 2 ** 31))
    .option('--predictions <file>', 'write one line a user: user item1 item2 …')
    .option('--json [file]', 'print JSON, or write it to a file')
    .action((options: RunOptions) => labRun(shell, options));
}

async function labRun(shell: Shell, options: RunOptions): Promise<void> {
  const model = modelNameOf(options.model);
  refuseWithoutItems(model, options.items);
  const predictions = options.predictions === undefined ? null : await openWhole(options.predictions, 'predictions');
  const json = typeof options.json === 'string' ? await openWhole(options.json, 'figures') : null;
  const limits = memoryLimits(options.memory);
  const costs = phaseClock();
  costs.begin('read');
  const train = await readPlain(shell, options.train, limits);
  const test = options.test === undefined ? null : await readPlain(shell, options.test, limits);
  const itemFeatures = options.items === undefined ? undefined : await readItems(shell, options.items);
  let progress: Progress | null = null;
  const onPhase = (phase: LabPhase) => {
    progress?.end();
    costs.begin(phase);
    progress = startProgress(shell.stderr, `${phase} ${model}`, () => performance.now());
  };
  const result = orSentence(
    () =>
      runLab({
        train: train.interactions,
        test: test?.interactions ?? null,
        model,
        config: settingsFrom(options.set ?? []),
        top: options.top,
        run: {
          seed: options.seed,
          nowSec: Math.floor(shell.now().getTime() / 1000),
          elapsedMs: () => performance.now(),
          kernels: nodeKernels(buildFolder),
          itemFeatures,
        },
        onPhase,
        onProgress: (done, total, step) => progress?.update(done, total, step),
      }),
    () => progress?.end(),
  );
  // Figures that took hours are shown even where the predictions find no room.
  let failure: unknown;
  if (predictions) {
    costs.begin('predict');
    await predictions.write(() => predictionLines(result)).catch((error: unknown) => (failure = error));
  }
  const outcome = { model, result, train: train.report, test: test?.report ?? null, phases: costs.end() };
  const value = valueOf(options, outcome);
  printResult(shell, options.json === true, { value, text: textOf(options, outcome) });
  await json?.write(() => [JSON.stringify(value, null, 2)]);
  if (failure) throw failure;
}

function* predictionLines(result: LabResult): Generator<string> {
  for (const prediction of result.predictions()) yield formatPrediction(prediction);
}

interface LabOutcome {
  readonly model: string;
  readonly result: LabResult;
  readonly train: PlainReport;
  readonly test: PlainReport | null;
  readonly phases: readonly PhaseCost[];
}

function valueOf(options: RunOptions, { model, result, train, test, phases }: LabOutcome): unknown {
  return {
    model,
    top: options.top,
    seed: options.seed,
    train,
    test,
    unknown_users: result.unknownUsers,
    unknown_items: result.unknownItems,
    metrics: result.evaluation?.summary,
    catalog: result.evaluation?.catalog,
    phases,
  };
}

function textOf(options: RunOptions, { result, phases }: LabOutcome): string {
  const metricRows = Object.entries(result.evaluation?.summary ?? {}).map(([name, interval]) => [
    `${name}@${options.top}`,
    interval.mean.toFixed(4),
    `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}`,
  ]);
  const phaseRows = phases.map(({ phase, seconds, peakMemoryMb }) => [
    phase,
    seconds.toFixed(2),
    Math.round(peakMemoryMb),
  ]);
  return [
    metricRows.length > 0 ? renderTable(['metric', 'value', '95 % interval'], metricRows) : '',
    unknownSentence({ users: result.unknownUsers, items: result.unknownItems }),
    renderTable(['phase', 'seconds', 'peak MB'], phaseRows),
  ]
    .filter(Boolean)
    .join('\n\n');
}

import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { ModelConfigError, isModelName, modelNames } from '@vitrine/engine';
import {
  type LabPhase,
  type LabResult,
  PlainFormatError,
  type PlainReport,
  createPlainReader,
  formatPrediction,
  runLab,
} from '@vitrine/engine/lab';
import { nodeKernels } from '@vitrine/pipelines/training';
import { buildFolder } from '../compose/build-folder.ts';
import { CommandError, type Shell, exitStatus, printResult } from '../shell.ts';
import { type Progress, renderTable, startProgress } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { settingsFrom, wholeNumber } from './option-values.ts';

interface LabOptions {
  readonly train: string;
  readonly test?: string;
  readonly model: string;
  readonly set?: readonly string[];
  readonly top: number;
  readonly seed: number;
  readonly predictions?: string;
  readonly json?: string | true;
}

interface PhaseCost {
  readonly phase: string;
  readonly seconds: number;
  readonly peakMemoryMb: number;
}

/** `vitrine lab run`: a paper's split from plain files, no database. */
export const defineLab: DefineCommand = (program, shell) => {
  const lab = program
    .command('lab')
    .description("Trains and judges a model on somebody's own split, from plain files.");
  lab
    .command('run')
    .description(
      'Reads user<TAB>item[<TAB>value[<TAB>unix seconds]] files (also .gz), trains, ranks all items, prints the metrics.',
    )
    .requiredOption('--train <file>', 'interactions to learn from (needed)')
    .option('--test <file>', 'interactions to judge by; without it only predictions are made')
    .requiredOption('--model <name>', `one of ${modelNames.join(', ')}, or auto (needed)`)
    .option('--set <key=value...>', 'configuration of the model')
    .option('--top <n>', 'length of the lists', wholeNumber('top', 1, 1_000), 20)
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option('--predictions <file>', 'write one line a user: user item1 item2 …')
    .option('--json [file]', 'print JSON, or write it to a file')
    .action((options: LabOptions) => labRun(shell, options));
};

async function labRun(shell: Shell, options: LabOptions): Promise<void> {
  const model = options.model === 'auto' ? 'blend' : options.model;
  if (!isModelName(model))
    throw new CommandError(
      `There is no model "${options.model}". Take one of ${modelNames.join(', ')}, or auto.`,
      exitStatus.usage,
    );
  const costs = phaseClock();
  costs.begin('read');
  const train = await readPlain(shell, options.train);
  const test = options.test === undefined ? null : await readPlain(shell, options.test);
  let progress: Progress | null = null;
  const onPhase = (phase: LabPhase) => {
    progress?.end();
    costs.begin(phase);
    progress = startProgress(shell.stderr, `${phase} ${model}`, () => performance.now());
  };
  let result: LabResult;
  try {
    result = runLab({
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
      },
      onPhase,
      onProgress: (done, total, step) => progress?.update(done, total, step),
    });
  } catch (error) {
    if (error instanceof ModelConfigError) throw new CommandError(error.message, exitStatus.usage);
    throw error;
  } finally {
    (progress as Progress | null)?.end();
  }
  if (options.predictions !== undefined) {
    costs.begin('predict');
    await writePredictions(options.predictions, result);
  }
  report(shell, options, { model, result, train: train.report, test: test?.report ?? null, phases: costs.end() });
}

async function readPlain(shell: Shell, path: string) {
  const reader = createPlainReader();
  const progress = startProgress(shell.stderr, `reading ${path}`, () => performance.now());
  const file = createReadStream(path);
  const text = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // A failing pipe does not pass its error on by itself.
  file.on('error', (error) => text.destroy(error));
  let bytes = 0;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const chunk of text) {
      bytes += (chunk as Buffer).length;
      reader.push(decoder.decode(chunk as Buffer, { stream: true }));
      progress.update(bytes);
    }
    reader.push(decoder.decode());
    const { interactions, report: read } = reader.finish();
    progress.end(
      `${read.rows} rows, ${read.users} users, ${read.items} items${read.duplicates > 0 ? `, ${read.duplicates} repeated` : ''}`,
    );
    return { interactions, report: read };
  } catch (error) {
    progress.end('stopped');
    throw new CommandError(`${path}: ${whyUnreadable(error)}`);
  }
}

function whyUnreadable(error: unknown): string {
  if (error instanceof PlainFormatError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file. Check the path.';
  if (code === 'EISDIR') return 'this is a folder. Name a file.';
  if (code === 'EACCES') return 'this user may not read it.';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'the text is not UTF-8. Convert it first.';
  if (code?.startsWith('Z_')) return 'the compressed file is damaged or cut off. Fetch it again.';
  return message;
}

/** Written beside and renamed at the end, so that a stopped run leaves no half file. */
async function writePredictions(path: string, result: LabResult): Promise<void> {
  const draft = `${path}.part`;
  try {
    await pipeline(function* () {
      for (const prediction of result.predictions()) yield `${formatPrediction(prediction)}\n`;
    }, createWriteStream(draft));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw new CommandError(`The predictions could not be written to ${path}: ${(error as Error).message}.`);
  }
}

function phaseClock() {
  const costs: PhaseCost[] = [];
  let open: { phase: string; startedMs: number } | null = null;
  const close = () => {
    if (open)
      costs.push({
        phase: open.phase,
        seconds: (performance.now() - open.startedMs) / 1000,
        peakMemoryMb: process.resourceUsage().maxRSS / 1024,
      });
    open = null;
  };
  return {
    begin(phase: string) {
      close();
      open = { phase, startedMs: performance.now() };
    },
    end(): readonly PhaseCost[] {
      close();
      return costs;
    },
  };
}

interface LabOutcome {
  readonly model: string;
  readonly result: LabResult;
  readonly train: PlainReport;
  readonly test: PlainReport | null;
  readonly phases: readonly PhaseCost[];
}

function report(shell: Shell, options: LabOptions, outcome: LabOutcome): void {
  const { model, result, phases } = outcome;
  const metrics = result.evaluation?.summary;
  const value = {
    model,
    top: options.top,
    seed: options.seed,
    train: outcome.train,
    test: outcome.test,
    unknown_users: result.unknownUsers,
    unknown_items: result.unknownItems,
    metrics,
    phases,
  };
  const metricRows = Object.entries(metrics ?? {}).map(([name, interval]) => [
    `${name}@${options.top}`,
    interval.mean.toFixed(4),
    `${interval.low.toFixed(4)} to ${interval.high.toFixed(4)}`,
  ]);
  const phaseRows = phases.map(({ phase, seconds, peakMemoryMb }) => [
    phase,
    seconds.toFixed(2),
    Math.round(peakMemoryMb),
  ]);
  const text = [
    metricRows.length > 0 ? renderTable(['metric', 'value', '95 % interval'], metricRows) : '',
    renderTable(['phase', 'seconds', 'peak MB so far'], phaseRows),
  ]
    .filter(Boolean)
    .join('\n\n');
  if (typeof options.json === 'string') {
    createWriteStream(options.json).end(`${JSON.stringify(value, null, 2)}\n`);
    shell.stdout.write(`${text}\n`);
  } else printResult(shell, options.json === true, { value, text });
}

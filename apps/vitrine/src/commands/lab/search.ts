import { type Command, InvalidArgumentError, Option } from 'commander';
import { modelNames } from '@vitrine/engine';
import {
  type SearchRequest,
  type SearchResult,
  type SearchSpace,
  type TrialSettings,
  SearchSpaceError,
  parseSearchSpace,
  searchSettings,
} from '@vitrine/engine/lab';
import { nodeKernels } from '@vitrine/pipelines/training';
import { buildFolder } from '../../compose/build-folder.ts';
import { CommandError, type Shell, exitStatus, printResult } from '../../shell.ts';
import { renderTable, startProgress } from '../../terminal/index.ts';
import { settingsFrom, shareBetween, wholeNumber } from '../option-values.ts';
import { modelNameOf, orSentence, refuseWithoutItems } from './lab-model.ts';
import { readItems } from './read-items.ts';
import { memoryLimits, readPlain } from './read-plain.ts';
import { openWhole } from './write-whole.ts';

interface SearchOptions {
  readonly train: string;
  readonly model: string;
  readonly space: SearchSpace;
  readonly set?: readonly string[];
  readonly items?: string;
  readonly trials: number;
  readonly budget?: number;
  readonly method: SearchRequest['method'];
  readonly share: number;
  readonly maxUsers: number;
  readonly top: number;
  readonly seed: number;
  readonly memory?: number;
  readonly json?: string | true;
}

/** `vitrine lab search`: settings of a model, found on a cut of the training file alone. */
export function defineLabSearch(lab: Command, shell: Shell): void {
  lab
    .command('search')
    .description(
      'Searches settings of a model on a cut of the training file alone, and ends with the line to use them.',
    )
    .requiredOption('--train <file>', 'interactions to learn from (needed)')
    .requiredOption('--model <name>', `one of ${modelNames.join(', ')}, or auto (needed)`)
    .requiredOption(
      '--space <text>',
      "'factors=32,64,128;regularization=log:0.001..1;neighbours=int:20..200' (needed)",
      spaceOf,
    )
    .option('--set <key=value...>', 'settings that stay as they are')
    .option('--items <file>', 'descriptions of the items, for models that read them')
    .option('--trials <n>', 'most settings to try beside the defaults', wholeNumber('trials', 1, 10_000), 20)
    .option(
      '--budget <time>',
      'end after so long, such as 300s, 20m or 2h; trials alone decide when left out',
      durationOf,
    )
    .addOption(
      new Option('--method <name>', 'all trials on all users, or ever fewer trials on ever more users')
        .choices(['random', 'halving'])
        .default('random'),
    )
    .option('--share <x>', 'share of the rows that the cut judges by', shareBetween('share', 0.01, 0.9), 0.2)
    .option('--max-users <n>', 'judge at most so many users a trial', wholeNumber('max-users', 1, 2 ** 31), 5_000)
    .option('--top <n>', 'length of the lists', wholeNumber('top', 1, 1_000), 20)
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option('--memory <MB>', 'most memory to take; what is free when left out', wholeNumber('memory', 1, 2 ** 31))
    .option('--json [file]', 'print JSON, or write it to a file')
    .action((options: SearchOptions) => labSearch(shell, options));
}

function spaceOf(text: string): SearchSpace {
  try {
    return parseSearchSpace(text);
  } catch (error) {
    if (error instanceof SearchSpaceError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

/** Milliseconds. */
function durationOf(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(text.trim());
  if (!found || Number(found[1]) === 0)
    throw new InvalidArgumentError('--budget takes seconds, minutes or hours such as 300s, 20m or 2h.');
  const unitMs = { s: 1_000, m: 60_000, h: 3_600_000 }[found[2] ?? 's'] ?? 1_000;
  return Number(found[1]) * unitMs;
}

async function labSearch(shell: Shell, options: SearchOptions): Promise<void> {
  const model = modelNameOf(options.model);
  refuseWithoutItems(model, options.items);
  const fixed = settingsFrom(options.set ?? []);
  const json = typeof options.json === 'string' ? await openWhole(options.json, 'figures') : null;
  const { interactions: train } = await readPlain(shell, options.train, memoryLimits(options.memory));
  const itemFeatures = options.items === undefined ? undefined : await readItems(shell, options.items);
  const progress = startProgress(shell.stderr, `searching ${model}`, () => performance.now());
  const request: SearchRequest = {
    train,
    model,
    fixed,
    space: options.space,
    trials: options.trials,
    method: options.method,
    k: options.top,
    seed: options.seed,
    maxUsers: options.maxUsers,
    validationShare: options.share,
    ...(options.budget === undefined ? {} : { budgetMs: options.budget }),
    run: { kernels: nodeKernels(buildFolder), ...(itemFeatures === undefined ? {} : { itemFeatures }) },
    elapsedMs: () => performance.now(),
    progress: (done, total, note) => progress.update(done, total, note),
  };
  const result = orSentence(
    () => orTooFew(() => searchSettings(request), options.train),
    () => progress.end(),
  );
  const value = { model, seed: options.seed, method: options.method, ...result, set: setLine(result.best) };
  printResult(shell, options.json === true, { value, text: textOf(result, options) });
  await json?.write(() => [JSON.stringify(value, null, 2)]);
}

/** Rows that cannot be cut are the caller's to mend: a sentence. */
function orTooFew<Result>(work: () => Result, path: string): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError && error.name === 'RangeError')
      throw new CommandError(`${path}: ${error.message}.`, exitStatus.failed);
    throw error;
  }
}

const setLine = (settings: TrialSettings) =>
  Object.keys(settings).length === 0
    ? ''
    : `--set ${Object.entries(settings)
        .map(([key, value]) => `${key}=${value}`)
        .join(' ')}`;

const plain = (settings: TrialSettings) =>
  Object.entries(settings)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ') || '(defaults)';

function textOf(result: SearchResult, { top, method }: SearchOptions): string {
  const { cut, trials, best, bestNdcg, defaultNdcg, againstDefaults, untried } = result;
  const ranked = trials.toSorted((a, b) => b.userShare - a.userShare || (b.ndcg?.mean ?? -1) - (a.ndcg?.mean ?? -1));
  const rows = ranked.map(({ settings, userShare, ndcg, failure, seconds }) => [
    plain(settings),
    ...(method === 'halving' ? [`${Math.round(userShare * 100)} %`] : []),
    ndcg?.mean.toFixed(4) ?? '',
    ndcg === null ? (failure ?? '') : `${ndcg.low.toFixed(4)} to ${ndcg.high.toFixed(4)}`,
    seconds.toFixed(1),
  ]);
  const heads = ['settings', ...(method === 'halving' ? ['users'] : []), `NDCG@${top}`, '95 % interval', 'seconds'];
  const gain = againstDefaults
    ? `${bestNdcg.mean.toFixed(4)} instead of ${defaultNdcg.mean.toFixed(4)} at the defaults (difference ${againstDefaults.low.toFixed(4)} to ${againstDefaults.high.toFixed(4)}, p ${againstDefaults.p < 0.001 ? '<0.001' : againstDefaults.p.toFixed(3)}; the best of many looks a little better than it is)`
    : trials.some(({ userShare, ndcg }, at) => at > 0 && userShare === 1 && ndcg !== null)
      ? `nothing tried is better than the defaults, ${defaultNdcg.mean.toFixed(4)}`
      : `the defaults, ${defaultNdcg.mean.toFixed(4)}, because no other setting was judged on all users; give it more time (--budget), fewer trials, or --method random`;
  return [
    `Cut ${cut.by === 'time' ? 'by time' : 'at random per user'} inside the training file: ${cut.trainRows} rows to learn from, ${cut.testRows} to judge by, ${cut.judgedUsers} users judged.`,
    renderTable(heads, rows),
    ...(untried > 0 ? [`The budget ended before ${untried} of the settings were tried.`] : []),
    `Best: ${gain}.`,
    ...(againstDefaults ? [setLine(best)] : []),
  ].join('\n\n');
}

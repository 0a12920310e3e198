import { basename } from 'node:path';
import type { Command } from 'commander';
import { type ModelName, modelNames } from '@vitrine/engine';
import { type ComparedEntry, type SplitComparison, compareOnSplit, joinIds } from '@vitrine/engine/lab';
import { comparisonReport } from '@vitrine/pipelines/report';
import { nodeKernels } from '@vitrine/pipelines/training';
import { buildFolder } from '../../compose/build-folder.ts';
import { CommandError, type Shell, exitStatus, printResult } from '../../shell.ts';
import { startProgress } from '../../terminal/index.ts';
import { comparisonText } from '../comparison-text.ts';
import { settingsFrom, wholeNumber } from '../option-values.ts';
import { describedModels, modelNameOf, orSentence, refuseWithoutItems } from './lab-model.ts';
import { memoryGauge } from './phase-clock.ts';
import { readItems } from './read-items.ts';
import { memoryLimits, readPlain } from './read-plain.ts';
import { unknownSentence } from './unknown-ids.ts';
import { openWhole } from './write-whole.ts';

interface CompareOptions {
  readonly train: string;
  readonly test: string;
  readonly models: readonly string[];
  readonly items?: string;
  readonly top: number;
  readonly seed: number;
  readonly maxUsers?: number;
  readonly memory?: number;
  readonly html?: string;
  readonly json?: string | true;
}

/** `vitrine lab compare`: all models on one split in one report. */
export function defineLabCompare(lab: Command, shell: Shell): void {
  lab
    .command('compare')
    .description('Trains several models on one file, judges all on another, and puts everything into one report.')
    .requiredOption('--train <file>', 'interactions to learn from (needed)')
    .requiredOption('--test <file>', 'interactions to judge by (needed)')
    .requiredOption(
      '--models <list...>',
      `such as als,ease,auto or als:factors=128;epochs=20 (of ${modelNames.join(', ')}; all: every one) (needed)`,
    )
    .option(
      '--items <file>',
      'descriptions of the items, for models that read them and for the diversity of categories',
    )
    .option('--top <n>', 'length of the lists', wholeNumber('top', 1, 1_000), 20)
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option('--max-users <n>', 'judge at most so many users, drawn by seed', wholeNumber('max-users', 1, 2 ** 31))
    .option('--memory <MB>', 'most memory to take; what is free when left out', wholeNumber('memory', 1, 2 ** 31))
    .option('--html <file>', 'where the report goes')
    .option('--json [file]', 'print JSON, or write it to a file')
    .action((options: CompareOptions) => labCompare(shell, options));
}

async function labCompare(shell: Shell, options: CompareOptions): Promise<void> {
  const entries = entriesOf(shell, options);
  const html = options.html === undefined ? null : await openWhole(options.html, 'report');
  const json = typeof options.json === 'string' ? await openWhole(options.json, 'figures') : null;
  const limits = memoryLimits(options.memory);
  const train = await readPlain(shell, options.train, limits);
  const test = await readPlain(shell, options.test, limits);
  const itemFeatures = options.items === undefined ? undefined : await readItems(shell, options.items);
  const joined = joinIds(train.interactions, test.interactions);
  const cutSec = train.interactions.timesSec.at(-1) ?? 0;
  const progress = startProgress(shell.stderr, 'comparing', () => performance.now());
  const comparison = orSentence(
    () =>
      compareOnSplit({ ...joined, test: joined.test ?? joined.train, cutSec }, entries, {
        k: options.top,
        seed: options.seed,
        ...(options.maxUsers === undefined ? {} : { maxUsers: options.maxUsers }),
        ...(itemFeatures === undefined ? {} : { itemFeatures }),
        kernels: nodeKernels(buildFolder),
        elapsedMs: () => performance.now(),
        memory: memoryGauge(),
        progress: (done, total, label) => progress.update(done, total, label),
      }),
    () => progress.end(),
  );
  const unknown = {
    users: joined.train.userIds.length - train.interactions.userIds.length,
    items: joined.train.itemIds.length - train.interactions.itemIds.length,
  };
  const value = {
    train: train.report,
    test: test.report,
    unknown_users: unknown.users,
    unknown_items: unknown.items,
    ...comparison,
  };
  const text = [textOf(comparison, options), unknownSentence(unknown)].filter(Boolean).join('\n\n');
  printResult(shell, options.json === true, { value, text });
  await json?.write(() => [JSON.stringify(value, null, 2)]);
  await html?.write(() => [pageOf(shell, comparison, options)]);
}

function textOf(comparison: SplitComparison, options: CompareOptions): string {
  const text = comparisonText(comparison, options.test);
  return options.html === undefined ? text : `${text}\n\nReport: ${options.html}`;
}

function pageOf(shell: Shell, comparison: SplitComparison, options: CompareOptions): string {
  return comparisonReport(comparison, {
    source: basename(options.train),
    madeAt: shell.now(),
    command: commandOf(options),
    split: `Every model was trained on ${options.train} and judged on ${options.test}.`,
  });
}

function commandOf({ train, test, models, items, top, seed, maxUsers }: CompareOptions): string {
  const words = [
    `vitrine lab compare --train ${quoted(train)} --test ${quoted(test)} --models ${models.map(quoted).join(' ')}`,
    items === undefined ? '' : `--items ${quoted(items)}`,
    `--top ${top} --seed ${seed}`,
    maxUsers === undefined ? '' : `--max-users ${maxUsers}`,
  ];
  return words.filter(Boolean).join(' ');
}

/** As a shell takes it: a semicolon or a space would end the word. */
const quoted = (word: string) => (/^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The named models, and popularity as the measure of all. @throws CommandError naming what is wrong. */
function entriesOf(shell: Shell, { models, items }: CompareOptions): ComparedEntry[] {
  const words = models.flatMap((list) => list.split(',')).map((word) => word.trim());
  if (items === undefined && words.includes('all'))
    shell.stderr.write(`  left out: ${describedModels.join(', ')}, which learn from descriptions of items (--items)\n`);
  const all = modelNames.filter(
    (name) => name !== 'popularity' && (items !== undefined || !describedModels.includes(name)),
  );
  const named = words
    .filter(Boolean)
    .flatMap((word) => (word === 'all' ? all : [word]))
    .map(entryOf);
  for (const { name } of named) refuseWithoutItems(name, items);
  if (named.length === 0)
    throw new CommandError('--models names none. Write for example --models als,ease,auto.', exitStatus.usage);
  const twice = named.find(({ label }, at) => named.findIndex((other) => other.label === label) < at);
  if (twice) throw new CommandError(`--models names ${twice.label} twice. Name each once.`, exitStatus.usage);
  const measure: ComparedEntry = {
    name: 'popularity',
    label: 'popularity',
    config: { halfLifeDays: null },
    isBaseline: true,
  };
  return named.some(({ isBaseline }) => isBaseline) ? named : [measure, ...named];
}

function entryOf(word: string): ComparedEntry {
  const at = word.indexOf(':');
  const name: ModelName = modelNameOf(at < 0 ? word : word.slice(0, at));
  const config = settingsFrom(
    at < 0
      ? []
      : word
          .slice(at + 1)
          .split(';')
          .filter(Boolean),
  );
  return { name, label: word, config, isBaseline: name === 'popularity' };
}

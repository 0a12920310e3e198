import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type SplitCheck, type SplitRequest, checkSplit, splitInteractions } from '@vitrine/engine/evaluation';
import { plainLines } from '@vitrine/engine/lab';
import { CommandError, type Shell, exitStatus, printResult } from '../../shell.ts';
import { renderTable } from '../../terminal/index.ts';
import { shareBetween, wholeNumber } from '../option-values.ts';
import { memoryLimits, readPlain } from './read-plain.ts';
import { openWhole } from './write-whole.ts';

interface SplitOptions {
  readonly input: string;
  readonly by: SplitRequest['by'];
  readonly share: number;
  readonly perUser?: boolean;
  readonly newItems?: boolean;
  readonly seed: number;
  readonly memory?: number;
  readonly outTrain: string;
  readonly outTest: string;
  readonly json?: boolean;
}

/** `vitrine lab split`: one file into what trains and what judges, with a count of what leaks. */
export function defineLabSplit(lab: Command, shell: Shell): void {
  lab
    .command('split')
    .description('Cuts one file into a part to learn from and a part to judge by, and counts what leaks between them.')
    .requiredOption('--input <file>', 'interactions (needed)')
    .addOption(
      new Option('--by <way>', 'the newest rows, any rows, or the last row of each user judge')
        .choices(['time', 'random', 'last'])
        .default('time'),
    )
    .option('--share <x>', 'share of the rows that judge', shareBetween('share', 0.001, 0.999), 0.2)
    .option('--per-user', 'cut each user by themselves instead of all rows at one moment')
    .option('--new-items', 'judge only by what known users took up for the first time')
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option('--memory <MB>', 'most memory to take; what is free when left out', wholeNumber('memory', 1, 2 ** 31))
    .requiredOption('--out-train <file>', 'where the part to learn from goes; gzip when it ends in .gz (needed)')
    .requiredOption('--out-test <file>', 'where the part to judge by goes (needed)')
    .option('--json', 'print JSON')
    .action((options: SplitOptions) => labSplit(shell, options));
}

async function labSplit(shell: Shell, options: SplitOptions): Promise<void> {
  if (new Set([options.input, options.outTrain, options.outTest].map((path) => resolve(path))).size < 3)
    throw new CommandError('--input, --out-train and --out-test must be three files. Name others.', exitStatus.usage);
  const train = await openWhole(options.outTrain, 'part to learn from');
  const test = await openWhole(options.outTest, 'part to judge by');
  const { interactions, report } = await readPlain(shell, options.input, memoryLimits(options.memory));
  const request: SplitRequest = {
    by: options.by,
    testShare: options.share,
    perUser: options.perUser ?? false,
    newItems: options.newItems ?? false,
    seed: options.seed,
  };
  const split = orRefusal(() => splitInteractions(interactions, request), options.input);
  await train.write(() => plainLines(split.train, report));
  await test.write(() => plainLines(split.test, report));
  const check = checkSplit(split);
  printResult(shell, options.json, { value: { ...request, ...check }, text: textOf(check, options) });
}

function orRefusal<Result>(work: () => Result, path: string): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(`${path}: ${error.message}.`);
    throw error;
  }
}

function textOf(check: SplitCheck, { outTrain, outTest }: SplitOptions): string {
  const parts = renderTable(
    ['part', 'rows', 'users', 'file'],
    [
      ['train', check.trainRows, check.trainUsers, outTrain],
      ['test', check.testRows, check.testUsers, outTest],
    ],
  );
  const leaks = renderTable(
    ['checked', 'count'],
    [
      ['judged users unknown in training', check.unknownUsers],
      ['judged items unknown in training', check.unknownItems],
      ['judged rows whose pair is in training', check.repeatedRows],
      ["training rows later than the same user's judged rows", check.lateOwnRows],
      ["training rows later than anybody's judged rows", check.lateRows],
    ],
  );
  const late =
    check.lateRows > 0
      ? '\n\nTraining knows what others did after some judged rows. For figures as a shop would live them, cut by time without --per-user.'
      : '';
  return `${parts}\n\n${leaks}${late}`;
}

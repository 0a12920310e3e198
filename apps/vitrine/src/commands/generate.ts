import { InvalidArgumentError } from 'commander';
import { generateDemo } from '../compose/demo.ts';
import { demoSize, settingBounds } from '@vitrine/pipelines/generate';
import { withPlatform } from '../compose/with-platform.ts';
import { printResult } from '../shell.ts';
import { startProgress } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { pointInTime, wholeNumber } from './option-values.ts';

const bounded = (name: keyof typeof settingBounds) =>
  wholeNumber(name, settingBounds[name].least, settingBounds[name].most);

/** `vitrine generate`: the demo shop, or a synthetic shop of any size, into the database or into files. */
export const defineGenerate: DefineCommand = (program, shell) => {
  program
    .command('generate')
    .description(
      'Makes a shop with products, pictures, customers and a history, into the database or with --out into files.',
    )
    .option('--products <n>', 'products', bounded('products'), demoSize.products)
    .option('--customers <n>', 'customers', bounded('customers'), demoSize.customers)
    .option('--events <n>', 'about how many events', bounded('events'), demoSize.events)
    .option('--days <n>', 'length of the history in days', bounded('days'), demoSize.days)
    .option('--seed <n>', 'seed; the same numbers make the same shop', bounded('seed'), demoSize.seed)
    .option('--as-of <time>', 'when the history ends (default: now)', pointInTime('as-of'))
    .option('--out <folder>', 'write files instead of the database', (folder: string) => {
      if (folder.trim() === '') throw new InvalidArgumentError('--out takes the name of a folder.');
      return folder;
    })
    .option('--json', 'print JSON')
    .action(async (options: GenerateCommandOptions) => {
      const progress = startProgress(shell.stderr, 'Generating', () => performance.now());
      const counts = await generateDemo({
        ...options,
        asOf: options.asOf ?? shell.now(),
        within: (work) => withPlatform(shell, work),
        progress: (phase, done, total) => progress.update(done, total, phase),
      });
      progress.end();
      const text = Object.entries(counts)
        .map(([name, count]) => `${count.toLocaleString('en-GB')} ${name}`)
        .join(', ');
      printResult(shell, options.json, { value: counts, text });
    });
};

interface GenerateCommandOptions {
  readonly products: number;
  readonly customers: number;
  readonly events: number;
  readonly days: number;
  readonly seed: number;
  readonly asOf?: Date;
  readonly out?: string;
  readonly json?: boolean;
}

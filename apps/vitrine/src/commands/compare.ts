import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ModelConfigError, type ModelName, countInteractions, isModelName, modelNames } from '@vitrine/engine';
import { comparisonReport } from '@vitrine/pipelines/report';
import {
  type Comparison,
  compareModels,
  nodeKernels,
  readInteractions,
  readItemFeatures,
} from '@vitrine/pipelines/training';
import type { RecsysTables } from '@vitrine/recsys';
import { buildFolder } from '../compose/build-folder.ts';
import { folders } from '../compose/platform.ts';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, type Shell, exitStatus, printResult } from '../shell.ts';
import { startProgress } from '../terminal/index.ts';
import { comparisonText } from './comparison-text.ts';
import type { DefineCommand } from './define-command.ts';
import { memoryGauge } from './lab/phase-clock.ts';
import { tenantOf, withNamespace } from './namespace-option.ts';
import { shareBetween, wholeNumber } from './option-values.ts';

interface CompareCommandOptions {
  readonly namespace: string;
  readonly share: number;
  readonly top: number;
  readonly seed: number;
  readonly types?: readonly string[];
  readonly report?: string;
  readonly json?: boolean;
}

const eventTypes: Readonly<Record<string, number>> = { view: 0, click: 1, add: 2, purchase: 3 };

/** `vitrine compare [MODEL…]`: popularity baselines and models judged on one cut by time, in one report. */
export const defineCompare: DefineCommand = (program, shell) => {
  withNamespace(program.command('compare'))
    .description(
      'Judges models and popularity baselines on one cut by time, with intervals, and writes one HTML report.',
    )
    .argument('[models...]', `which; all of ${modelNames.join(', ')} when left out`)
    .option('--share <x>', 'share of the events, the oldest, that train', shareBetween('share', 0.1, 0.95), 0.8)
    .option('--top <n>', 'length of the lists', wholeNumber('top', 1, 1_000), 20)
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option(
      '--types <type...>',
      `events that count as success (${Object.keys(eventTypes).join(', ')}); all when left out`,
    )
    .option('--report <file>', 'where to write the report')
    .option('--json', 'print JSON')
    .action((names: string[], options: CompareCommandOptions) => compare(shell, names, options));
};

/** `vitrine evaluate MODEL`: one model against the popularity baselines. */
export const defineEvaluate: DefineCommand = (program, shell) => {
  withNamespace(program.command('evaluate'))
    .description('Judges one model against the popularity baselines on a cut by time.')
    .argument('[model]', `auto, or one of ${modelNames.join(', ')}`, 'auto')
    .option('--share <x>', 'share of the events, the oldest, that train', shareBetween('share', 0.1, 0.95), 0.8)
    .option('--top <n>', 'length of the lists', wholeNumber('top', 1, 1_000), 20)
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option(
      '--types <type...>',
      `events that count as success (${Object.keys(eventTypes).join(', ')}); all when left out`,
    )
    .option('--report <file>', 'where to write the report')
    .option('--json', 'print JSON')
    .action((name: string, options: CompareCommandOptions) => compare(shell, [name], options));
};

async function compare(shell: Shell, names: readonly string[], options: CompareCommandOptions): Promise<void> {
  const models = names.length === 0 ? modelNames.filter((name) => name !== 'popularity') : names.map(modelNameOf);
  const testTypes = options.types?.map(eventTypeOf);
  const progress = startProgress(shell.stderr, 'Comparing', () => performance.now());
  const { comparison, reportPath } = await withPlatform(shell, async ({ connection, home }) => {
    const now = shell.now();
    const db = connection.handle<RecsysTables>();
    const tenant = tenantOf(options.namespace);
    const interactions = await readInteractions(db, tenant, {
      from: null,
      to: now,
      onProgress: (rows) => progress.update(rows, undefined, 'events'),
    });
    if (countInteractions(interactions) === 0)
      throw new CommandError(`"${options.namespace}" has no events to judge by. Import or generate some first.`);
    const itemFeatures = await readItemFeatures(db, tenant, (rows) => progress.update(rows, undefined, 'items'));
    const compared = comparedOrSentence(() =>
      compareModels(interactions, {
        models: models.map((name) => ({ name })),
        k: options.top,
        trainShare: options.share,
        seed: options.seed,
        nowSec: now.getTime() / 1000,
        itemFeatures,
        kernels: nodeKernels(buildFolder),
        memory: memoryGauge(),
        elapsedMs: () => performance.now(),
        progress: (done, total, phase) => progress.update(done, total, phase),
        ...(testTypes ? { testTypes } : {}),
      }),
    );
    const path = resolve(
      options.report ??
        join(
          folders.reports(home),
          `compare-${options.namespace}-${now.toISOString().slice(0, 19).replaceAll(':', '')}.html`,
        ),
    );
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      comparisonReport(compared, {
        source: options.namespace,
        madeAt: now,
        command: commandLineOf(names, options),
        cut: compared.cut,
        split: splitSentence(compared),
      }),
    );
    return { comparison: compared, reportPath: path };
  });
  progress.end();
  printResult(shell, options.json, {
    value: { ...comparison, report: reportPath },
    text: `${comparisonText(comparison, `Cut at ${comparison.cut.toISOString()}`)}\n\nReport: ${reportPath}`,
  });
}

const commandLineOf = (names: readonly string[], { namespace, share, top, seed }: CompareCommandOptions) =>
  ['vitrine compare', ...names, `--namespace ${namespace} --share ${share} --top ${top} --seed ${seed}`].join(' ');

const splitSentence = ({ trainShare, cut }: Comparison) =>
  `The oldest ${Math.round(trainShare * 100)} % of the events train, up to ${cut.toISOString().slice(0, 19).replace('T', ' ')} UTC. What people known by then took up afterwards for the first time is what the lists must foretell.`;

/** Events that cannot be cut, or a wrong configuration, are the caller's to mend: a sentence. */
function comparedOrSentence(work: () => Comparison): Comparison {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError || error instanceof ModelConfigError) throw new CommandError(error.message);
    throw error;
  }
}

function modelNameOf(name: string): ModelName {
  if (name === 'auto') return 'blend';
  if (!isModelName(name))
    throw new CommandError(
      `There is no model "${name}". Take auto or one of ${modelNames.join(', ')}.`,
      exitStatus.usage,
    );
  return name;
}

function eventTypeOf(name: string): number {
  const type = eventTypes[name];
  if (type === undefined)
    throw new CommandError(`--types ${name}: take ${Object.keys(eventTypes).join(', ')}.`, exitStatus.usage);
  return type;
}

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  chooseWeights,
  type GivenWeights,
  parseIdList,
  readWeights,
  shapeText,
  type WeightFile,
  WeightsError,
} from '@vitrine/engine/weights';
import { nodeKernels } from '@vitrine/pipelines/training';
import { embedCatalog, openTextEncoder } from '@vitrine/pipelines/transformer';
import {
  type ComputeDevice,
  describeDevice,
  findComputeDevice,
  importModel,
  type ImportOutcome,
} from '@vitrine/pipelines/weights';
import type { RecsysTables } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { findIdentities } from '@vitrine/shop/export';
import type { Kysely } from 'kysely';
import { buildFolder } from '../compose/build-folder.ts';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, type Shell, exitStatus, printResult } from '../shell.ts';
import { renderTable, startProgress } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { tenantOf, withNamespace } from './namespace-option.ts';
import { pointInTime, settingsFrom, wholeNumber } from './option-values.ts';

interface ImportWeightsOptions {
  readonly items?: string;
  readonly users?: string;
  readonly itemTensor?: string;
  readonly userTensor?: string;
  readonly biasTensor?: string;
  readonly set?: readonly string[];
  readonly seenUntil?: Date;
  readonly seed: number;
  readonly namespace: string;
  readonly promote?: boolean;
  readonly json?: boolean;
}

type Imported = Extract<ImportOutcome, { ok: true }>;

/** Larger files do not fit one buffer. */
const mostBytes = 2 * 2 ** 30;

/** `vitrine import-weights FILE`: a model that another program trained becomes a version like any other. */
export const defineImportWeights: DefineCommand = (program, shell) => {
  withNamespace(program.command('import-weights'))
    .description(
      'Takes over item and user vectors that another program trained, judges them like a training, and stores them as a model.',
    )
    .argument(
      '<file>',
      "safetensors or ONNX (without --items its tensors are listed), or the folder of a sentence model that embeds the catalog's texts",
    )
    .option('--items <file>', 'ids of the rows of the item tensor: one a line, or JSON')
    .option('--users <file>', 'ids of the rows of the user tensor; without it everybody is known by history alone')
    .option('--item-tensor <name>', 'the tensor of item vectors, when more than one would fit')
    .option('--user-tensor <name>', 'the tensor of user vectors, when more than one would fit')
    .option('--bias-tensor <name>', 'a tensor with one number an item, added to its score')
    .option('--set <key=value...>', 'how they are used: similarity=cosine, foldIn=ridge, storage=int8 ...')
    .option(
      '--seen-until <time>',
      'the last moment whose events the weights may have seen; judged on what came after',
      pointInTime('seen-until'),
    )
    .option('--seed <n>', 'seed of everything random', wholeNumber('seed', 0, 2 ** 31), 1)
    .option('--promote', 'let it answer at once when it passes its gates')
    .option('--json', 'print JSON')
    .action((file: string, options: ImportWeightsOptions) => importFile(shell, file, options));
};

async function importFile(shell: Shell, path: string, options: ImportWeightsOptions): Promise<void> {
  const { items } = options;
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  refuseIdle(options, isFolder);
  if (isFolder) return importEmbedded(shell, path, options);
  const bytes = await readWhole(path);
  const file = orSentence(path, () => readWeights(bytes));
  if (items === undefined) return listTensors(shell, file, options);
  const itemIds = await readIds(items);
  const userIds = options.users === undefined ? null : await readIds(options.users);
  const weights = orSentence(path, () => chooseWeights(file, { ...tensorsOf(options), itemIds, userIds }));
  const source = {
    file: basename(path),
    format: file.format,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...tensorsOf(options),
  };
  await importAndReport(shell, options, { source, weightsFor: () => Promise.resolve(weights) });
}

/** Options of which nothing would come: whoever gave one meant something else. */
function refuseIdle(options: ImportWeightsOptions, isFolder: boolean): void {
  const { items, users, itemTensor, userTensor, biasTensor, set, seenUntil, promote } = options;
  const ofFiles = { items, users, 'item-tensor': itemTensor, 'user-tensor': userTensor, 'bias-tensor': biasTensor };
  const given = (of: Readonly<Record<string, unknown>>) => Object.keys(of).find((name) => of[name] !== undefined);
  const refused = (name: string, why: string) => new CommandError(`--${name} ${why}.`, exitStatus.usage);
  if (isFolder) {
    const idle = given(ofFiles);
    if (idle !== undefined) throw refused(idle, 'is for a file of weights, and this is a folder: leave it out');
    return;
  }
  const idle = items === undefined ? given({ ...ofFiles, set, 'seen-until': seenUntil, promote }) : undefined;
  if (idle !== undefined) throw refused(idle, 'needs --items: without it the tensors of the file are only listed');
  if (userTensor !== undefined && users === undefined)
    throw refused('user-tensor', 'needs --users, the ids of its rows');
}

/** The catalog's texts through a sentence model: weights by what things are, for shops that have few events. */
async function importEmbedded(shell: Shell, folder: string, options: ImportWeightsOptions): Promise<void> {
  const encoder = await openTextEncoder(folder, { kernels: nodeKernels(buildFolder) }).catch((error: unknown) => {
    throw error instanceof WeightsError ? new CommandError(error.message) : error;
  });
  try {
    await importAndReport(
      shell,
      { ...options, set: ['similarity=cosine', ...(options.set ?? [])] },
      {
        source: { folder: basename(folder), format: 'sentence model', computedBy: encoder.computedBy },
        weightsFor: (db, progress) => embedCatalog({ db, encoder, progress }, tenantOf(options.namespace)),
      },
    );
  } finally {
    await encoder.close();
  }
}

interface Given {
  readonly source: Readonly<Record<string, unknown>>;
  weightsFor(
    db: Kysely<RecsysTables>,
    progress: (done: number, total: number, phase: string) => void,
  ): Promise<GivenWeights>;
}

async function importAndReport(shell: Shell, options: ImportWeightsOptions, given: Given): Promise<void> {
  const device = await findComputeDevice(buildFolder);
  const outcome = await importInto(shell, options, given);
  if (!outcome.ok) {
    const isUsage = outcome.error.code === 'weights.invalid_config';
    throw new CommandError(outcome.error.message, isUsage ? exitStatus.usage : exitStatus.failed);
  }
  printResult(shell, options.json, { value: { ...outcome, device }, text: textOf(outcome, options, device) });
}

function importInto(shell: Shell, options: ImportWeightsOptions, given: Given): Promise<ImportOutcome> {
  const progress = startProgress(shell.stderr, 'Importing', () => performance.now());
  const onProgress = (done: number, total: number, phase: string) => progress.update(done, total, phase);
  return withPlatform(shell, async ({ connection, recsys, shop }) => {
    const db = connection.handle<RecsysTables>();
    const weights = await given.weightsFor(db, onProgress);
    return importModel({ db, recsys, clock: shop.context.clock, progress: onProgress }, tenantOf(options.namespace), {
      weights,
      source: given.source,
      config: settingsFrom(options.set ?? []),
      seenUntil: options.seenUntil ?? null,
      seed: options.seed,
      promote: options.promote ?? false,
      movedBy: 'command line',
      kernels: nodeKernels(buildFolder),
      findIdentities: (kind, ids) => findIdentities(connection.handle<ShopTables>(), kind, ids),
    });
  })
    .catch((error: unknown) => {
      throw error instanceof WeightsError ? new CommandError(error.message) : error;
    })
    .finally(() => progress.end());
}

function tensorsOf({ itemTensor, userTensor, biasTensor }: ImportWeightsOptions) {
  return {
    ...(itemTensor === undefined ? {} : { itemTensor }),
    ...(userTensor === undefined ? {} : { userTensor }),
    ...(biasTensor === undefined ? {} : { biasTensor }),
  };
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes)
      throw new CommandError(
        `${path} has ${(size / 2 ** 30).toFixed(1)} GiB, more than the 2 GiB that are read: store the vectors as float16, or without what is not needed.`,
      );
    return await readFile(path);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CommandError(`${path}: there is no such file. Check the path.`);
    if (code === 'EISDIR') throw new CommandError(`${path}: this is a folder. Name a file.`);
    throw new CommandError(`${path}: ${message}`);
  }
}

async function readIds(path: string): Promise<string[]> {
  const bytes = await readWhole(path);
  return orSentence(path, () => {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (cause) {
      throw new WeightsError('the ids are not UTF-8 text; convert the file first', { cause });
    }
    return parseIdList(text, basename(path));
  });
}

function orSentence<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof WeightsError) throw new CommandError(`${path}: ${error.message}`);
    throw error;
  }
}

function listTensors(shell: Shell, { format, metadata, tensors }: WeightFile, { json }: ImportWeightsOptions): void {
  const rows = [...tensors.values()].map(({ name, type, shape }) => ({ name, type, shape }));
  const table = renderTable(
    ['tensor', 'type', 'shape'],
    rows.map(({ name, type, shape }) => [name, type, shapeText(shape)]),
  );
  printResult(shell, json, {
    value: { format, metadata, tensors: rows },
    text: `${table}\n\nTo import: name the ids of the item rows with --items, and the tensor with --item-tensor when more than one fits.`,
  });
}

function textOf(outcome: Imported, options: ImportWeightsOptions, device: ComputeDevice): string {
  const { known, metrics, baseline, notes } = outcome;
  const baselineOf = new Map(baseline.map(({ metric, value }) => [metric, value]));
  const rows = metrics.map(({ metric, value }) => [metric, value.toFixed(4), baselineOf.get(metric)?.toFixed(4) ?? '']);
  const ids = (['items', 'users'] as const).map((of) => {
    const { given, known: found, translated, withoutVector } = known[of];
    return [of, given, found, translated, given - found, withoutVector];
  });
  const loss = notes.storageLoss as { top20Overlap: number; worstScoreError: number } | undefined;
  return [
    `Vectors of ${String(notes.width)} numbers, ${String(notes.storage)}, ${(outcome.sizeBytes / 1e6).toFixed(1)} MB; warmed up in ${outcome.warmUpMs.toFixed(0)} ms. Computed by ${describeDevice(device)}.`,
    renderTable(
      ['ids', 'with a vector', 'known here', "by the source's id", 'unknown here', 'here without a vector'],
      ids,
    ),
    loss &&
      `int8 keeps ${(loss.top20Overlap * 100).toFixed(1)} % of the top 20; the worst score is off by ${(loss.worstScoreError * 100).toFixed(2)} % of the best.`,
    rows.length > 0 ? renderTable(['metric', 'these weights', 'best popularity'], rows) : '',
    rows.length > 0 && options.seenUntil === undefined
      ? 'Judged on the last fifth of the events. Weights that have seen these are flattered: give --seen-until with the moment up to which they were trained.'
      : '',
    ...outcome.gates
      .filter(({ passed }) => !passed)
      .map(({ gate, reason }) => `gate not passed: ${gate}${reason ? `, ${reason}` : ''}`),
    outcome.promoted
      ? `${outcome.version} answers now.`
      : `${outcome.version} is stored. To let it answer: vitrine promote ${outcome.version}${options.namespace === 'shop' ? '' : ` --namespace ${options.namespace}`}${outcome.gates.every(({ passed }) => passed) ? '' : ' --force, since a gate failed'}`,
  ]
    .filter(Boolean)
    .join('\n');
}

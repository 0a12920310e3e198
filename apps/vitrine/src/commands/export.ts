import { resolve } from 'node:path';
import {
  exportFormats,
  exportKinds,
  originalLayouts,
  type ExportManifest,
  type FileFormat,
  runExport,
} from '@vitrine/pipelines/export';
import type { RecsysTables } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { Option } from 'commander';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, exitStatus, printResult, type Shell } from '../shell.ts';
import { renderTable, startProgress } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { tenantOf, withNamespace } from './namespace-option.ts';
import { pointInTime } from './option-values.ts';

interface ExportCommandOptions {
  readonly namespace: string;
  readonly format: FileFormat;
  readonly out: string;
  readonly since?: Date;
  readonly until?: Date;
  readonly withPersonal?: boolean;
  readonly formulaGuard: boolean;
  readonly json?: boolean;
}

const everything = [...exportKinds, ...originalLayouts];
const names = everything.map(({ name }) => name);

/** `vitrine export KIND…`: everything the shop knows, as files that can be imported again. */
export const defineExport: DefineCommand = (program, shell) => {
  withNamespace(program.command('export'))
    .description('Writes what the shop knows to files that others read and that `vitrine import` takes back.')
    .argument('<kinds...>', `all, or some of ${names.join(', ')}`)
    .addOption(new Option('--format <format>', 'how the files are written').choices(exportFormats).default('csv'))
    .requiredOption('--out <folder>', 'where to (needed); files of the same name are replaced')
    .option('--since <time>', 'events from this time on', pointInTime('since'))
    .option('--until <time>', 'events up to this time', pointInTime('until'))
    .option('--with-personal', 'also names, e-mail, addresses, birth years and gender')
    .option(
      '--no-formula-guard',
      'CSV only: write texts that begin with = + - @ as they are, which a spreadsheet runs as formulas',
    )
    .option('--json', 'print the manifest')
    .action((kinds: string[], options: ExportCommandOptions) => exportKindsOf(shell, kinds, options));
};

async function exportKindsOf(shell: Shell, wanted: readonly string[], options: ExportCommandOptions): Promise<void> {
  const unknown = wanted.find((name) => name !== 'all' && !names.includes(name));
  if (unknown !== undefined)
    throw new CommandError(
      `There is nothing called "${unknown}" to export. Take all, or some of ${names.join(', ')}.`,
      exitStatus.usage,
    );
  // "All" is what comes back; the layouts of others say the same again with less.
  const kinds = everything.filter(
    (kind) => wanted.includes(kind.name) || (wanted.includes('all') && exportKinds.includes(kind)),
  );
  const folder = resolve(shell.folder, options.out);
  const progress = startProgress(shell.stderr, 'Exporting', () => performance.now());
  let files = 0;
  const manifest = await withPlatform(shell, ({ connection, shop }) =>
    runExport(
      {
        shop: connection.handle<ShopTables>(),
        recsys: connection.handle<RecsysTables>(),
        tenant: tenantOf(options.namespace),
        currency: shop.context.currency,
        now: shell.now(),
        span: { from: options.since, to: options.until },
      },
      {
        kinds,
        format: options.format,
        folder,
        withPersonal: options.withPersonal ?? false,
        formulaGuard: options.formulaGuard,
        onFile: (name) => progress.update((files += 1), undefined, name),
      },
    ),
  ).catch((error: unknown) => {
    progress.end('stopped');
    throw writeError(error, folder);
  });
  progress.end();
  printResult(shell, options.json, { value: manifest, text: textOf(manifest, folder) });
}

/** A folder that cannot be written is for the person to mend. */
function writeError(error: unknown, folder: string): unknown {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
  if (typeof code !== 'string' || !['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'ENOENT', 'EEXIST', 'EPERM'].includes(code))
    return error;
  return new CommandError(`${folder} cannot be written (${code}): give another --out.`);
}

function textOf({ files, withPersonal }: ExportManifest, folder: string): string {
  const rows = files.map(({ name, rows: count, bytes }) => [name, count, `${(bytes / 1000).toFixed(1)} kB`]);
  return [
    renderTable(['file', 'rows', 'size'], rows),
    `All in ${folder}, with manifest.json.${withPersonal ? ' They hold personal fields: keep them accordingly.' : ' No names, e-mail or addresses: --with-personal adds them.'}`,
  ].join('\n\n');
}

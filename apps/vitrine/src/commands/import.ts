import {
  genericFormats,
  type ImportReport,
  type MappingRequest,
  type RecordKind,
  recordKinds,
} from '@vitrine/pipelines/ingest';
import { shopTenant } from '@vitrine/recsys';
import { Option } from 'commander';
import { askColumnMap } from '../compose/ask-column-map.ts';
import { checkQuality, qualityText } from '../compose/check-quality.ts';
import { formatNames, importInto } from '../compose/import.ts';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, exitStatus, printResult, type Shell } from '../shell.ts';
import { renderTable } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';

interface ImportCommandOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly map?: string;
  readonly kind?: RecordKind;
  readonly source?: string;
  readonly currency?: string;
  readonly purchases: boolean;
  readonly yes?: boolean;
  readonly propose?: boolean;
}

/** `vitrine import FORMAT PATH…`: real data in. */
export const defineImport: DefineCommand = (program, shell) => {
  program
    .command('import')
    .description(
      'Imports real data: good rows go in, bad ones to a file with line and reason; importing again changes nothing.',
    )
    .argument('<format>', `one of ${formatNames.join(', ')}`)
    .argument('<paths...>', 'files or folders')
    .option('--dry-run', 'read and check only')
    .option('--json', 'print JSON')
    .option(
      '--map <map>',
      'csv, jsonl, parquet: what the columns mean, as a JSON file or user_id=customer,item_id=sku,…',
    )
    .addOption(
      new Option('--kind <kind>', 'csv, jsonl, parquet: what the rows are; guessed when left out').choices(recordKinds),
    )
    .option(
      '--source <name>',
      'csv, jsonl, parquet: whose ids these are; files of one source refer to each other',
      'own',
    )
    .option('--currency <code>', 'csv, jsonl, parquet: of prices that name none; the shop\u2019s when left out')
    .option('--no-purchases', 'csv, jsonl, parquet: do not make purchase events of orders')
    .option('--yes', 'csv, jsonl, parquet: take the proposed map without asking')
    .option('--propose', 'csv, jsonl, parquet: only print the proposed map as JSON, to save and edit')
    .action((format: string, paths: string[], options: ImportCommandOptions) =>
      runImport(shell, { format, paths, options }),
    );
};

async function runImport(
  shell: Shell,
  { format, paths, options }: { format: string; paths: string[]; options: ImportCommandOptions },
): Promise<void> {
  if (!formatNames.includes(format))
    throw new CommandError(
      `There is no import format "${format}". Take one of ${formatNames.join(', ')}.`,
      exitStatus.usage,
    );
  const mapping = await mappingOf(shell, { format, paths, options });
  if (mapping === null) return;
  const { dryRun = false, json } = options;
  const { report, quality } = await withPlatform(shell, async (platform) => {
    const imported = await importInto(platform, { format, paths, dryRun, mapping, terminal: shell.stderr });
    const { inserted, unchanged } = imported.written.events;
    const checked =
      inserted + unchanged > 0
        ? await checkQuality(platform, {
            tenant: shopTenant,
            since: null,
            now: shell.now(),
            command: 'vitrine events check',
          })
        : null;
    return { report: imported, quality: checked };
  });
  printResult(shell, json, {
    value: { ...report, quality: quality && { failed: quality.health.failed, html: quality.html } },
    text: [textOf(report), quality && qualityText(quality)].filter(Boolean).join('\n\n'),
  });
}

/** What the generic formats need; nothing for the others, null when only the proposal was wanted. */
async function mappingOf(
  shell: Shell,
  { format, paths, options }: { format: string; paths: string[]; options: ImportCommandOptions },
): Promise<MappingRequest | null> {
  const generic = genericFormats.find((name) => name === format);
  const { map, kind, source, currency, purchases, yes = false, propose = false } = options;
  if (generic === undefined) {
    if (map !== undefined || kind !== undefined || propose)
      throw new CommandError(
        `${format} knows its columns: --map, --kind and --propose are for ${genericFormats.join(', ')}.`,
        exitStatus.usage,
      );
    return {};
  }
  if (currency !== undefined && !/^[A-Za-z]{3}$/.test(currency))
    throw new CommandError(`--currency takes an ISO 4217 code such as EUR.`, exitStatus.usage);
  const chosen = await askColumnMap(shell, { format: generic, paths, map, kind, yes, propose });
  if (chosen === null) return null;
  return { map: chosen, source, purchases, ...(currency === undefined ? {} : { currency: currency.toUpperCase() }) };
}

function textOf(report: ImportReport): string {
  const rows = Object.entries(report.written)
    .filter(([, { inserted, updated, unchanged }]) => inserted + updated + unchanged > 0)
    .map(([kind, { inserted, updated, unchanged }]) => [kind, inserted, updated, unchanged]);
  const reasons = Object.entries(report.reasons)
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => [reason, count]);
  return [
    `${report.files} files, ${report.rows.toLocaleString('en-GB')} rows in ${(report.tookMs / 1000).toFixed(1)} s (${report.rowsPerSec.toLocaleString('en-GB')} a second).${report.dryRun ? ' Nothing was written: this was a dry run.' : ''}`,
    rows.length > 0 ? renderTable(['kind', 'new', 'changed', 'unchanged'], rows) : '',
    report.rejected > 0
      ? `${report.rejected.toLocaleString('en-GB')} ${report.rejected === 1 ? 'row was' : 'rows were'} refused, each with line and reason in ${report.rejectsFile}:\n${renderTable(['reason', 'rows'], reasons)}`
      : '',
    ...report.notes,
  ]
    .filter(Boolean)
    .join('\n\n');
}

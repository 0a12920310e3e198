import type { ImportReport } from '@vitrine/pipelines/ingest';
import { formatNames, importInto } from '../compose/import.ts';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, exitStatus, printResult } from '../shell.ts';
import { renderTable } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';

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
    .action(async (format: string, paths: string[], { dryRun = false, json }: { dryRun?: boolean; json?: boolean }) => {
      if (!formatNames.includes(format))
        throw new CommandError(
          `There is no import format "${format}". Take one of ${formatNames.join(', ')}.`,
          exitStatus.usage,
        );
      const report = await withPlatform(shell, (platform) =>
        importInto(platform, { format, paths, dryRun, terminal: shell.stderr }),
      );
      printResult(shell, json, { value: report, text: textOf(report) });
    });
};

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
      ? `${report.rejected.toLocaleString('en-GB')} rows were refused, each with line and reason in ${report.rejectsFile}:\n${renderTable(['reason', 'rows'], reasons)}`
      : '',
    ...report.notes,
  ]
    .filter(Boolean)
    .join('\n\n');
}

import { basename } from 'node:path';
import { ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import { findSourceFiles } from '../reading/source-files.ts';
import type { BehaviourSource } from './behaviour.ts';
import { openTable, type OpenTable, type TableSpec } from '../reading/row-batches.ts';
import { surveySource } from './survey.ts';
import { writeBehaviours } from './write-behaviours.ts';

/** Endings of texts that hold tables. */
const endings = ['.csv', '.tsv', '.txt', '.dat', '.jsonl', '.ndjson', '.json'].flatMap((ending) => [
  ending,
  `${ending}.gz`,
]);

/** What lies in folders of public data beside the tables. */
const beside = /readme|licen[cs]e|sample_submission|changelog|data[-_]dictionary|^item_(image|text)/i;

/** The tables that the paths name, each recognised by its first line. Throws ImportStopped for a file that is none of them. */
export async function openTables<Spec extends TableSpec>(
  run: ImportRun,
  specs: readonly Spec[],
): Promise<OpenTable<Spec>[]> {
  const files = await findSourceFiles(run.paths, endings);
  const tables: OpenTable<Spec>[] = [];
  for (const file of files) {
    if (!run.paths.includes(file.path) && beside.test(basename(file.path))) continue;
    tables.push(await openTable(file, specs));
  }
  run.counts.files = tables.length;
  if (tables.length > 0) return tables;
  throw new ImportStopped({
    code: 'import.empty',
    message: `${run.paths.join(', ')} holds no table: name the folder or file that does.`,
    file: run.paths[0] ?? null,
  });
}

/** Tables of one kind. */
export function tablesOf<Spec extends TableSpec>(
  tables: readonly OpenTable<Spec>[],
  name: Spec['name'],
): OpenTable<Spec>[] {
  return tables.filter((table) => table.spec.name === name);
}

/** Stops when a table that a format cannot do without is not among those found. */
export function needTable(tables: readonly OpenTable[], spec: TableSpec, run: ImportRun): void {
  if (tables.some((table) => table.spec.name === spec.name)) return;
  const needed = spec.columns.filter((column) => column.optional !== true).map((column) => column.name);
  throw new ImportStopped({
    code: 'import.not_found',
    message: `${run.paths.join(', ')} holds no ${spec.name}, a table with the columns ${needed.join(', ')}: name the folder that does. Nothing was written.`,
    file: run.paths[0] ?? null,
  });
}

/** Reads and checks a source of behaviours wholly, then, unless this is a dry run, writes it. */
export async function runBehaviours(source: BehaviourSource, run: ImportRun): Promise<void> {
  const bytes = source.tables.reduce((sum, table) => sum + table.file.bytes, 0);
  run.meter.begin('Reading and checking', bytes, 'bytes');
  const survey = await surveySource(source, run);
  run.meter.end();
  if (survey.behaviours === 0) {
    const file = source.tables[0]?.file.path ?? null;
    const message = `No row of ${file ?? 'the source'} is an event, so there is nothing to import: look at the columns and the rows.`;
    throw new ImportStopped({ code: 'import.empty', message, file });
  }
  const number = (count: number) => count.toLocaleString('en-GB');
  run.notes.push(
    `${number(survey.behaviours)} events of ${number(survey.people.size)} ${source.people === 'customers' ? 'people' : 'sessions'} with ${number(survey.items.size)} things.`,
    ...[...survey.skipped].map(([words, count]) => `${number(count)} ${words}.`),
    ...source.notes,
  );
  if (run.target) await writeBehaviours(source, survey, { run, target: run.target });
}

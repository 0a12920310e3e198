import { ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import { firstLine, headerKeys, wrongColumns, type TableShape } from './read-table.ts';
import { findSourceFiles, type SourceFile } from './source-files.ts';

/** One table of a source that has several. */
export interface TableRole extends TableShape {
  /** How its file is usually called: decides only between tables of like columns, and which columns a message asks for. */
  readonly named: RegExp;
  readonly optional?: boolean;
}

/** Files by table; a table may lie in several files (by month, by part). */
export type FoundTables<Role extends string> = Readonly<Record<Role, readonly SourceFile[]>>;

const endings = ['.csv', '.csv.gz', '.tsv', '.tsv.gz', '.txt', '.txt.gz'];

/**
 * Which of the files is which table, by their columns and not by their names, so that renamed and split files do. Throws
 * ImportStopped, before anything else is read, when a table that is needed is absent, or when a file that is named like a
 * table lacks its columns. Files that are no table of the source are noted and left alone.
 */
export async function findTables<Role extends string>(
  run: ImportRun,
  source: string,
  roles: Readonly<Record<Role, TableRole>>,
): Promise<FoundTables<Role>> {
  const found = Object.fromEntries(Object.keys(roles).map((role) => [role, []])) as unknown as Record<
    Role,
    SourceFile[]
  >;
  const ignored: string[] = [];
  for (const file of await findSourceFiles(run.paths, endings)) {
    const header = await firstLine(file);
    const role = roleOf(file.path, headerKeys(header), roles);
    if (role === null) refuseNamesake(file.path, header, roles);
    if (role === null) ignored.push(file.path);
    else found[role].push(file);
  }
  const entries = Object.entries(roles) as [Role, TableRole][];
  const absent = entries.filter(([role, { optional }]) => optional !== true && found[role].length === 0);
  if (absent.length > 0) {
    const wanted = absent.map(([role, { required }]) => `${role} (a CSV file with ${required.join(', ')})`).join('; ');
    const message = `${run.paths.join(', ')} lacks a table of ${source}: ${wanted}. Nothing was written: name the folder or the files that hold it.`;
    throw new ImportStopped({ code: 'import.wrong_columns', message, file: run.paths[0] ?? null });
  }
  if (ignored.length > 0)
    run.notes.push(`Left alone, because no table of ${source} has such columns: ${ignored.join(', ')}.`);
  run.counts.files = entries.reduce((total, [role]) => total + found[role].length, 0);
  return found;
}

function roleOf<Role extends string>(
  file: string,
  header: readonly string[],
  roles: Readonly<Record<Role, TableRole>>,
): Role | null {
  const fitting = (Object.entries(roles) as [Role, TableRole][]).filter(([, { required, aliases }]) => {
    const keys = new Set(header.map((key) => aliases?.[key] ?? key));
    return required.every((column) => keys.has(column));
  });
  const byName = fitting.find(([, { named }]) => named.test(file));
  const widest = fitting.toSorted((left, right) => right[1].required.length - left[1].required.length)[0];
  return (byName ?? widest)?.[0] ?? null;
}

function refuseNamesake(file: string, header: string, roles: Readonly<Record<string, TableRole>>): void {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  const namesake = Object.values(roles).find(({ named }) => named.test(name));
  if (!namesake) return;
  const keys = headerKeys(header).map((key) => namesake.aliases?.[key] ?? key);
  const missing = namesake.required.filter((column) => !keys.includes(column));
  throw wrongColumns(file, { missing, header: headerKeys(header), required: namesake.required });
}

/** Bytes of all files of some tables, for the progress. */
export function bytesOf(files: readonly SourceFile[]): number {
  return files.reduce((total, file) => total + file.bytes, 0);
}

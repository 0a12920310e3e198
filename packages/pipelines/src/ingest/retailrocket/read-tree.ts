import { readRows } from '../reading/read-rows.ts';
import type { OpenTable } from '../reading/row-batches.ts';
import { idFault, readId } from '../values/log-values.ts';
import type { ImportRun } from '../import-run.ts';

/** Reads the tree of categories: each to the one above it, '' at a root. */
export async function readTree(tables: readonly OpenTable[], run: ImportRun): Promise<Map<string, string>> {
  const parents = new Map<string, string>();
  const judgeBranch = ([category = '', parent = '']: readonly string[]) => {
    const fault = idFault(category, 'categoryid') ?? (parent === '' ? null : idFault(parent, 'parentid'));
    return fault ? { fault } : { row: { category: readId(category), parent: readId(parent) } };
  };
  for await (const { category, parent } of readRows(tables, run, judgeBranch)) parents.set(category, parent);
  return parents;
}

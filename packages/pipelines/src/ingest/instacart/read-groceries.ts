import type { OpenTable } from '../reading/row-batches.ts';
import { readRows } from '../reading/read-rows.ts';
import { idFault, readId } from '../values/log-values.ts';
import type { ImportRun } from '../import-run.ts';

/** The catalog; empty where its tables are not there. */
export interface Groceries {
  readonly products: ReadonlyMap<
    string,
    { readonly name: string; readonly aisle: string; readonly department: string }
  >;
  readonly aisles: ReadonlyMap<string, string>;
  readonly departments: ReadonlyMap<string, string>;
}

/** Reads products, aisles and departments. */
export async function readGroceries(
  tables: Readonly<Record<keyof Groceries, readonly OpenTable[]>>,
  run: ImportRun,
): Promise<Groceries> {
  const products = new Map<string, { name: string; aisle: string; department: string }>();
  const named = (field: string) => (fields: readonly string[]) => {
    const [id = '', name = ''] = fields;
    const fault =
      idFault(id, `${field}_id`) ?? (name === '' ? { field, reason: 'missing-name', message: 'is empty' } : null);
    return fault ? { fault } : { row: { id: readId(id), name, fields } };
  };
  for await (const { id, name, fields } of readRows(tables.products, run, named('product'))) {
    products.set(id, { name: name.slice(0, 300), aisle: readId(fields[2] ?? ''), department: readId(fields[3] ?? '') });
  }
  const names = async (shelves: readonly OpenTable[], field: string) => {
    const found = new Map<string, string>();
    for await (const { id, name } of readRows(shelves, run, named(field))) found.set(id, name);
    return found;
  };
  return {
    products,
    aisles: await names(tables.aisles, 'aisle'),
    departments: await names(tables.departments, 'department'),
  };
}

import type { EditableProduct } from '../catalog-editor/index.ts';
import {
  cellsOf,
  isSkuColumn,
  localesOf,
  parsePrice,
  splitList,
  splitPairs,
  type CsvColumn,
  type CsvLine,
} from './catalog-columns.ts';
import type { Group } from './csv-groups.ts';

/** A cell that says something else than what is there. */
export interface CellChange {
  readonly line: number;
  /** The column, with the SKU where it is about one. */
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

const longest = 200;
const shown = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** Two spellings of one cell are one: `12` and `12.00`, `a;b` and `a; b`. */
function meaningOf(column: CsvColumn, cell: string, currency: string): string {
  const text = cell.trim();
  if (column === 'price' || column === 'compare_at') return String(parsePrice(text, currency) ?? text);
  if (column === 'tags') return JSON.stringify(splitList(text.toLowerCase()).toSorted());
  if (column === 'categories') return JSON.stringify(splitList(text).toSorted());
  if (column === 'pictures') return JSON.stringify(splitList(text));
  if (column === 'options') return JSON.stringify((splitPairs(text) ?? []).toSorted());
  return column.startsWith('specs_') ? JSON.stringify(splitPairs(text)) : text;
}

/** The alt texts of a cell that say something else: one that the cell does not name stays. */
function changedAlts(is: string, was: string): { is: string; was: string } {
  const before = new Map(splitPairs(was) ?? []);
  const changed = (splitPairs(is) ?? []).filter(([url, alt]) => before.get(url) !== alt);
  const said = (pairs: readonly (readonly [string, string])[]) => pairs.map(([url, alt]) => `${url}=${alt}`).join('; ');
  const had = changed.flatMap(([url]): [string, string][] => {
    const alt = before.get(url);
    return alt === undefined ? [] : [[url, alt]];
  });
  return { is: said(changed), was: said(had) };
}

/** What a cell that is left empty leaves as it is. */
const keptWhenEmpty: readonly CsvColumn[] = ['price', 'stock', 'status', 'sku_status', 'currency', 'category'];

/** The cells of a product's lines that differ from what is there: what a person looks over before a file is taken in. */
export function changedCells(group: Group, product: EditableProduct): CellChange[] {
  return group.lines.flatMap(({ line, record }, index) => {
    const there = cellsOf(product, localesOf(line));
    const sku = there.find((cells) => cells.sku === line.sku?.trim());
    const before: CsvLine =
      sku ?? Object.fromEntries(Object.entries(there[0] ?? {}).filter(([name]) => !isSkuColumn(name as CsvColumn)));
    return (Object.keys(line) as CsvColumn[]).flatMap((column): CellChange[] => {
      const cells = { is: line[column] ?? '', was: before[column] ?? '' };
      const { is, was } = column.startsWith('alts_') ? changedAlts(cells.is, cells.was) : cells;
      if (index > 0 && !isSkuColumn(column)) return [];
      if (is.trim() === '' && keptWhenEmpty.includes(column)) return [];
      if (meaningOf(column, is, product.currency) === meaningOf(column, was, product.currency)) return [];
      const name = isSkuColumn(column) ? `${line.sku?.trim() ?? ''} ${column}` : column;
      return [{ line: record.line, column: name, before: shown(was), after: shown(is) }];
    });
  });
}

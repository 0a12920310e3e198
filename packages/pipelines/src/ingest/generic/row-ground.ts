import type { ColumnMap } from './mapping-request.ts';
import { digitsOf } from './read-value.ts';
import type { RowReader } from './row-reader.ts';

/** What holds for all rows of a run. */
export interface RowGround {
  readonly map: ColumnMap;
  readonly source: string;
  readonly currency: string;
  /** Words for interactions that nobody taught us, and how often they came; they go in as custom events. */
  readonly strangeTypes: Map<string, number>;
}

/** The currency of a row, or of the run; a fault when it is none. */
export function currencyOf(row: RowReader, ground: RowGround): string {
  const text = (row.text('currency') ?? ground.currency).toUpperCase();
  if (digitsOf(text) === null)
    row.refuse('currency', 'bad-currency', `"${text.slice(0, 20)}" is no ISO 4217 code such as EUR`);
  return text;
}

import type { ImportRun } from '../import-run.ts';
import { minorUnits } from '../values/read-money.ts';
import { readTable, type TableRow } from '../reading/read-table.ts';
import type { SourceFile } from '../reading/source-files.ts';
import { shape } from './columns.ts';

/** A size or colour of a product. */
export interface Variant {
  readonly values: readonly string[];
  readonly sku: string;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  /** Null when the shop did not count it. */
  readonly stock: number | null;
  readonly grams: number;
  readonly barcode: string;
}

/** A product put together from its rows; its first row carries what is said once. */
export interface Draft {
  readonly handle: string;
  readonly file: string;
  readonly line: number;
  readonly row: TableRow;
  optionNames: readonly string[];
  readonly variants: Variant[];
  readonly images: { readonly src: string; readonly alt: string }[];
  /** Whether a row of it was refused. */
  flawed: boolean;
}

/**
 * Reads the rows of all files into products by handle. A row may carry a variant, a picture or both; rows of a product
 * need not stand together. Memory grows with the products.
 */
export async function readDrafts(files: readonly SourceFile[], run: ImportRun, currency: string): Promise<Draft[]> {
  const drafts = new Map<string, Draft>();
  let last = '';
  for (const file of files) {
    last = '';
    for await (const row of readTable(file, shape, { run, reporting: true })) {
      const handle = row.get('handle') || last;
      last = handle;
      const fault = handle === '' ? noHandle : await takeRow(drafts, handle, { row, currency });
      if (fault === null) continue;
      const known = drafts.get(handle);
      if (known) known.flawed = true;
      await run.rejects.add({ file: row.file, line: row.line, ...fault, row: filled(row) });
    }
  }
  return [...drafts.values()];
}

interface Fault {
  readonly field: string;
  readonly reason: string;
  readonly message: string;
}

const noHandle: Fault = { field: 'Handle', reason: 'missing', message: 'is empty, and no product stands above' };

const filled = (row: TableRow) => row.fields.filter((field) => field !== '').map((field) => field.slice(0, 80));

async function takeRow(
  drafts: Map<string, Draft>,
  handle: string,
  { row, currency }: { row: TableRow; currency: string },
): Promise<Fault | null> {
  const known = drafts.get(handle);
  if (!known && row.get('title') === '') {
    return { field: 'Title', reason: 'missing', message: `${handle} begins with a row without a title` };
  }
  if (known && known.file !== row.file && row.get('title') !== '') {
    return {
      field: 'Handle',
      reason: 'repeated-row',
      message: `${handle} stands in line ${known.line} of ${known.file}`,
    };
  }
  const draft = known ?? begin(drafts, handle, row);
  const src = row.get('image_src');
  if (src !== '' && !draft.images.some((image) => image.src === src)) {
    draft.images.push({ src, alt: row.get('image_alt_text') });
  }
  return takeVariant(draft, row, currency);
}

function begin(drafts: Map<string, Draft>, handle: string, row: TableRow): Draft {
  const optionNames = [1, 2, 3].map((number) => row.get(`option${number}_name`));
  const draft: Draft = {
    handle,
    file: row.file,
    line: row.line,
    row,
    optionNames,
    variants: [],
    images: [],
    flawed: false,
  };
  drafts.set(handle, draft);
  return draft;
}

/** A row without option values and price is only a picture. */
function takeVariant(draft: Draft, row: TableRow, currency: string): Fault | null {
  const values = [1, 2, 3].map((number) => row.get(`option${number}_value`));
  const written = row.get('variant_price');
  const isFirst = row === draft.row;
  if (!isFirst && written === '' && values.every((value) => value === '')) return null;
  const priceMinor = minorUnits(written, currency);
  if (priceMinor === null || priceMinor < 0) {
    const shown = written === '' ? 'is empty' : `"${written.slice(0, 40)}" is no price`;
    return { field: 'Variant Price', reason: 'bad-price', message: `${draft.handle}: ${shown}` };
  }
  const key = values.join('\u0001').toLowerCase();
  if (draft.variants.some((variant) => variant.values.join('\u0001').toLowerCase() === key)) {
    const message = `${draft.handle}: the variant ${values.filter(Boolean).join(', ') || '(no options)'} was there before`;
    return { field: 'Option1 Value', reason: 'repeated-row', message };
  }
  const compareAt = minorUnits(row.get('variant_compare_at_price'), currency);
  draft.variants.push({
    values,
    sku: row.get('variant_sku').replace(/^'/, ''),
    priceMinor,
    compareAtMinor: compareAt !== null && compareAt > priceMinor ? compareAt : null,
    stock: stockOf(row),
    grams: Number(row.get('variant_grams')) || 0,
    barcode: row.get('variant_barcode').replace(/^'/, ''),
  });
  return null;
}

/** Negative stock is what was oversold; what sells on without stock is never short. */
function stockOf(row: TableRow): number | null {
  const written = row.get('variant_inventory_qty');
  const goesOn = ['continue', 'true'].includes(row.get('variant_inventory_policy').toLowerCase());
  const counted = Math.trunc(Number(written));
  if (written === '' || !Number.isFinite(counted)) return null;
  if (goesOn && counted <= 0) return null;
  return Math.min(Math.max(0, counted), 1_000_000);
}

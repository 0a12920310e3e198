import type { ImportRun } from '../import-run.ts';
import { columnKey, readTable, type TableShape } from '../reading/read-table.ts';
import type { SourceFile } from '../reading/source-files.ts';
import { columns, judgeRow, type InvoiceRow } from './judge-row.ts';

/** A whole invoice: its good lines, and where it began. */
export interface Invoice {
  readonly number: string;
  readonly file: string;
  readonly line: number;
  readonly rows: readonly InvoiceRow[];
}

const shape: TableShape = {
  required: columns,
  // As the second set of these invoices calls them.
  aliases: { invoice: 'invoiceno', price: 'unitprice', customer_id: 'customerid' },
};

const keys = columns.map(columnKey);

interface OpenInvoice {
  readonly number: string;
  readonly file: string;
  readonly line: number;
  readonly rows: InvoiceRow[];
  /** First line of each record, to find exact repeats. */
  readonly seen: Map<string, number>;
  lastRow: number;
}

/** An invoice is taken for whole when this many records passed without a line of it (its lines stand together). */
const patienceRows = 5000;

/**
 * Streams the invoices of the files, in the order they begin; each other row goes to the rejects, unless this is a second
 * pass. Memory: the invoices of the last few thousand records.
 */
export async function* readInvoices(
  files: readonly SourceFile[],
  pass: { readonly run: ImportRun; readonly reporting: boolean },
): AsyncGenerator<Invoice> {
  const { run, reporting } = pass;
  const open = new Map<string, OpenInvoice>();
  let count = 0;
  for (const file of files) {
    for await (const { line, get } of readTable(file, shape, pass)) {
      count += 1;
      const fields = keys.map(get);
      const judged = judgeRow(fields);
      if (!judged.ok) {
        const { field, reason, message } = judged;
        if (reporting) await run.rejects.add({ file: file.path, line, field, reason, message, row: fields });
        continue;
      }
      const invoice = open.get(judged.row.invoice) ?? begin(open, judged.row, { file: file.path, line });
      invoice.lastRow = count;
      const record = fields.join('\u0001');
      const before = invoice.seen.get(record);
      if (before !== undefined) {
        const message = `repeats line ${before} exactly`;
        if (reporting)
          await run.rejects.add({ file: file.path, line, field: null, reason: 'repeated-row', message, row: fields });
        continue;
      }
      invoice.seen.set(record, line);
      invoice.rows.push(judged.row);
      if (count % 1000 === 0) yield* takeWhole(open, count - patienceRows);
    }
  }
  yield* takeWhole(open, Number.POSITIVE_INFINITY);
}

function begin(open: Map<string, OpenInvoice>, row: InvoiceRow, place: { file: string; line: number }): OpenInvoice {
  const made: OpenInvoice = { number: row.invoice, ...place, rows: [], seen: new Map(), lastRow: 0 };
  open.set(row.invoice, made);
  return made;
}

function* takeWhole(open: Map<string, OpenInvoice>, before: number): Generator<Invoice> {
  for (const invoice of open.values()) {
    if (invoice.lastRow > before) continue;
    open.delete(invoice.number);
    yield invoice;
  }
}

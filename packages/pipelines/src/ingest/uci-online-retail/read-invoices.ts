import { readCsv } from '../reading/read-csv.ts';
import type { Reject } from '../rejects-file.ts';
import type { SourceFile } from '../reading/source-files.ts';
import { columns, judgeRow, type InvoiceRow } from './judge-row.ts';

/** A whole invoice: its good lines, and where it began. */
export interface Invoice {
  readonly number: string;
  readonly file: string;
  readonly line: number;
  readonly rows: readonly InvoiceRow[];
}

/** What reading tells besides invoices. */
export interface InvoiceListener {
  onRow(): void;
  onBytes(bytes: number): void;
  onReject(reject: Reject): Promise<void>;
}

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

/** Streams the invoices of the files, in the order they begin. Memory: the invoices of the last few thousand records. */
export async function* readInvoices(files: readonly SourceFile[], listener: InvoiceListener): AsyncGenerator<Invoice> {
  const open = new Map<string, OpenInvoice>();
  let count = 0;
  for (const file of files) {
    for await (const { line, fields } of readCsv(file, columns, listener.onBytes)) {
      count += 1;
      listener.onRow();
      const judged = judgeRow(fields);
      if (!judged.ok) {
        const { field, reason, message } = judged;
        await listener.onReject({ file: file.path, line, field, reason, message, row: fields });
        continue;
      }
      const invoice = open.get(judged.row.invoice) ?? begin(open, judged.row, { file: file.path, line });
      invoice.lastRow = count;
      const record = fields.join('\u0001');
      const before = invoice.seen.get(record);
      if (before !== undefined) {
        await listener.onReject({
          file: file.path,
          line,
          field: null,
          reason: 'repeated-row',
          message: `repeats line ${before} exactly`,
          row: fields,
        });
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

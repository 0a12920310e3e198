import type { ShopOrder } from '@vitrine/shop/loading';
import { ImportStopped } from '../import-outcome.ts';
import type { ImportFormat, ImportRun } from '../import-run.ts';
import { findSourceFiles, type SourceFile } from '../reading/source-files.ts';
import { purchaseEvents } from '../writing/purchase-events.ts';
import { RecordWriter } from '../writing/record-writer.ts';
import { readInvoices, type Invoice } from './read-invoices.ts';
import { source, Survey } from './survey.ts';

const batchInvoices = 1000;
const currency = 'GBP';

/**
 * The "Online Retail" invoices of the UCI repository: one CSV or a folder of CSV or CSV.gz files. Two passes: the first
 * reads and checks everything and learns products and people, the second writes orders and purchase events.
 */
export const uciOnlineRetail: ImportFormat = {
  name: source,
  describe: 'Invoices of the UCI "Online Retail" set: a CSV file, or a folder of .csv or .csv.gz files by day.',
  async run(run) {
    const files = await findSourceFiles(run.paths, ['.csv', '.csv.gz']);
    run.counts.files = files.length;
    const survey = await surveyFiles(files, run);
    if (!run.target) return;
    const writer = new RecordWriter(run, run.target);
    await writePeopleAndProducts(survey, run, writer);
    await writeInvoices(files, run, writer);
  },
};

const totalBytes = (files: readonly SourceFile[]) => files.reduce((total, file) => total + file.bytes, 0);

async function surveyFiles(files: readonly SourceFile[], run: ImportRun): Promise<Survey> {
  const survey = new Survey();
  const seen = { cancellations: 0, guests: 0, invoices: 0 };
  run.meter.begin('Reading and checking', totalBytes(files), 'bytes');
  for await (const invoice of readInvoices(files, { run, reporting: true })) {
    survey.add(invoice);
    seen.invoices += 1;
    if (invoice.rows[0]?.cancels) seen.cancellations += 1;
    else if (!invoice.rows[0]?.customer) seen.guests += 1;
  }
  run.meter.end();
  if (seen.invoices === 0) {
    const message = `No row of ${files[0]?.path ?? 'the source'} is a sale, so there is nothing to import: look at the rejects file.`;
    throw new ImportStopped({ code: 'import.empty', message, file: files[0]?.path ?? null });
  }
  run.notes.push(
    `${seen.invoices} invoices, of which ${seen.cancellations} are cancellations (kept as cancelled orders, no purchase events) and ${seen.guests} name no customer (kept as guest orders, no purchase events).`,
    'Times carry no zone and are taken as UTC; categories are made from the words of the descriptions, stock is set to 100.',
  );
  return survey;
}

async function writePeopleAndProducts(survey: Survey, run: ImportRun, writer: RecordWriter): Promise<void> {
  const [products, customers] = [survey.products(), survey.customers()];
  run.meter.begin('Writing products and customers', products.length + customers.length, 'rows');
  // Each is learned from many rows, so no row of the files is theirs.
  const nowhere = { file: 'all files', line: 0 };
  await writer.writeProducts(products.map((row) => ({ ...nowhere, row })));
  await writer.writeCustomers(customers.map((row) => ({ ...nowhere, row })));
  run.meter.end();
}

async function writeInvoices(files: readonly SourceFile[], run: ImportRun, writer: RecordWriter): Promise<void> {
  run.meter.begin('Writing orders and events', totalBytes(files), 'bytes');
  let batch: Invoice[] = [];
  for await (const invoice of readInvoices(files, { run, reporting: false })) {
    batch.push(invoice);
    if (batch.length >= batchInvoices) {
      await writeBatch(batch, run, writer);
      batch = [];
    }
  }
  await writeBatch(batch, run, writer);
  run.meter.end();
}

async function writeBatch(batch: readonly Invoice[], run: ImportRun, writer: RecordWriter): Promise<void> {
  const invoices = await withKnownProducts(batch, run, writer);
  const taken = await writer.writeOrders(
    invoices.map((invoice) => ({ file: invoice.file, line: invoice.line, row: orderOf(invoice) })),
  );
  await writer.writeEvents(taken.flatMap(({ row }) => purchaseEvents(row, writer, (sku) => sku)));
}

/** Leaves out lines whose product is nowhere sold at a price (cancellations of older sales), and invoices of only such lines. */
async function withKnownProducts(batch: readonly Invoice[], run: ImportRun, known: RecordWriter): Promise<Invoice[]> {
  const invoices: Invoice[] = [];
  for (const invoice of batch) {
    const strangers = invoice.rows.filter((row) => !known.products.has(row.code));
    for (const { code } of strangers) {
      const message = `invoice ${invoice.number} names ${code}, which no row sells at a price`;
      const { file, line } = invoice;
      await run.rejects.add({ file, line, field: 'StockCode', reason: 'never-sold', message });
    }
    const rows = invoice.rows.filter((row) => known.products.has(row.code));
    if (rows.length > 0) invoices.push({ ...invoice, rows });
  }
  return invoices;
}

function orderOf(invoice: Invoice): ShopOrder {
  const first = invoice.rows[0];
  return {
    source,
    externalId: invoice.number,
    customerExternalId: first?.customer ?? null,
    placedAt: first?.at ?? new Date(0),
    currency,
    status: first?.cancels ? 'cancelled' : 'delivered',
    lines: mergeLines(invoice),
  };
}

/** One line for each code and price: the source may list a code twice. */
function mergeLines(invoice: Invoice): ShopOrder['lines'] {
  const lines = new Map<string, { sku: string; quantity: number; unitPriceMinor: number }>();
  for (const row of invoice.rows) {
    const key = `${row.code} ${row.priceMinor}`;
    const line = lines.get(key);
    if (line) line.quantity += row.quantity;
    else lines.set(key, { sku: row.code, quantity: row.quantity, unitPriceMinor: row.priceMinor });
  }
  return [...lines.values()];
}

import type { EventInput } from '@vitrine/recsys';
import type { ShopOrder } from '@vitrine/shop/loading';
import { ImportStopped } from '../import-outcome.ts';
import { countWritten, type ImportFormat, type ImportRun } from '../import-run.ts';
import type { ImportTarget } from '../writing/import-target.ts';
import { findSourceFiles, type SourceFile } from '../reading/source-files.ts';
import { readInvoices, type Invoice, type InvoiceListener } from './read-invoices.ts';
import { source, Survey } from './survey.ts';

const batchInvoices = 1000;
const batchEvents = 5000;
const currency = 'GBP';

/** Weight of one line at most: a shopkeeper's 2,000 candles say no more about taste than ten. */
const valueLimit = 10;

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
    const ids = await writePeopleAndProducts(survey, run, run.target);
    await writeInvoices(files, run, { target: run.target, ...ids });
  },
};

const totalBytes = (files: readonly SourceFile[]) => files.reduce((total, file) => total + file.bytes, 0);

async function surveyFiles(files: readonly SourceFile[], run: ImportRun): Promise<Survey> {
  const survey = new Survey();
  const seen = { cancellations: 0, guests: 0, invoices: 0 };
  run.meter.begin('Reading and checking', totalBytes(files), 'bytes');
  const listener: InvoiceListener = {
    onRow: () => {
      run.counts.rows += 1;
      run.meter.advance(0, 1);
    },
    onBytes: (bytes) => run.meter.advance(bytes, 0),
    onReject: (reject) => run.rejects.add(reject),
  };
  for await (const invoice of readInvoices(files, listener)) {
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

interface KnownIds {
  readonly products: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string>;
}

async function writePeopleAndProducts(survey: Survey, run: ImportRun, target: ImportTarget): Promise<KnownIds> {
  const [products, customers] = [survey.products(), survey.customers()];
  run.meter.begin('Writing products and customers', products.length + customers.length, 'rows');
  const loaded = await target.products(products);
  countWritten(run.written.products, loaded);
  run.meter.advance(products.length, products.length);
  const people = await target.customers(customers);
  countWritten(run.written.customers, people);
  run.meter.end();
  for (const [report, rows] of [
    [loaded, products],
    [people, customers],
  ] as const) {
    for (const { index, field, reason } of report.rejected) {
      const message = `${rows[index]?.externalId ?? '?'}: ${reason}`;
      await run.rejects.add({ file: 'all files', line: 0, field, reason: 'refused-by-shop', message });
    }
  }
  return { products: loaded.ids, customers: people.ids };
}

async function writeInvoices(
  files: readonly SourceFile[],
  run: ImportRun,
  known: KnownIds & { target: ImportTarget },
): Promise<void> {
  run.meter.begin('Writing orders and events', totalBytes(files), 'bytes');
  const listener: InvoiceListener = {
    onRow: () => run.meter.advance(0, 1),
    onBytes: (bytes) => run.meter.advance(bytes, 0),
    onReject: () => Promise.resolve(),
  };
  let batch: Invoice[] = [];
  for await (const invoice of readInvoices(files, listener)) {
    batch.push(invoice);
    if (batch.length >= batchInvoices) {
      await writeBatch(batch, run, known);
      batch = [];
    }
  }
  await writeBatch(batch, run, known);
  run.meter.end();
}

async function writeBatch(
  batch: readonly Invoice[],
  run: ImportRun,
  known: KnownIds & { target: ImportTarget },
): Promise<void> {
  const invoices = await withKnownProducts(batch, run, known);
  const report = await known.target.orders(invoices.map(orderOf));
  countWritten(run.written.orders, report);
  for (const { index, field, reason } of report.rejected) {
    const { file, line, number } = invoices[index] ?? { file: '?', line: 0, number: '?' };
    await run.rejects.add({ file, line, field, reason: 'refused-by-shop', message: `invoice ${number}: ${reason}` });
  }
  const refused = new Set(report.rejected.map((row) => row.index));
  const events = invoices.flatMap((invoice, index) => (refused.has(index) ? [] : eventsOf(invoice, known)));
  for (let start = 0; start < events.length; start += batchEvents) {
    await writeEvents(events.slice(start, start + batchEvents), run, known.target);
  }
}

/** Leaves out lines whose product is nowhere sold at a price (cancellations of older sales), and invoices of only such lines. */
async function withKnownProducts(batch: readonly Invoice[], run: ImportRun, known: KnownIds): Promise<Invoice[]> {
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

async function writeEvents(events: readonly EventInput[], run: ImportRun, target: ImportTarget): Promise<void> {
  const outcome = await target.events(events);
  const refused = outcome.ok ? outcome.rejected : outcome.error.rejected;
  if (outcome.ok)
    countWritten(run.written.events, { inserted: outcome.accepted, updated: 0, unchanged: outcome.duplicates });
  for (const { index, field, message } of refused) {
    const label = events[index]?.sourceEventId ?? '?';
    await run.rejects.add({
      file: 'all files',
      line: 0,
      field,
      reason: 'refused-by-recommender',
      message: `${label}: ${message}`,
    });
  }
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

function eventsOf(invoice: Invoice, known: KnownIds): EventInput[] {
  const first = invoice.rows[0];
  const userId = first?.customer ? known.customers.get(first.customer) : undefined;
  if (!first || first.cancels || userId === undefined) return [];
  const pieces = new Map<string, { quantity: number; priceMinor: number }>();
  for (const row of invoice.rows) {
    const known = pieces.get(row.code);
    if (known) known.quantity += row.quantity;
    else pieces.set(row.code, { quantity: row.quantity, priceMinor: row.priceMinor });
  }
  return [...pieces].flatMap(([code, { quantity, priceMinor }]) => {
    const itemId = known.products.get(code);
    if (itemId === undefined) return [];
    return {
      userId,
      itemId,
      type: 3,
      value: Math.min(quantity, valueLimit),
      ts: first.at,
      sourceEventId: `${source}:${invoice.number}:${code}`,
      meta: {
        session_id: `${source}-${invoice.number}`,
        surface: 'import',
        order_id: invoice.number,
        qty: quantity,
        unit_price: priceMinor / 100,
        currency,
        sku: code,
      },
    };
  });
}

import type { EventInput } from '@vitrine/recsys';
import type { CatalogProduct, ShopOrder } from '@vitrine/shop/loading';
import { categoryPathOf } from '../values/category-path.ts';
import type { ImportRun } from '../import-run.ts';
import type { ImportTarget } from '../writing/import-target.ts';
import type { RecordWriter } from '../writing/record-writer.ts';
import { slugOf } from '../values/slug.ts';
import { RowGatherer, type PlacedRow, type RowGroup } from './gather-rows.ts';
import type { OrderRow } from './judge-record.ts';
import { KnownIds } from './known-ids.ts';
import { PeopleSeen } from './people-seen.ts';
import { digitsOf } from './read-value.ts';
import type { RowListener } from './read-rows.ts';

/** An order with its place and what its events need. */
export interface BookedOrder extends PlacedRow<ShopOrder> {
  readonly lines: readonly OrderRow[];
}

const batchOrders = 1000;
/** Weight of one line at most: a shopkeeper's 2,000 candles say no more about taste than ten. */
const valueLimit = 10;
const step = 5000;

/** Orders of a file of order lines, the people and goods they name, and the purchases they were. */
export class OrderBook {
  readonly #run: ImportRun;
  readonly #people = new PeopleSeen();
  readonly #goods = new Map<string, OrderRow>();

  constructor(run: ImportRun) {
    this.#run = run;
  }

  /** Joins lines to orders, in batches. */
  async *read(rows: AsyncIterable<PlacedRow<OrderRow>>, listener: RowListener): AsyncGenerator<BookedOrder[]> {
    const gatherer = new RowGatherer<OrderRow>(({ file, line, row }) =>
      listener.onReject({
        file,
        line,
        field: 'order_id',
        reason: 'scattered-rows',
        message: `belongs to order ${row.order}, whose other rows stand far above: sort the file by order`,
      }),
    );
    let ready: BookedOrder[] = [];
    for await (const row of rows) {
      await gatherer.add(`${row.row.source}\u0001${row.row.order}`, row);
      for (const group of gatherer.take(false)) ready.push(await join(group, listener));
      if (ready.length < batchOrders) continue;
      yield ready;
      ready = [];
    }
    for (const group of gatherer.take(true)) ready.push(await join(group, listener));
    for (let start = 0; start < ready.length; start += batchOrders) yield ready.slice(start, start + batchOrders);
  }

  /** Keeps who and what the orders name. */
  remember(orders: readonly BookedOrder[]): void {
    for (const { lines } of orders)
      for (const line of lines) {
        if (line.customer !== null)
          this.#people.add({
            source: line.customerSource,
            id: line.customer,
            at: line.placedAt,
            country: line.country,
          });
        const known = this.#goods.get(line.sku);
        if (!known || line.placedAt < known.placedAt)
          this.#goods.set(line.sku, { ...line, name: line.name ?? known?.name ?? null });
      }
  }

  /** Makes customers and products of those that the shop does not have. */
  async writeMissing(target: ImportTarget, writer: RecordWriter): Promise<void> {
    await this.#people.writeMissing(target, writer, this.#run);
    const all = [...this.#goods.values()];
    let made = 0;
    for (let start = 0; start < all.length; start += step) {
      const some = all.slice(start, start + step);
      const known = new KnownIds(target, 'skus');
      await known.learn(some.map(({ sku }) => ({ source: '', id: sku })));
      const missing = some.filter(({ sku }) => known.get('', sku) === undefined);
      made += missing.length;
      await writer.writeProducts(missing.map((line) => ({ file: 'all files', line: 0, row: productOf(line) })));
    }
    if (made > 0)
      this.#run.notes.push(
        `${made} SKUs were not in the catalog: they became products with the name, price and first day of their oldest order. Import the catalog first to have their true texts.`,
      );
  }

  async write(orders: readonly BookedOrder[], target: ImportTarget, writer: RecordWriter): Promise<void> {
    const taken = new Set((await writer.writeOrders(orders)).map(({ row }) => `${row.source}\u0001${row.externalId}`));
    if (this.#run.mapping.purchases === false) return;
    const skus = new KnownIds(target, 'skus');
    const customers = new KnownIds(target, 'customers');
    const lines = orders
      .filter(({ row }) => taken.has(`${row.source}\u0001${row.externalId}`))
      .flatMap((order) => order.lines);
    await skus.learn(lines.map(({ sku }) => ({ source: '', id: sku })));
    await customers.learn(
      lines.flatMap(({ customer, customerSource }) =>
        customer === null ? [] : [{ source: customerSource, id: customer }],
      ),
    );
    await writer.writeEvents(purchasesOf(lines, { skus, customers }));
  }
}

async function join({ rows }: RowGroup<OrderRow>, listener: RowListener): Promise<BookedOrder> {
  const [first] = rows;
  if (!first) throw new Error('a group has at least one row');
  const lines: OrderRow[] = [];
  for (const { file, line, row } of rows) {
    const field =
      row.currency !== first.row.currency ? 'currency' : row.customer !== first.row.customer ? 'user_id' : null;
    if (field === null) lines.push(row);
    else
      await listener.onReject({
        file,
        line,
        field,
        reason: 'contradiction',
        message: `differs from line ${first.line} of the same order ${row.order}`,
      });
  }
  const merged = new Map<string, { sku: string; quantity: number; unitPriceMinor: number }>();
  for (const { sku, quantity, unitPriceMinor } of lines) {
    const key = `${sku} ${unitPriceMinor}`;
    const known = merged.get(key);
    if (known) known.quantity += quantity;
    else merged.set(key, { sku, quantity, unitPriceMinor });
  }
  const { source, order, customer, customerSource, placedAt, currency, status } = first.row;
  return {
    ...first,
    lines,
    row: {
      source,
      externalId: order,
      customerExternalId: customer,
      customerSource,
      placedAt,
      currency,
      status,
      lines: [...merged.values()],
    },
  };
}

function productOf(line: OrderRow): CatalogProduct {
  const name = line.name ?? line.sku;
  return {
    source: line.source,
    externalId: line.sku,
    slug: slugOf(`${name.slice(0, 60)} ${line.sku}`) || `item-${Buffer.from(line.sku).toString('hex').slice(0, 24)}`,
    name,
    description: '',
    categoryPath: categoryPathOf([], 'Everything else'),
    skus: [{ sku: line.sku, options: {}, priceMinor: line.unitPriceMinor, currency: line.currency, stock: 100 }],
    tags: [],
    specs: [],
    metadata: {},
    firstAvailable: line.placedAt,
    images: [],
  };
}

/** One purchase for each SKU of an order by a known customer that was not cancelled. */
function purchasesOf(lines: readonly OrderRow[], known: { skus: KnownIds; customers: KnownIds }): EventInput[] {
  const pieces = new Map<string, OrderRow & { total: number }>();
  for (const line of lines) {
    const key = `${line.source}:${line.order}:${line.sku}`;
    const before = pieces.get(key);
    pieces.set(key, { ...(before ?? line), total: (before?.total ?? 0) + line.quantity });
  }
  return [...pieces].flatMap(([sourceEventId, line]) => {
    const userId = line.customer === null ? undefined : known.customers.get(line.customerSource, line.customer);
    const itemId = known.skus.get('', line.sku);
    if (line.status === 'cancelled' || userId === undefined || itemId === undefined) return [];
    const meta = {
      session_id: `${line.source}-${line.order}`.slice(0, 128),
      surface: 'import',
      order_id: line.order,
      qty: line.total,
      unit_price: line.unitPriceMinor / 10 ** (digitsOf(line.currency) ?? 2),
      currency: line.currency,
      sku: line.sku,
    };
    return { userId, itemId, type: 3, value: Math.min(line.total, valueLimit), ts: line.placedAt, sourceEventId, meta };
  });
}

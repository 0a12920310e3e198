import type { ImportRun } from '../import-run.ts';
import type { ImportTarget } from '../writing/import-target.ts';
import { RecordWriter } from '../writing/record-writer.ts';
import type { PlacedRow } from './gather-rows.ts';
import type { RowOfKind } from './judge-record.ts';
import { KnownIds } from './known-ids.ts';
import { OrderBook } from './order-book.ts';
import { readRows, type Reading, type RowListener } from './read-rows.ts';
import { ProductShelf } from './product-shelf.ts';
import { PeopleSeen } from './people-seen.ts';

/** How a kind of record goes in: first everything is checked, then it is written. */
export interface KindWriter {
  /** Reads everything; answers how many records are good, piece by piece. */
  check(listener: RowListener): AsyncGenerator<number>;
  write(target: ImportTarget, listener: RowListener): Promise<void>;
}

const batchRows = 5000;

function eventsWriter(reading: Reading<'events'>, run: ImportRun): KindWriter {
  return {
    async *check(listener) {
      for await (const row of readRows(reading, listener)) yield row.row.event.userId === '' ? 0 : 1;
    },
    async write(target, listener) {
      const writer = new RecordWriter(run, target);
      const products = new KnownIds(target, 'products');
      const customers = new KnownIds(target, 'customers');
      let strangers = 0;
      for await (const batch of inBatches(readRows(reading, listener))) {
        await products.learn(
          batch.flatMap(({ row }) => (row.event.itemId ? [{ source: row.itemSource, id: row.event.itemId }] : [])),
        );
        await customers.learn(batch.map(({ row }) => ({ source: row.userSource, id: row.event.userId })));
        const events = batch.map(({ row: { event, userSource, itemSource } }) => {
          const item = event.itemId ? products.get(itemSource, event.itemId) : undefined;
          if (event.itemId && item === undefined) strangers += 1;
          return {
            ...event,
            userId: customers.get(userSource, event.userId) ?? event.userId,
            itemId: item ?? event.itemId,
          };
        });
        await writer.writeEvents(events);
      }
      if (strangers > 0)
        run.notes.push(
          `Events whose item the shop does not have: ${strangers}. They are kept, but such items are never shown: import the products first, under the same --source, so that events find them.`,
        );
    },
  };
}

function customersWriter(reading: Reading<'customers'>, run: ImportRun): KindWriter {
  const rows = (listener: RowListener) => firstOfEach(reading, listener);
  return {
    async *check(listener) {
      for await (const _row of rows(listener)) yield 1;
    },
    async write(target, listener) {
      const writer = new RecordWriter(run, target);
      for await (const batch of inBatches(rows(listener))) await writer.writeCustomers(batch);
    },
  };
}

function reviewsWriter(reading: Reading<'reviews'>, run: ImportRun): KindWriter {
  const people = new PeopleSeen();
  const rows = (listener: RowListener) => firstOfEach(reading, listener);
  return {
    async *check(listener) {
      for await (const { row } of rows(listener)) {
        people.add({
          source: row.customerSource ?? row.source,
          id: row.customerExternalId,
          at: row.createdAt,
          country: null,
        });
        yield 1;
      }
    },
    async write(target, listener) {
      const writer = new RecordWriter(run, target);
      await people.writeMissing(target, writer, run);
      for await (const batch of inBatches(rows(listener))) await writer.writeReviews(batch);
    },
  };
}

function productsWriter(reading: Reading<'products'>, run: ImportRun): KindWriter {
  return {
    async *check(listener) {
      const shelf = new ProductShelf(listener);
      for await (const row of readRows(reading, listener)) {
        await shelf.add(row);
        yield (await shelf.take(false)).length;
      }
      yield (await shelf.take(true)).length;
    },
    async write(target, listener) {
      const writer = new RecordWriter(run, target);
      const shelf = new ProductShelf(listener);
      let ready: Awaited<ReturnType<ProductShelf['take']>> = [];
      for await (const row of readRows(reading, listener)) {
        await shelf.add(row);
        ready.push(...(await shelf.take(false)));
        if (ready.length < 1000) continue;
        await writer.writeProducts(ready);
        ready = [];
      }
      await writer.writeProducts([...ready, ...(await shelf.take(true))]);
    },
  };
}

function ordersWriter(reading: Reading<'orders'>, run: ImportRun): KindWriter {
  const book = new OrderBook(run);
  return {
    async *check(listener) {
      for await (const orders of book.read(readRows(reading, listener), listener)) {
        book.remember(orders);
        yield orders.length;
      }
    },
    async write(target, listener) {
      const writer = new RecordWriter(run, target);
      await book.writeMissing(target, writer);
      for await (const orders of book.read(readRows(reading, listener), listener))
        await book.write(orders, target, writer);
    },
  };
}

/** Rows of which only the first with an id counts: a later one would make every import change the record to and fro. */
async function* firstOfEach<Kind extends 'customers' | 'reviews'>(
  reading: Reading<Kind>,
  listener: RowListener,
): AsyncGenerator<PlacedRow<RowOfKind[Kind]>> {
  const seen = new Map<string, number>();
  for await (const placed of readRows(reading, listener)) {
    const { file, line, row } = placed;
    const key = `${row.source}\u0001${row.externalId}`;
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, line);
      yield placed;
    } else {
      const message = `${row.externalId} stands in line ${before} already; the first one counts`;
      await listener.onReject({
        file,
        line,
        field: reading.kind === 'customers' ? 'user_id' : 'review_id',
        reason: 'repeated-id',
        message,
      });
    }
  }
}

async function* inBatches<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** How each kind goes in. */
export const writers: { readonly [Kind in keyof RowOfKind]: (reading: Reading<Kind>, run: ImportRun) => KindWriter } = {
  events: eventsWriter,
  products: productsWriter,
  customers: customersWriter,
  orders: ordersWriter,
  reviews: reviewsWriter,
};

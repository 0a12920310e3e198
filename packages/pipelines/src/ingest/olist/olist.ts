import type { ImportFormat } from '../import-run.ts';
import { purchaseEvents } from '../writing/purchase-events.ts';
import { RecordWriter } from '../writing/record-writer.ts';
import { customersOf, ordersOf, productsOf, reviewsOf } from './compose-olist.ts';
import { readOlist } from './read-olist.ts';
import { findOlistTables, source } from './tables.ts';

const batchOrders = 1000;

/** The orders of the Brazilian marketplace Olist, nine CSV tables that are known by their columns. */
export const olist: ImportFormat = {
  name: source,
  describe:
    'The nine tables of the Olist marketplace: a folder of CSV files (orders, order items and customers at least).',
  async run(run) {
    const tables = await findOlistTables(run);
    const read = await readOlist(run, tables);
    const products = productsOf(read);
    const customers = customersOf(read);
    const orders = await ordersOf(read, run);
    const reviews = await reviewsOf(read, run);
    run.notes.push(
      'Times are local times of Brazil (America/Sao_Paulo) and are kept in UTC; prices are in BRL; stock is set to 100.',
      'The source names no products: a name is made of the category and the id. Reviews are of orders: the rating goes to each product, the words only where there is one.',
    );
    if (!run.target) return;
    const writer = new RecordWriter(run, run.target);
    run.meter.begin('Writing', products.length + customers.length + orders.length + reviews.length, 'rows');
    await writer.writeProducts(products);
    await writer.writeCustomers(customers);
    for (let start = 0; start < orders.length; start += batchOrders) {
      const taken = await writer.writeOrders(orders.slice(start, start + batchOrders));
      await writer.writeEvents(taken.flatMap(({ row }) => purchaseEvents(row, writer, (sku) => sku)));
    }
    await writer.writeReviews(reviews);
    run.meter.end();
  },
};

import { bytesOf, type FoundTables } from '../reading/find-tables.ts';
import { ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import { minorUnits } from '../values/read-money.ts';
import { momentOf } from '../values/read-moment.ts';
import { readTable, type TableRow } from '../reading/read-table.ts';
import { currency, reject, roles, zone, type Role } from './tables.ts';

/** Where a record stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface OlistOrder extends Place {
  readonly status: string;
  /** The person, not the customer id of the one order; null when the customers table lacks it. */
  readonly person: string | null;
  readonly at: Date;
  readonly items: OlistItem[];
  readonly payments: { readonly type: string; readonly amountMinor: number }[];
}

export interface OlistItem {
  readonly product: string;
  readonly priceMinor: number;
  readonly freightMinor: number;
  readonly seller: string;
}

export interface OlistProduct extends Place {
  readonly category: string;
  readonly grams: number;
  readonly centimetres: readonly number[];
}

export interface OlistReview extends Place {
  readonly id: string;
  readonly order: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  readonly at: Date;
}

/** The whole source, checked. Memory grows with the orders: 100,000 are about 150 MB. */
export interface Olist {
  readonly orders: Map<string, OlistOrder>;
  readonly products: Map<string, OlistProduct>;
  readonly sellers: Map<string, string>;
  readonly english: Map<string, string>;
  readonly reviews: OlistReview[];
}

/** Where the tables lie, and the run that hears of their rows. */
interface Reading {
  readonly tables: FoundTables<Role>;
  readonly run: ImportRun;
}

/** Reads and checks all tables. Nothing is written before it ends. */
export async function readOlist(run: ImportRun, tables: FoundTables<Role>): Promise<Olist> {
  const reading = { run, tables };
  run.meter.begin('Reading and checking', bytesOf(Object.values(tables).flat()), 'bytes');
  const english = await readPairs(reading, 'translation', ['product_category_name', 'product_category_name_english']);
  const sellers = await readSellers(reading);
  const people = await readPairs(reading, 'customers', ['customer_id', 'customer_unique_id']);
  const products = await readProducts(reading);
  const orders = await readOrders(reading, people);
  await readItems(reading, orders);
  await readPayments(reading, orders);
  const reviews = await readReviews(reading, orders);
  await countPlaces(reading);
  run.meter.end();
  if ([...orders.values()].every(({ items }) => items.length === 0)) {
    const message = 'No order of the source has an item, so there is nothing to import: look at the rejects file.';
    throw new ImportStopped({ code: 'import.empty', message, file: tables.orders[0]?.path ?? null });
  }
  return { orders, products, sellers, english, reviews };
}

async function* rowsOf({ run, tables }: Reading, role: Role): AsyncGenerator<TableRow> {
  for (const file of tables[role]) yield* readTable(file, roles[role], { run, reporting: true });
}

async function readPairs(
  reading: Reading,
  role: 'translation' | 'customers',
  [key, value]: readonly [string, string],
): Promise<Map<string, string>> {
  const pairs = new Map<string, string>();
  for await (const row of rowsOf(reading, role)) {
    const [name, meaning] = [row.get(key), row.get(value)];
    if (name !== '' && meaning !== '') pairs.set(name, meaning);
    else {
      const message = `${key} and ${value} must both be there`;
      await reject(reading.run, row, { field: name === '' ? key : value, reason: 'missing', message });
    }
  }
  return pairs;
}

async function readSellers(reading: Reading): Promise<Map<string, string>> {
  const sellers = new Map<string, string>();
  for await (const row of rowsOf(reading, 'sellers')) {
    const city = row.get('seller_city').split(/[,/\\]| - /, 1)[0] ?? '';
    sellers.set(row.get('seller_id'), [city, row.get('seller_state')].filter(Boolean).join(', '));
  }
  return sellers;
}

async function readProducts(reading: Reading): Promise<Map<string, OlistProduct>> {
  const products = new Map<string, OlistProduct>();
  for await (const row of rowsOf(reading, 'products')) {
    const id = row.get('product_id');
    if (id === '') await reject(reading.run, row, { field: 'product_id', reason: 'missing', message: 'is empty' });
    else if (products.has(id)) {
      const message = `${id} stands in line ${products.get(id)?.line}`;
      await reject(reading.run, row, { field: 'product_id', reason: 'repeated-row', message });
    } else {
      const sides = ['length', 'width', 'height'].map((side) => Number(row.get(`product_${side}_cm`)) || 0);
      const grams = Number(row.get('product_weight_g')) || 0;
      const { file, line } = row;
      products.set(id, { file, line, category: row.get('product_category_name'), grams, centimetres: sides });
    }
  }
  return products;
}

async function readOrders(reading: Reading, people: ReadonlyMap<string, string>): Promise<Map<string, OlistOrder>> {
  const orders = new Map<string, OlistOrder>();
  let strangers = 0;
  for await (const row of rowsOf(reading, 'orders')) {
    const id = row.get('order_id');
    const at = momentOf(row.get('order_purchase_timestamp'), { zone });
    const status = row.get('order_status').toLowerCase();
    if (id === '') await reject(reading.run, row, { field: 'order_id', reason: 'missing', message: 'is empty' });
    else if (orders.has(id)) {
      const message = `${id} stands in line ${orders.get(id)?.line}`;
      await reject(reading.run, row, { field: 'order_id', reason: 'repeated-row', message });
    } else if (!at) {
      const message = `"${row.get('order_purchase_timestamp').slice(0, 40)}" is no time like 2017-07-09 21:57:05`;
      await reject(reading.run, row, { field: 'order_purchase_timestamp', reason: 'bad-date', message });
    } else if (!statusOf.has(status)) {
      const message = `"${status.slice(0, 40)}" is none of ${[...statusOf.keys()].join(', ')}`;
      await reject(reading.run, row, { field: 'order_status', reason: 'bad-status', message });
    } else {
      const person = people.get(row.get('customer_id')) ?? null;
      if (person === null) strangers += 1;
      orders.set(id, { file: row.file, line: row.line, status, person, at, items: [], payments: [] });
    }
  }
  if (strangers > 0)
    reading.run.notes.push(`${strangers} orders name a customer that no table has: kept as guest orders.`);
  return orders;
}

/** Their status as ours. An order that was never available was never delivered: it counts as cancelled. */
export const statusOf: ReadonlyMap<string, 'pending' | 'paid' | 'packed' | 'shipped' | 'delivered' | 'cancelled'> =
  new Map([
    ['created', 'pending'],
    ['approved', 'paid'],
    ['invoiced', 'paid'],
    ['processing', 'packed'],
    ['shipped', 'shipped'],
    ['delivered', 'delivered'],
    ['canceled', 'cancelled'],
    ['cancelled', 'cancelled'],
    ['unavailable', 'cancelled'],
  ]);

async function readItems(reading: Reading, orders: ReadonlyMap<string, OlistOrder>): Promise<void> {
  const { run } = reading;
  const seen = new Set<string>();
  for await (const row of rowsOf(reading, 'items')) {
    const order = orders.get(row.get('order_id'));
    const priceMinor = minorUnits(row.get('price'), currency);
    const key = `${row.get('order_id')} ${row.get('order_item_id')}`;
    const product = row.get('product_id');
    if (!order) await rejectStranger(run, row);
    else if (product === '') await reject(run, row, { field: 'product_id', reason: 'missing', message: 'is empty' });
    else if (seen.has(key)) {
      const message = `item ${row.get('order_item_id')} of the order was there before`;
      await reject(run, row, { field: 'order_item_id', reason: 'repeated-row', message });
    } else if (priceMinor === null || priceMinor < 0) {
      const message = `"${row.get('price').slice(0, 40)}" is no price`;
      await reject(run, row, { field: 'price', reason: 'bad-price', message });
    } else {
      seen.add(key);
      const freightMinor = Math.max(0, minorUnits(row.get('freight_value'), currency) ?? 0);
      order.items.push({ product, priceMinor, freightMinor, seller: row.get('seller_id') });
    }
  }
}

function rejectStranger(run: ImportRun, row: TableRow): Promise<void> {
  const message = `${row.get('order_id') || 'an empty id'} is no order that was taken`;
  return reject(run, row, { field: 'order_id', reason: 'unknown-order', message });
}

async function readPayments(reading: Reading, orders: ReadonlyMap<string, OlistOrder>): Promise<void> {
  for await (const row of rowsOf(reading, 'payments')) {
    const order = orders.get(row.get('order_id'));
    const amountMinor = minorUnits(row.get('payment_value'), currency);
    if (!order) await rejectStranger(reading.run, row);
    else if (amountMinor === null || amountMinor < 0) {
      const message = `"${row.get('payment_value').slice(0, 40)}" is no amount`;
      await reject(reading.run, row, { field: 'payment_value', reason: 'bad-price', message });
    } else order.payments.push({ type: row.get('payment_type') || 'not_defined', amountMinor });
  }
}

async function readReviews(reading: Reading, orders: ReadonlyMap<string, OlistOrder>): Promise<OlistReview[]> {
  const reviews: OlistReview[] = [];
  for await (const row of rowsOf(reading, 'reviews')) {
    const order = row.get('order_id');
    const rating = Number(row.get('review_score'));
    const written = row.get('review_answer_timestamp') || row.get('review_creation_date');
    const at = momentOf(written, { zone });
    if (!orders.has(order)) await rejectStranger(reading.run, row);
    else if (!Number.isInteger(rating) || rating < 1 || rating > 5) {
      const message = `"${row.get('review_score').slice(0, 40)}" is none of 1 to 5`;
      await reject(reading.run, row, { field: 'review_score', reason: 'bad-rating', message });
    } else if (!at) {
      const message = `"${written.slice(0, 40)}" is no time like 2018-01-18 19:12:30`;
      await reject(reading.run, row, { field: 'review_answer_timestamp', reason: 'bad-date', message });
    } else {
      const { file, line } = row;
      const [title, body] = [row.get('review_comment_title'), row.get('review_comment_message')];
      reviews.push({ file, line, id: row.get('review_id'), order, rating, title, body, at });
    }
  }
  return reviews;
}

/** The shop keeps no coordinates, so that a person's neighbourhood cannot be told from it: they are checked and counted. */
async function countPlaces(reading: Reading): Promise<void> {
  let places = 0;
  let odd = 0;
  for await (const row of rowsOf(reading, 'geolocation')) {
    places += 1;
    const [lat, lng] = [Number(row.get('geolocation_lat')), Number(row.get('geolocation_lng'))];
    if (!(lat >= -34 && lat <= 6 && lng >= -74 && lng <= -28)) odd += 1;
  }
  if (places === 0) return;
  reading.run.notes.push(
    `${places} places of postal codes were read (${odd} outside Brazil); the shop keeps no coordinates.`,
  );
}

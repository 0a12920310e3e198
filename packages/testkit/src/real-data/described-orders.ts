import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EventType, type Interactions, InteractionsBuilder, type ItemFeatures, itemFeaturesOf } from '@vitrine/engine';

/** What the UCI online retail set says of its items: the description and price of the last invoice line that has both. */
export function readUciItems(folder: string): ItemFeatures {
  const days = join(folder, 'orders/uci-online-retail/by-day');
  const items = new Map<string, { itemId: string; title: string; price: number }>();
  for (const file of readdirSync(days)
    .filter((name) => name.endsWith('.csv.gz'))
    .sort()) {
    for (const { StockCode: itemId = '', Description: title = '', UnitPrice: price = '' } of rowsOf(join(days, file))) {
      // Lower-case remarks ("damaged", "wet?") stand where stock was written off.
      if (/[A-Z]{3}/.test(title) && Number(price) > 0) items.set(itemId, { itemId, title, price: Number(price) });
    }
  }
  return itemFeaturesOf(items.values());
}

/** The complete journey of a grocer: purchases of households (a sample of 75,000 lines) and the whole catalog. */
export function readCompleteJourney(folder: string): { interactions: Interactions; itemFeatures: ItemFeatures } {
  const from = (file: string): string => join(folder, 'orders/completejourney', file);
  const builder = new InteractionsBuilder();
  const prices = new Map<string, number>();
  for (const row of rowsOf(from('transactions_sample.csv.gz'))) {
    const { household_id: userId = '', product_id: itemId = '', transaction_timestamp: at = '' } = row;
    const price = Number(row['sales_value']) / Number(row['quantity']);
    if (Number.isFinite(price)) prices.set(itemId, price);
    builder.add({
      userId,
      itemId,
      timeSec: Date.parse(`${at.replace(' ', 'T')}Z`) / 1000,
      type: EventType.purchase,
      session: row['basket_id'] ?? '',
    });
  }
  const items = rowsOf(from('products.csv.gz')).map((row) => ({
    itemId: row['product_id'] ?? '',
    title: [row['product_type'], row['package_size']].join(' '),
    brand: row['manufacturer_id'],
    categoryPath: [row['department'], row['product_category']].filter((name) => name !== undefined && name !== ''),
    tags: [`label:${row['brand'] ?? ''}`],
    price: prices.get(row['product_id'] ?? ''),
  }));
  return { interactions: builder.build(), itemFeatures: itemFeaturesOf(items as Parameters<typeof itemFeaturesOf>[0]) };
}

function rowsOf(path: string): Record<string, string | undefined>[] {
  const [head = '', ...lines] = gunzipSync(readFileSync(path)).toString().split('\n');
  const names = fieldsOf(head.trim());
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const fields = fieldsOf(line.trim());
      return Object.fromEntries(names.map((name, at) => [name, fields[at]]));
    });
}

/** Fields of one line; quotes only wrap, as in these files. */
function fieldsOf(line: string): string[] {
  return (line.match(/("[^"]*"|[^,]*)(,|$)/g) ?? []).map((field) => field.replace(/,$/, '').replaceAll('"', ''));
}

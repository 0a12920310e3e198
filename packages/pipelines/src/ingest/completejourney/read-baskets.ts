import type { FoundTables } from '../reading/find-tables.ts';
import type { ImportRun } from '../import-run.ts';
import { minorUnits } from '../values/read-money.ts';
import { momentOf } from '../values/read-moment.ts';
import { readTable, type TableRow } from '../reading/read-table.ts';
import { currency, roles, type Role } from './tables.ts';

/** A basket: who bought, when, and what at which price. */
export interface Basket {
  readonly household: string;
  readonly file: string;
  readonly line: number;
  atMs: number;
  readonly lines: { readonly product: string; quantity: number; readonly unitPriceMinor: number }[];
}

/** What sales tell about a product. */
export interface Sold {
  readonly prices: Map<number, number>;
  firstMs: number;
  lastMs: number;
}

/** All baskets, checked. Memory grows with the lines sold: 1.5 million are about 250 MB. */
export interface Baskets {
  readonly baskets: Map<string, Basket>;
  readonly sold: Map<string, Sold>;
  /** Lines that were weighed or measured. */
  measured: number;
}

interface Sale {
  readonly product: string;
  readonly quantity: number;
  readonly cents: number;
  readonly at: Date;
}

type Judged =
  | { readonly ok: true; readonly sale: Sale }
  | { readonly ok: false; readonly field: string; readonly reason: string; readonly message: string };

const idForm = /^[\w-]{1,40}$/;

export async function readBaskets(run: ImportRun, tables: FoundTables<Role>): Promise<Baskets> {
  const read: Baskets = { baskets: new Map(), sold: new Map(), measured: 0 };
  for (const file of tables.transactions) {
    for await (const row of readTable(file, roles.transactions, { run, reporting: true })) {
      const judged = judgeSale(row);
      if (judged.ok) addSale(read, row, judged.sale);
      else {
        const { field, reason, message } = judged;
        await run.rejects.add({ file: row.file, line: row.line, field, reason, message, row: row.fields });
      }
    }
  }
  return read;
}

function judgeSale(row: TableRow): Judged {
  for (const field of ['household_id', 'basket_id', 'product_id']) {
    const message = `"${row.get(field).slice(0, 40)}" is no id`;
    if (!idForm.test(row.get(field))) return { ok: false, field, reason: 'missing', message };
  }
  const quantity = Number(row.get('quantity') || Number.NaN);
  if (!Number.isInteger(quantity) || quantity <= 0 || quantity > 1e7) {
    const message = `"${row.get('quantity').slice(0, 40)}" is no number of pieces above zero`;
    return { ok: false, field: 'quantity', reason: 'bad-quantity', message };
  }
  const cents = minorUnits(row.get('sales_value'), currency);
  if (cents === null || cents < 0) {
    const message = `"${row.get('sales_value').slice(0, 40)}" is no amount`;
    return { ok: false, field: 'sales_value', reason: 'bad-price', message };
  }
  const at = timeOf(row);
  if (!at) {
    const message = `"${(row.get('transaction_timestamp') || row.get('day')).slice(0, 40)}" is no time like 2017-01-28 19:06:53`;
    return { ok: false, field: 'transaction_timestamp', reason: 'bad-date', message };
  }
  return { ok: true, sale: { product: row.get('product_id'), quantity, cents, at } };
}

const dayOne = Date.UTC(2017, 0, 1);

/** A time, or in the first release the number of a day and "1631" for 16:31; day 1 is taken as the first of 2017. */
function timeOf(row: TableRow): Date | null {
  const written = row.get('transaction_timestamp');
  if (written !== '') return momentOf(written, { zone: 'UTC' });
  const [day, clock] = [Number(row.get('day')), row.get('trans_time').padStart(4, '0')];
  const [hour, minute] = [Number(clock.slice(0, 2)), Number(clock.slice(2, 4))];
  if (!Number.isInteger(day) || day < 1 || day > 5000 || !(hour < 24) || !(minute < 60)) return null;
  return new Date(dayOne + (day - 1) * 86_400_000 + hour * 3_600_000 + minute * 60_000);
}

function addSale(read: Baskets, row: TableRow, sale: Sale): void {
  const key = row.get('basket_id');
  const atMs = sale.at.getTime();
  const { file, line } = row;
  const basket = read.baskets.get(key) ?? { household: row.get('household_id'), file, line, atMs, lines: [] };
  read.baskets.set(key, basket);
  if (atMs < basket.atMs) basket.atMs = atMs;
  // Fuel is counted in thousandths of a gallon: less than a cent each, so the line is one piece at what was paid.
  const measured = sale.quantity > 100 && sale.cents < sale.quantity;
  if (measured) read.measured += 1;
  for (const part of measured ? [{ quantity: 1, unitPriceMinor: sale.cents }] : shares(sale)) {
    const same = basket.lines.find((one) => one.product === sale.product && one.unitPriceMinor === part.unitPriceMinor);
    if (same) same.quantity += part.quantity;
    else basket.lines.push({ product: sale.product, ...part });
  }
  const sold = read.sold.get(sale.product) ?? { prices: new Map<number, number>(), firstMs: atMs, lastMs: atMs };
  read.sold.set(sale.product, sold);
  if (atMs < sold.firstMs) sold.firstMs = atMs;
  if (atMs > sold.lastMs) sold.lastMs = atMs;
  const unit = measured ? sale.cents : Math.round(sale.cents / sale.quantity);
  if (unit > 0) sold.prices.set(unit, (sold.prices.get(unit) ?? 0) + 1);
}

/** Three for a dollar: two at 33 cents and one at 34, so that the lines add up to what was paid. */
function shares({ quantity, cents }: Sale): { quantity: number; unitPriceMinor: number }[] {
  const unitPriceMinor = Math.floor(cents / quantity);
  const dearer = cents - unitPriceMinor * quantity;
  return [
    { quantity: quantity - dearer, unitPriceMinor },
    ...(dearer > 0 ? [{ quantity: dearer, unitPriceMinor: unitPriceMinor + 1 }] : []),
  ];
}

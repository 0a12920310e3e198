import type { CatalogProduct } from '@vitrine/shop/loading';
import type { BehaviourSource, ItemFacts, Reading } from '../behaviour/behaviour.ts';
import { plainProduct, shelfPath } from '../behaviour/plain-product.ts';
import type { OpenTable, TableRow, TableSpec } from '../reading/row-batches.ts';
import { idFault, readAmount, readId, readTime, timeFault } from '../values/log-values.ts';
import { openTables, runBehaviours } from '../behaviour/run-behaviours.ts';
import type { ImportFormat } from '../import-run.ts';

const source = 'yoochoose';
const currency = 'EUR';

const session = { name: 'Session ID', also: ['session'] };
const time = { name: 'Timestamp', also: ['time'] };
const item = { name: 'Item ID', also: ['item'] };

/** The published files have no line of names: a number, a time, a number. */
const bareRow = ([first = '', at = '', thing = '']: readonly string[]) =>
  /^\d+$/.test(first) && at.includes('-') && !Number.isNaN(readTime(at)) && /^\d+$/.test(thing);

const clicks = {
  name: 'clicks of YooChoose',
  columns: [session, time, item, { name: 'Category', optional: true }],
  bare: (first: readonly string[]) =>
    bareRow(first) && (first.length === 3 || first.length === 4) ? ['session', 'time', 'item', 'category'] : null,
} as const satisfies TableSpec;

const buys = {
  name: 'buys of YooChoose',
  columns: [session, time, item, { name: 'Price' }, { name: 'Quantity', also: ['qty'] }],
  bare: (first: readonly string[]) =>
    bareRow(first) && first.length === 5 ? ['session', 'time', 'item', 'price', 'quantity'] : null,
} as const satisfies TableSpec;

/** Clicks and buys of the RecSys Challenge 2015. It knows sessions, no people. */
export const yoochoose: ImportFormat = {
  name: source,
  describe:
    'Clicks and buys of YooChoose (RecSys Challenge 2015): yoochoose-clicks.dat, yoochoose-buys.dat or a prepared table, a file or their folder.',
  async run(run) {
    await runBehaviours(sourceOf(await openTables(run, [clicks, buys])), run);
  },
};

function sourceOf(tables: readonly OpenTable[]): BehaviourSource {
  return {
    name: source,
    people: 'sessions',
    currency,
    tables,
    reader: (table) => (table.spec.name === buys.name ? judgeBuy : judgeClick),
    // The source gives whole numbers such as 12462 and names no unit: read as cents unless one has a fraction.
    minorPerUnit: ({ hasFractions }) => (hasFractions ? 100 : 1),
    product,
    notes: [
      'Sessions belong to nobody known: their orders are guest orders. A buy without a price (0) is an event without an order. Whole prices are taken as euro cents; stock is set to 100.',
    ],
  };
}

interface Place {
  readonly session: string;
  readonly atMs: number;
  readonly item: string;
}

function judgePlace({ line, fields }: TableRow): Place | Reading {
  const [sessionId = '', at = '', itemId = ''] = fields;
  const fault = idFault(sessionId, 'Session ID') ?? idFault(itemId, 'Item ID');
  if (fault) return { ok: false, line, ...fault, row: fields };
  const atMs = readTime(at);
  if (Number.isNaN(atMs)) return { ok: false, line, ...timeFault('Timestamp', at), row: fields };
  return { session: readId(sessionId), atMs, item: readId(itemId) };
}

function judgeClick(row: TableRow): Reading {
  const place = judgePlace(row);
  if ('ok' in place) return place;
  const { line, fields } = row;
  const behaviour = {
    ...place,
    deed: 'click',
    person: place.session,
    price: null,
    quantity: 1,
    order: null,
    category: categoryOf(fields[3] ?? ''),
    brand: '',
  } as const;
  return { ok: true, line, behaviour };
}

/** 1 to 12 are categories, S is the special offers; 0 is unknown and longer numbers are brands, say the makers. */
function categoryOf(text: string): string {
  if (/^([1-9]|1[0-2])$/.test(text)) return `Category ${text.padStart(2, '0')}`;
  return '';
}

function judgeBuy(row: TableRow): Reading {
  const place = judgePlace(row);
  if ('ok' in place) return place;
  const { line, fields } = row;
  const [, , , priceText = '', quantityText = ''] = fields;
  const price = priceText === '' ? 0 : readAmount(priceText);
  if (!(price >= 0 && price < 1e9))
    return {
      ok: false,
      line,
      field: 'Price',
      reason: 'bad-price',
      message: `"${priceText.slice(0, 40)}" is no price`,
      row: fields,
    };
  const quantity = quantityText === '' ? 0 : Number(quantityText);
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > 1e6) {
    const message = `"${quantityText.slice(0, 40)}" is no whole number of pieces`;
    return { ok: false, line, field: 'Quantity', reason: 'bad-quantity', message, row: fields };
  }
  const behaviour = {
    ...place,
    deed: 'purchase',
    person: place.session,
    price: price === 0 ? null : price,
    quantity: Math.max(1, quantity),
    order: null,
    category: '',
    brand: '',
  } as const;
  return { ok: true, line, behaviour };
}

function product(id: string, facts: ItemFacts, priceMinor: number | null): CatalogProduct {
  const shelf = facts.category === '' ? 'Everything else' : facts.category.replace(' 0', ' ');
  const name = facts.category === '' ? `Item ${id}` : `${shelf} item ${id}`;
  return plainProduct({ source, id, name, path: shelfPath([shelf]), facts, currency, priceMinor });
}

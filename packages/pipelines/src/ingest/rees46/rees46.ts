import type { CatalogProduct } from '@vitrine/shop/loading';
import type { Behaviour, BehaviourSource, Deed, ItemFacts, Reading } from '../behaviour/behaviour.ts';
import { plainProduct, shelfPath } from '../behaviour/plain-product.ts';
import type { OpenTable, TableRow, TableSpec } from '../reading/row-batches.ts';
import { idFault, readable, readAmount, readId, timeFault, timeReader } from '../values/log-values.ts';
import { openTables, runBehaviours } from '../behaviour/run-behaviours.ts';
import type { ImportFormat } from '../import-run.ts';

const source = 'rees46';
const currency = 'USD';

const events = {
  name: 'an event log of REES46',
  columns: [
    { name: 'event_time', also: ['timestamp', 'time'] },
    { name: 'event_type', also: ['event'] },
    { name: 'product_id', also: ['item_id'] },
    { name: 'category_id', optional: true },
    { name: 'category_code', also: ['category'], optional: true },
    { name: 'brand', optional: true },
    { name: 'price', optional: true },
    { name: 'user_id', also: ['visitor_id'] },
    { name: 'user_session', also: ['session_id', 'session'], optional: true },
  ],
} as const satisfies TableSpec;

const deeds: Readonly<Record<string, Deed>> = {
  view: 'view',
  cart: 'add',
  add_to_cart: 'add',
  addtocart: 'add',
  purchase: 'purchase',
  buy: 'purchase',
  wishlist: 'wish',
};

/** The event logs of multi-category shops and of a cosmetics shop that REES46 publishes, month by month. */
export const rees46: ImportFormat = {
  name: source,
  describe: 'Event logs of REES46 (2019-Oct.csv and the like): a file, or a folder of .csv or .csv.gz files.',
  async run(run) {
    const tables = await openTables(run, [events]);
    await runBehaviours(sourceOf(tables), run);
  },
};

function sourceOf(tables: readonly OpenTable[]): BehaviourSource {
  return {
    name: source,
    people: 'customers',
    currency,
    tables,
    reader: () => judge(timeReader()),
    minorPerUnit: () => 100,
    product,
    notes: [
      'Prices name no currency and are taken as US dollars; a purchase has no order number, so purchases of a session within a minute are one order; stock is set to 100.',
    ],
  };
}

function judge(timeOf: (text: string) => number): (row: TableRow) => Reading {
  return ({ line, fields }) => {
    const [
      time = '',
      type = '',
      item = '',
      categoryId = '',
      code = '',
      brand = '',
      price = '',
      user = '',
      session = '',
    ] = fields;
    const refuse = (field: string, reason: string, message: string): Reading => ({
      ok: false,
      line,
      field,
      reason,
      message,
      row: fields,
    });
    const atMs = timeOf(time);
    if (Number.isNaN(atMs)) return { ok: false, line, ...timeFault('event_time', time), row: fields };
    const deed = deeds[type] ?? deeds[type.toLowerCase()];
    if (deed === undefined) {
      if (type.toLowerCase() === 'remove_from_cart')
        return { ok: null, words: 'rows take something out of a cart, which is no event of the shop: left out' };
      return refuse(
        'event_type',
        'bad-event-type',
        `"${type.slice(0, 40)}" is none of view, cart, remove_from_cart, purchase`,
      );
    }
    const fault = idFault(item, 'product_id') ?? idFault(user, 'user_id');
    if (fault) return { ok: false, line, ...fault, row: fields };
    const amount = price === '' ? null : readAmount(price);
    if (amount !== null && !(amount >= 0 && amount < 1e9))
      return refuse('price', 'bad-price', `"${price.slice(0, 40)}" is no price`);
    const behaviour: Behaviour = {
      deed,
      atMs,
      item: readId(item),
      person: readId(user),
      session: session === '' ? null : session.slice(0, 100),
      // A price of 0 is a gap of the log, not a gift.
      price: amount === 0 ? null : amount,
      quantity: 1,
      order: null,
      category: code === '' ? readId(categoryId) : code,
      brand,
    };
    return { ok: true, line, behaviour };
  };
}

function product(id: string, facts: ItemFacts, priceMinor: number | null): CatalogProduct {
  const { category } = facts;
  const brand = readable(facts.brand);
  // A code such as computers.notebook names shelves; where the log has only a number, the number is all there is to say.
  const coded = /\p{L}/u.test(category);
  const names = coded
    ? category.split(/[.>/]/).map(readable)
    : ['Other goods', ...(category === '' ? [] : [`Group ${category}`])];
  const leaf = coded ? (names.at(-1) ?? '') : 'Article';
  return plainProduct({
    source,
    id,
    name: [brand, brand === '' ? leaf : leaf.toLowerCase(), id].filter(Boolean).join(' '),
    path: shelfPath(names),
    facts,
    brand,
    currency,
    priceMinor,
    metadata: { category },
  });
}

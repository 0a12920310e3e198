import type { CatalogProduct, ShopCustomer, ShopOrder, ShopReview } from '@vitrine/shop/loading';
import { categoryPathOf, headline } from '../values/category-path.ts';
import type { ImportRun } from '../import-run.ts';
import { mostCommon } from '../values/most-common.ts';
import { plainLine, plainText } from '../values/read-html.ts';
import type { Placed } from '../writing/record-writer.ts';
import { slugOf } from '../values/slug.ts';
import { statusOf, type Olist, type OlistItem, type OlistOrder, type OlistReview } from './read-olist.ts';
import { currency, source } from './tables.ts';

interface Sales {
  readonly prices: Map<number, number>;
  readonly sellers: Map<string, number>;
  first: Date;
  last: Date;
  readonly file: string;
  readonly line: number;
}

/** The products that an order names; the others have no price. */
export function productsOf(olist: Olist): Placed<CatalogProduct>[] {
  const sales = new Map<string, Sales>();
  for (const order of olist.orders.values()) for (const item of order.items) addSale(sales, order, item);
  return [...sales]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, facts]) => {
      const { file, line } = olist.products.get(id) ?? facts;
      return { file, line, row: productOf(id, facts, olist) };
    });
}

function addSale(sales: Map<string, Sales>, order: OlistOrder, item: OlistItem): void {
  const { file, line } = order;
  const { at } = order;
  const facts = sales.get(item.product) ?? { prices: new Map(), sellers: new Map(), first: at, last: at, file, line };
  sales.set(item.product, facts);
  if (at < facts.first) facts.first = at;
  if (at > facts.last) facts.last = at;
  facts.prices.set(item.priceMinor, (facts.prices.get(item.priceMinor) ?? 0) + 1);
  facts.sellers.set(item.seller, (facts.sellers.get(item.seller) ?? 0) + 1);
}

function productOf(id: string, facts: Sales, olist: Olist): CatalogProduct {
  const known = olist.products.get(id);
  const portuguese = known?.category ?? '';
  const shelf = headline(olist.english.get(portuguese) ?? portuguese) || 'Other goods';
  const name = `${shelf} ${id.slice(0, 6).toUpperCase()}`;
  const from = headline(olist.sellers.get(mostCommon(facts.sellers) ?? '') ?? '');
  const size = known && known.centimetres.every((side) => side > 0) ? `${known.centimetres.join(' × ')} cm` : '';
  const weight = known && known.grams > 0 ? `${known.grams.toLocaleString('en')} g` : '';
  const sentences = [
    `An article of the category ${shelf.toLowerCase()}; its seller gave it no public name.`,
    weight || size ? `In its parcel: ${[weight, size].filter(Boolean).join(', ')}.` : '',
    from ? `Sent from ${from.replace(/, (\w{2})$/, (_, state: string) => `, ${state.toUpperCase()}`)}.` : '',
  ];
  return {
    source,
    externalId: id,
    slug: slugOf(`${shelf} ${id.slice(0, 12)}`),
    name,
    description: sentences.filter(Boolean).join(' '),
    categoryPath: categoryPathOf([shelf], 'Other goods'),
    // The source knows no stock; a hundred pieces make every product available.
    skus: [{ sku: id, options: {}, priceMinor: mostCommon(facts.prices) ?? 0, currency, stock: 100 }],
    tags: [],
    specs: [
      ...(weight ? [{ name: 'Weight of the parcel', value: weight }] : []),
      ...(size ? [{ name: 'Size of the parcel', value: size }] : []),
    ],
    metadata: {
      category: portuguese,
      pricesMinor: [...facts.prices.keys()].sort((left, right) => left - right).slice(0, 20),
      sellers: [...facts.sellers.keys()].sort().slice(0, 20),
    },
    firstAvailable: facts.first,
    asOf: facts.last,
    images: [],
  };
}

/** The people of the orders, known by the id of the person; neither town nor postal code is kept. */
export function customersOf(olist: Olist): Placed<ShopCustomer>[] {
  const people = new Map<string, OlistOrder>();
  for (const order of olist.orders.values()) {
    if (order.person === null || order.items.length === 0) continue;
    const first = people.get(order.person);
    if (!first || order.at < first.at) people.set(order.person, order);
  }
  return [...people]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([externalId, { at, file, line }]) => ({
      file,
      line,
      row: { source, externalId, joinedAt: at, locale: 'pt-BR', country: 'BR' },
    }));
}

/** The orders that have items; the others go to the rejects. */
export async function ordersOf(olist: Olist, run: ImportRun): Promise<Placed<ShopOrder>[]> {
  const orders: Placed<ShopOrder>[] = [];
  for (const [id, order] of olist.orders) {
    const { file, line } = order;
    if (order.items.length > 0) orders.push({ file, line, row: orderOf(id, order) });
    else {
      const message = `order ${id} (${order.status}) has no items, so nothing was bought`;
      await run.rejects.add({ file, line, field: 'order_id', reason: 'no-items', message });
    }
  }
  return orders;
}

function orderOf(id: string, order: OlistOrder): ShopOrder {
  const lines = new Map<string, { sku: string; quantity: number; unitPriceMinor: number }>();
  for (const { product, priceMinor } of order.items) {
    const key = `${product} ${priceMinor}`;
    const line = lines.get(key);
    if (line) line.quantity += 1;
    else lines.set(key, { sku: product, quantity: 1, unitPriceMinor: priceMinor });
  }
  return {
    source,
    externalId: id,
    customerExternalId: order.person,
    placedAt: order.at,
    currency,
    status: statusOf.get(order.status) ?? 'pending',
    lines: [...lines.values()],
    deliveryMinor: order.items.reduce((sum, { freightMinor }) => sum + freightMinor, 0),
    payments: order.payments.map(({ type, amountMinor }, index) => ({
      provider: `${source}:${type}`,
      reference: `${id}:${index + 1}`,
      amountMinor,
    })),
  };
}

/**
 * Their reviews speak of an order: its rating goes to each product in it, its words only where the order is of one product.
 * Of several by one person on one product the latest stays.
 */
export async function reviewsOf(olist: Olist, run: ImportRun): Promise<Placed<ShopReview>[]> {
  const latest = new Map<string, { review: OlistReview; product: string; person: string; alone: boolean }>();
  for (const review of olist.reviews) {
    const order = olist.orders.get(review.order);
    const person = order?.person ?? null;
    const products = [...new Set(order?.items.map(({ product }) => product))];
    if (products.length === 0 || person === null) {
      const message = `review ${review.id} is of an order without ${person === null ? 'customer' : 'items'}`;
      await run.rejects.add({ ...placeOf(review), field: 'order_id', reason: 'no-items', message });
      continue;
    }
    for (const product of products) {
      const pair = `${person}:${product}`;
      const before = latest.get(pair)?.review;
      const loser = before && (before.at > review.at ? review : before);
      if (loser) {
        const message = `review ${loser.id}: the same customer reviewed product ${product} again later`;
        await run.rejects.add({ ...placeOf(loser), field: 'review_id', reason: 'earlier-review', message });
      }
      if (loser !== review) latest.set(pair, { review, product, person, alone: products.length === 1 });
    }
  }
  return [...latest].map(([pair, { review, product, person, alone }]) => ({
    ...placeOf(review),
    row: {
      source,
      externalId: pair,
      productExternalId: product,
      customerExternalId: person,
      rating: review.rating,
      title: alone ? plainLine(review.title, 120) : '',
      body: alone ? plainText(review.body) : '',
      createdAt: review.at,
      verified: true,
      locale: 'pt-BR',
    },
  }));
}

const placeOf = ({ file, line }: { file: string; line: number }) => ({ file, line });

import type { CatalogProduct, ShopCustomer } from '@vitrine/shop/loading';
import { slugOf } from '../values/slug.ts';
import { countryCodes } from './countries.ts';
import type { InvoiceRow } from './judge-row.ts';
import type { Invoice } from './read-invoices.ts';
import { colorOf, shelfOf, titleCase } from './shelves.ts';

/** The source's name in `(source, external id)`. */
export const source = 'uci-online-retail';

interface ProductFacts {
  readonly names: Map<string, number>;
  readonly prices: Map<number, number>;
  firstSold: Date;
  lastSold: Date;
  pieces: number;
}

interface CustomerFacts {
  joinedAt: Date;
  country: string;
}

/** Learns the products and people from the invoices. Memory grows with their number, not with the rows. */
export class Survey {
  readonly #products = new Map<string, ProductFacts>();
  readonly #customers = new Map<string, CustomerFacts>();

  add(invoice: Invoice): void {
    for (const row of invoice.rows) {
      this.#addProduct(row);
      this.#addCustomer(row);
    }
  }

  #addProduct(row: InvoiceRow): void {
    const known = this.#products.get(row.code);
    const facts = known ?? {
      names: new Map<string, number>(),
      prices: new Map<number, number>(),
      firstSold: row.at,
      lastSold: row.at,
      pieces: 0,
    };
    if (!known) this.#products.set(row.code, facts);
    if (row.at < facts.firstSold) facts.firstSold = row.at;
    if (row.at > facts.lastSold) facts.lastSold = row.at;
    if (row.cancels) return;
    facts.pieces += row.quantity;
    facts.prices.set(row.priceMinor, (facts.prices.get(row.priceMinor) ?? 0) + 1);
    const name = row.description.toUpperCase().replaceAll(/\s+/g, ' ');
    if (name !== '') facts.names.set(name, (facts.names.get(name) ?? 0) + 1);
  }

  #addCustomer(row: InvoiceRow): void {
    if (row.customer === null) return;
    const facts = this.#customers.get(row.customer);
    if (!facts) this.#customers.set(row.customer, { joinedAt: row.at, country: row.country });
    else if (row.at < facts.joinedAt) facts.joinedAt = row.at;
  }

  /** Products that were sold at a price under a name, by code. */
  products(): CatalogProduct[] {
    return [...this.#products]
      .filter(([, facts]) => facts.prices.size > 0)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([code, facts]) => productOf(code, facts));
  }

  customers(): ShopCustomer[] {
    return [...this.#customers]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([externalId, facts]) => ({
        source,
        externalId,
        joinedAt: facts.joinedAt,
        locale: 'en',
        country: countryCodes[facts.country] ?? null,
      }));
  }
}

/** The value seen most often; of several the smaller, so that the order of rows does not matter. */
function mostCommon<Value extends string | number>(counts: ReadonlyMap<Value, number>): Value | undefined {
  let best: Value | undefined;
  for (const [value, count] of counts) {
    const most = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && best !== undefined && value < best)) best = value;
  }
  return best;
}

function productOf(code: string, facts: ProductFacts): CatalogProduct {
  const words = mostCommon(facts.names) ?? code;
  const name = titleCase(words);
  const shelf = shelfOf(words);
  const color = colorOf(words);
  return {
    source,
    externalId: code,
    slug: slugOf(`${name} ${code}`),
    name,
    description: `${name}, from our ${shelf.name.toLowerCase()} shelf. Article ${code}.`,
    categoryPath: [shelf],
    // The source knows no stock; a hundred pieces make every product available.
    skus: [{ sku: code, options: {}, priceMinor: mostCommon(facts.prices) ?? 0, currency: 'GBP', stock: 100 }],
    ...(color ? { color } : {}),
    tags: [shelf.name.toLowerCase(), ...(color ? [color.toLowerCase()] : [])],
    specs: [{ name: 'Article', value: code }],
    metadata: {
      names: [...facts.names.keys()].sort().slice(0, 5),
      pricesMinor: [...facts.prices.keys()].sort((left, right) => left - right).slice(0, 20),
    },
    firstAvailable: facts.firstSold,
    asOf: facts.lastSold,
    images: [],
  };
}

import type { CatalogProduct } from '@vitrine/shop/loading';
import { slugOf } from '../values/slug.ts';
import type { ItemFacts } from './behaviour.ts';
import { skuOf } from './write-behaviours.ts';

/** What a source without a catalog says of a thing, for {@link plainProduct}. */
export interface PlainProduct {
  readonly source: string;
  readonly id: string;
  readonly name: string;
  readonly path: CatalogProduct['categoryPath'];
  readonly facts: ItemFacts;
  readonly currency: string;
  /** Null when the source names no price: the product is shown without one, and nobody can buy it, until somebody sets it. */
  readonly priceMinor: number | null;
  readonly brand?: string;
  readonly stock?: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A product of a source that knows things by their ids only: its name says what is known and nothing more. */
export function plainProduct(thing: PlainProduct): CatalogProduct {
  const { source, id, name, path, facts, brand = '' } = thing;
  const brandSlug = slugOf(brand);
  return {
    source,
    externalId: id,
    slug: slugOf(`${name} ${name.includes(id) ? '' : id}`) || slugOf(`${source}-${id}`),
    name,
    description: `${name}. Known from what people looked at and bought: the source (${source}) describes it no further.`,
    ...(brandSlug === '' ? {} : { brand: { slug: brandSlug, name: brand } }),
    categoryPath: path,
    skus: [
      // The source knows no stock; a hundred pieces make a product available.
      {
        sku: skuOf(source, id),
        options: {},
        priceMinor: thing.priceMinor ?? 0,
        currency: thing.currency,
        stock: thing.stock ?? 100,
      },
    ],
    tags: [],
    specs: [{ name: 'Article', value: id }],
    metadata: { ...thing.metadata },
    firstAvailable: new Date(facts.firstMs),
    asOf: new Date(facts.lastMs),
    images: [],
  };
}

/** A path of category names, each slug qualified by those above it, so that two shelves of one name are two. */
export function shelfPath(names: readonly string[]): { slug: string; name: string }[] {
  const path: { slug: string; name: string }[] = [];
  for (const name of names) {
    const own = slugOf(name);
    const above = path.at(-1);
    if (own === '' || (above && above.name.toLowerCase() === name.toLowerCase())) continue;
    path.push({ slug: above ? slugOf(`${above.slug} ${own}`) : own, name });
  }
  return path;
}

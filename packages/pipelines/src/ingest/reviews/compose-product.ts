import { dirname, join } from 'node:path';
import type { CatalogProduct } from '@vitrine/shop/loading';
import { categoryPathOf, type CategoryStep } from '../values/category-path.ts';
import type { ImportRun } from '../import-run.ts';
import { fileNameOf, withLocalPicture } from '../writing/local-picture.ts';
import { plainLine, plainText } from '../values/read-html.ts';
import { slugOf } from '../values/slug.ts';
import type { ProductFacts, ReviewLayout } from './facts.ts';

/** What a product is made with. */
export interface Composing {
  readonly run: ImportRun;
  readonly layout: Pick<ReviewLayout, 'source' | 'currency'>;
  /** Milliseconds of the first review of each product. */
  readonly firstReview: ReadonlyMap<string, number>;
  readonly file: string;
  readonly line: number;
}

const deepest = 5;
const longestStep = 60;

/** The categories of a product. Some sources let sentences slip into the list: it ends before the first of them. */
export function categoriesOf(facts: ProductFacts): readonly CategoryStep[] {
  const names: string[] = [];
  for (const written of facts.categories) {
    const name = plainText(written).replaceAll(/\s+/g, ' ');
    if (name.length > longestStep || /[.!?]$|[<>{}]/.test(name)) break;
    names.push(name);
  }
  return categoryPathOf(names.slice(0, deepest), 'All products');
}

/** The product of the shop, with a picture where one lies in images/ beside the source. */
export function composeProduct(facts: ProductFacts, composing: Composing): Promise<CatalogProduct> {
  const { layout, firstReview, run, file, line } = composing;
  const name = plainLine(facts.name) || `Article ${facts.id}`;
  const brand = plainLine(facts.brand, 80);
  const path = categoriesOf(facts);
  // 0: nobody has set a price yet.
  const priceMinor = facts.priceMinor ?? 0;
  const reviewed = firstReview.get(facts.id);
  const product: CatalogProduct = {
    source: layout.source,
    externalId: facts.id,
    slug: slugOf(`${name.slice(0, 60)} ${facts.id}`, 100),
    name,
    description: plainText(facts.description) || name,
    ...(slugOf(brand) ? { brand: { slug: slugOf(brand), name: brand } } : {}),
    categoryPath: path,
    // The source knows no stock; a hundred pieces make every product available.
    skus: [{ sku: facts.id, options: {}, priceMinor, currency: layout.currency, stock: 100 }],
    tags: [],
    specs: facts.specs,
    metadata: facts.pictures.length > 0 ? { pictureUrls: facts.pictures.slice(0, 10) } : {},
    firstAvailable: earlier(facts.since, reviewed),
    images: [],
    // Where reviews come along, they are the rating.
    ...(facts.rating && reviewed === undefined ? { externalRating: facts.rating } : {}),
  };
  const folders = [join(dirname(file), 'images')];
  return withLocalPicture(
    product,
    { folders, names: [facts.id, ...facts.pictures.slice(0, 3).map(fileNameOf)], line },
    run,
  );
}

const unknownDate = Date.UTC(2010, 0, 1);

function earlier(since: Date | null, reviewed: number | undefined): Date {
  const known = [since?.getTime(), reviewed].filter((time) => time !== undefined);
  return new Date(known.length > 0 ? Math.min(...known) : unknownDate);
}

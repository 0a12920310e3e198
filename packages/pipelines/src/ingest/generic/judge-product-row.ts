import type { CatalogProduct } from '@vitrine/shop/loading';
import { categoryPathOf } from '../values/category-path.ts';
import { plainText } from '../values/read-html.ts';
import { slugOf } from '../values/slug.ts';
import { cellText } from './column-values.ts';
import { readList } from './read-value.ts';
import { currencyOf, type RowGround } from './row-ground.ts';
import type { RowReader } from './row-reader.ts';

/** On sale since an unknown time: a fixed day, so that the same file again changes nothing. */
const unknownStart = new Date('2000-01-01T00:00:00Z');

/** A source that knows no stock sells what it lists; a hundred pieces make every product available. */
const assumedStock = 100;

/** One row as a product with one SKU; rows of the same product are joined later. */
export function judgeProductRow(row: RowReader, ground: RowGround): CatalogProduct {
  const externalId = row.neededId('item_id');
  // A file that names the shop's own addresses is of our own making: its texts are clean already, and stay as they are.
  const ours = row.has('slug');
  const name = ours ? row.needed('name') : row.needed('name').replaceAll(/\s+/g, ' ');
  const color = row.text('color');
  const slug = row.text('slug') ?? (slugOf(`${name.slice(0, 60)} ${externalId}`) || contentSlug(externalId));
  const tint = row.text('tint');
  const rating = ratingOf(row);
  return {
    source: row.text('source') ?? ground.source,
    externalId,
    slug,
    name,
    description: ours ? (row.text('description') ?? '') : plainText(row.text('description') ?? ''),
    ...brandOf(row),
    categoryPath: categoriesOf(row),
    skus: [skuOf(row, ground, externalId)],
    ...(color === null ? {} : { color }),
    ...(tint === null ? {} : { tint }),
    tags: [...new Set(row.list('tags'))],
    specs: specsOf(row),
    metadata: row.object('metadata'),
    firstAvailable: row.time('first_available') ?? unknownStart,
    images: imagesOf(row, name),
    ...(row.flag('archived') === true ? { archived: true } : {}),
    ...(rating === null ? {} : { externalRating: rating }),
  };
}

const contentSlug = (id: string) => `item-${Buffer.from(id).toString('hex').slice(0, 24)}`;

function skuOf(row: RowReader, ground: RowGround, externalId: string): CatalogProduct['skus'][number] {
  const currency = currencyOf(row, ground);
  const priceMinor = row.money('price', currency);
  if (priceMinor === null) row.refuse('price', 'missing', 'is empty');
  const before = row.money('compare_at', currency);
  const options = Object.entries(row.object('options')).map(([name, value]) => [name, cellText(value)] as const);
  return {
    sku: row.id('sku') ?? externalId,
    options: Object.fromEntries(options),
    priceMinor: priceMinor ?? 0,
    ...(before !== null && before > (priceMinor ?? 0) ? { compareAtMinor: before } : {}),
    currency,
    stock: row.count('stock', 0) ?? assumedStock,
  };
}

function brandOf(row: RowReader): Pick<CatalogProduct, 'brand'> {
  const name = row.text('brand');
  if (name === null) return {};
  const slug = row.text('brand_slug') ?? slugOf(name);
  return slug === '' ? {} : { brand: { slug, name } };
}

function categoriesOf(row: RowReader): CatalogProduct['categoryPath'] {
  const text = row.text('category') ?? '';
  const mark = ['>', '/', '|', '.'].find(
    (candidate) => text.includes(candidate) && (candidate !== '.' || /^[\w.]+$/.test(text)),
  );
  const names = (mark === undefined ? [text] : text.split(mark))
    .map((step) => step.trim())
    .filter((step) => step !== '');
  const slugs = row
    .text('category_slugs')
    ?.split('>')
    .map((step) => step.trim());
  if (slugs && slugs.length === names.length) return names.map((name, at) => ({ name, slug: slugs[at] ?? '' }));
  return categoryPathOf(names, 'Everything else');
}

function specsOf(row: RowReader): CatalogProduct['specs'] {
  const specs = row.json('specs');
  if (specs === undefined || specs === null) return [];
  if (Array.isArray(specs))
    return specs.flatMap((entry: unknown) => {
      const name: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'name') : undefined;
      const value: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'value') : undefined;
      return typeof name === 'string' && name !== '' && cellText(value) !== ''
        ? [{ name, value: cellText(value) }]
        : [];
    });
  return Object.entries(specs as Record<string, unknown>).flatMap(([name, value]) =>
    cellText(value) === '' ? [] : [{ name, value: cellText(value) }],
  );
}

function imagesOf(row: RowReader, alt: string): CatalogProduct['images'] {
  const media = row.json('media');
  if (Array.isArray(media)) return media as CatalogProduct['images'];
  const raw = row.raw('image_url');
  const urls =
    typeof raw === 'string' && !raw.trim().startsWith('[') ? raw.split(/[\s|;]+|,(?=https?:|\/)/) : readList(raw ?? '');
  // The size is not known before somebody looks; a square is right for most shops and only reserves the place.
  return [...new Set(urls.map((url) => url.trim()))]
    .filter((url) => /^(https?:\/\/|\/(?!\/))\S+$/.test(url))
    .map((url) => ({ url, width: 800, height: 800, alt, kind: 'photo' as const }));
}

function ratingOf(row: RowReader): { average: number; count: number } | null {
  const average = row.number('rating');
  const count = row.count('rating_count', 0);
  return average !== null && average >= 1 && average <= 5 && count !== null && count >= 1 ? { average, count } : null;
}

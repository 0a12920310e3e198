import type { CatalogProduct } from '@vitrine/shop/loading';
import { plainText } from '../values/read-html.ts';
import { slugOf } from '../values/slug.ts';

/** Headings that the shop's descriptions have; the export set them into one line with the text around them. */
const heading =
  /(?<=[.!?)\d]) (Why you['’]ll (?:reach for|love) it|Fabric & care|Fit & sizing|Wear it with|Size(?= (?:US |Top |Bottom |Front )?(?:Bust|Waist|Length|Shoulder|Width)\b)) (?=[\p{Lu}\d])/gu;

/** The paragraphs of a description, each under its heading again. */
function inParagraphs(text: string): string {
  return text.replaceAll(heading, '\n\n$1: ');
}

/** The source's name in `(source, external id)`. */
export const source = 'livostyle';

/** The columns we read. */
export const columns = [
  'id',
  'handle',
  'title',
  'url',
  'product_type',
  'category_full_path',
  'tags',
  'description',
  'price_min_usd',
  'price_max_usd',
  'in_stock_any',
  'variant_count',
  'featured_image_url',
  'review_count',
  'review_rating',
  'created_at',
  'updated_at',
] as const;

/** What a row became: a product with what was odd about it, or why not. */
export type JudgedProduct =
  | {
      readonly ok: true;
      readonly handle: string;
      readonly product: CatalogProduct;
      readonly oddities: readonly Oddity[];
    }
  | { readonly ok: false; readonly field: string; readonly reason: string; readonly message: string };

/** A flaw that does not cost the product its place; counted and noted. */
export type Oddity = 'workflow-tag' | 'repeated-tag' | 'no-category' | 'no-rating';

const colors = [
  'black',
  'white',
  'pink',
  'blue',
  'gold',
  'silver',
  'beige',
  'brown',
  'gray',
  'grey',
  'green',
  'red',
  'purple',
  'yellow',
  'orange',
  'nude',
  'ivory',
  'navy',
  'khaki',
  'cream',
];

/** Cutting handles shorter makes some of them equal. */
const longestHandle = 200;

/** Tags that the source's staff left for themselves: kept, because they are in the source, and noted. */
const workflowTags = new Set(['issues']);
const shippingTag = /^ship from /i;

type Row = Readonly<Record<string, unknown>>;

function textOf(row: Row, field: string): string {
  const value = row[field];
  return value === null || value === undefined ? '' : String(value).replaceAll('\0', '').trim();
}

interface Fault {
  readonly field: string;
  readonly reason: string;
  readonly message: string;
}

function faultOf(row: Row): Fault | null {
  const missing = (field: string): Fault => ({ field, reason: 'missing', message: 'is missing or has no letters' });
  if (textOf(row, 'id') === '') return missing('id');
  if (slugOf(textOf(row, 'handle'), longestHandle) === '') return missing('handle');
  if (textOf(row, 'title') === '') return missing('title');
  if ((minorOf(row['price_min_usd']) ?? 0) <= 0) {
    const message = `${textOf(row, 'price_min_usd').slice(0, 40) || 'nothing'} is no price above zero`;
    return { field: 'price_min_usd', reason: 'bad-price', message };
  }
  const created = textOf(row, 'created_at');
  if (Number.isNaN(Date.parse(created))) {
    return { field: 'created_at', reason: 'bad-date', message: `"${created.slice(0, 40)}" is no time` };
  }
  return null;
}

/** Checks one row and makes it a product without pictures. */
export function judgeProduct(row: Row): JudgedProduct {
  const fault = faultOf(row);
  if (fault) return { ok: false, ...fault };
  const { tags, odd } = readTags(textOf(row, 'tags'));
  const rating = readRating(row['review_rating'], row['review_count']);
  const oddities: Oddity[] = [...odd];
  if (textOf(row, 'category_full_path') === '') oddities.push('no-category');
  if (!rating) oddities.push('no-rating');
  const handle = textOf(row, 'handle');
  return { ok: true, handle, product: productOf(row, tags, rating), oddities };
}

function productOf(row: Row, tags: readonly string[], rating: Rating | null): CatalogProduct {
  const id = textOf(row, 'id');
  const priceMinor = minorOf(row['price_min_usd']) ?? 0;
  const color = tags.map((tag) => tag.toLowerCase()).find((tag) => colors.includes(tag));
  const type = textOf(row, 'product_type');
  const shipping = tags.find((tag) => shippingTag.test(tag));
  return {
    source,
    externalId: id,
    slug: slugOf(textOf(row, 'handle'), longestHandle),
    name: textOf(row, 'title'),
    description: inParagraphs(plainText(textOf(row, 'description'))),
    categoryPath: readPath(textOf(row, 'category_full_path'), type),
    skus: [
      { sku: `LV-${id}`, options: {}, priceMinor, currency: 'USD', stock: row['in_stock_any'] === false ? 0 : 100 },
    ],
    ...(color ? { color: color.replace(/^./, (letter) => letter.toUpperCase()) } : {}),
    tags: tags.filter((tag) => !shippingTag.test(tag)),
    specs: [
      ...(type ? [{ name: 'Type', value: type }] : []),
      ...(shipping ? [{ name: 'Ships from', value: shipping.replace(shippingTag, '') }] : []),
    ],
    metadata: {
      url: textOf(row, 'url'),
      priceMaxMinor: minorOf(row['price_max_usd']) ?? priceMinor,
      variantCount: Number(row['variant_count'] ?? 0),
      pictureUrl: textOf(row, 'featured_image_url'),
      updatedAt: textOf(row, 'updated_at'),
    },
    firstAvailable: new Date(textOf(row, 'created_at')),
    images: [],
    // The counts of the source were seeded by its owner: shown as a rating from elsewhere, never as reviews of ours.
    ...(rating ? { externalRating: rating } : {}),
  };
}

interface Rating {
  readonly average: number;
  readonly count: number;
}

function minorOf(value: unknown): number | null {
  const minor = Math.round(Number(value ?? Number.NaN) * 100);
  return Number.isSafeInteger(minor) ? minor : null;
}

function readTags(text: string): { tags: string[]; odd: Oddity[] } {
  const odd = new Set<Oddity>();
  const tags = new Map<string, string>();
  for (const tag of text
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const key = tag.toLowerCase();
    if (workflowTags.has(key)) odd.add('workflow-tag');
    if (tags.has(key)) odd.add('repeated-tag');
    else tags.set(key, tag);
  }
  return { tags: [...tags.values()], odd: [...odd] };
}

function readPath(fullPath: string, productType: string): { slug: string; name: string }[] {
  const names = fullPath
    .split('>')
    .map((part) => part.trim())
    .filter((part) => slugOf(part) !== '');
  const path = names.length > 0 ? names : ['Apparel & Accessories', ...(slugOf(productType) ? [productType] : [])];
  const seen = new Set<string>();
  return path
    .map((name) => ({ slug: slugOf(name), name }))
    .filter((step) => !seen.has(step.slug) && seen.add(step.slug));
}

function readRating(average: unknown, count: unknown): Rating | null {
  const [mean, number] = [Number(average ?? Number.NaN), Number(count ?? Number.NaN)];
  return mean >= 1 && mean <= 5 && Number.isInteger(number) && number >= 1 ? { average: mean, count: number } : null;
}

import type { CatalogProduct, CatalogSku } from '@vitrine/shop/loading';
import { categoryPathOf } from '../values/category-path.ts';
import { plainLine, plainText } from '../values/read-html.ts';
import { slugOf } from '../values/slug.ts';
import { source } from './columns.ts';
import type { Draft, Variant } from './read-products.ts';

/** What every product of an import shares. */
export interface Composing {
  readonly currency: string;
  /** Exports carry no dates; one for all, so that importing again changes nothing. */
  readonly firstAvailable: Date;
  /** SKU codes that are taken, to keep a code that two products share for the first. */
  readonly codes: Set<string>;
}

/** Stock of what the shop did not count. */
const uncounted = 100;

/** The product of a draft that has variants. */
export function productOf(draft: Draft, composing: Composing): CatalogProduct {
  const { row } = draft;
  const name = plainLine(row.get('title'));
  const vendor = plainLine(row.get('vendor'), 80);
  const published = !['false', 'no', '0'].includes(row.get('published').toLowerCase());
  const status = row.get('status').toLowerCase() || 'active';
  const isGift = row.get('gift_card').toLowerCase() === 'true';
  const category = row.get('category') || row.get('google_shopping_google_product_category');
  const skus = draft.variants.map((variant) => skuOf(draft, variant, composing));
  return {
    source,
    externalId: draft.handle,
    slug: slugOf(draft.handle, 200) || slugOf(`product ${name}`, 200) || 'product',
    name,
    description: plainText(row.get('body_html')) || name,
    ...(slugOf(vendor) ? { brand: { slug: slugOf(vendor), name: vendor } } : {}),
    categoryPath: categoryPathOf(shelvesOf(category, row.get('type')), isGift ? 'Gift cards' : 'All products'),
    skus,
    ...colorOf(draft),
    tags: tagsOf(row.get('tags')),
    specs: specsOf(draft),
    metadata: {
      pictureUrls: draft.images.map(({ src }) => src).slice(0, 50),
      ...(isGift ? { giftCard: true } : {}),
      ...(row.get('seo_title') ? { seoTitle: plainLine(row.get('seo_title')) } : {}),
      ...(row.get('seo_description') ? { seoDescription: plainLine(row.get('seo_description'), 400) } : {}),
      barcodes: draft.variants.map(({ barcode }) => barcode).filter(Boolean),
    },
    firstAvailable: composing.firstAvailable,
    images: [],
    // A draft, an archived product and one that was never published keep their place but are not shown.
    archived: !published || status !== 'active',
  };
}

/** "Apparel & Accessories > Jewelry > Bracelets" is a path; a number is a code of somebody's tree. */
function shelvesOf(category: string, type: string): string[] {
  const path = /^\d+$/.test(category) ? [] : category.split('>').map((part) => part.trim());
  const filled = path.filter(Boolean);
  return filled.length > 0 ? filled.slice(0, 6) : [plainLine(type, 80)];
}

function tagsOf(written: string): string[] {
  const tags = new Map<string, string>();
  for (const tag of written.split(',').map((part) => part.trim())) {
    if (tag !== '' && tag.length <= 80 && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return [...tags.values()];
}

function namesOf(draft: Draft): string[] {
  const seen = new Set<string>();
  return draft.optionNames.map((written, index) => {
    const name = written || `Option ${index + 1}`;
    const own = seen.has(name.toLowerCase()) ? `${name} ${index + 1}` : name;
    seen.add(own.toLowerCase());
    return own;
  });
}

/** "Title: Default Title" is how the source says that there is nothing to choose. */
function optionsOf(draft: Draft, variant: Variant): Record<string, string> {
  const names = namesOf(draft);
  const pairs = variant.values.flatMap((value, index) => {
    const name = names[index];
    const nothing = value === '' || name === undefined || (name === 'Title' && value === 'Default Title');
    return nothing ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

function skuOf(draft: Draft, variant: Variant, { currency, codes }: Composing): CatalogSku {
  const made = [draft.handle, ...variant.values.filter((value) => value !== '' && value !== 'Default Title')];
  const ownCode = slugOf(made.join(' '), 120) || draft.handle;
  let code = variant.sku !== '' && !codes.has(variant.sku) ? variant.sku : ownCode;
  for (let number = 2; codes.has(code); number += 1) code = `${ownCode}-${number}`;
  codes.add(code);
  return {
    sku: code,
    options: optionsOf(draft, variant),
    priceMinor: variant.priceMinor,
    ...(variant.compareAtMinor === null ? {} : { compareAtMinor: variant.compareAtMinor }),
    currency,
    stock: variant.stock ?? uncounted,
  };
}

function colorOf(draft: Draft): { color?: string } {
  const at = draft.optionNames.findIndex((name) => /^(colou?r|farbe|couleur)$/i.test(name));
  const first = at < 0 ? '' : (draft.variants[0]?.values[at] ?? '');
  return first === '' ? {} : { color: first };
}

function specsOf(draft: Draft): { name: string; value: string }[] {
  const grams = draft.variants[0]?.grams ?? 0;
  const gender = draft.row.get('google_shopping_gender');
  const age = draft.row.get('google_shopping_age_group');
  return [
    ...(grams > 0 ? [{ name: 'Weight', value: `${grams.toLocaleString('en')} g` }] : []),
    ...(gender ? [{ name: 'For', value: plainLine(gender, 40) }] : []),
    ...(age ? [{ name: 'Age group', value: plainLine(age, 40) }] : []),
  ];
}

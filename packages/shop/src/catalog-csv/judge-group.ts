import { checkPatch } from '../catalog-editor/check-patch.ts';
import type { EditableProduct, ProductPatch, SkuDraft } from '../catalog-editor/index.ts';
import { fieldsOf, fieldsOfPatch, sameJson } from '../catalog-editor/product-fields.ts';
import type { ShopContext } from '../shop-context.ts';
import { localesOf, skuOf, splitList, splitPairs, type CsvLine } from './catalog-columns.ts';
import type { Group } from './csv-groups.ts';
import type { CsvLookups } from './csv-lookups.store.ts';

/** What a product's lines want, or what is wrong with one of them. */
export type Wish = {
  readonly patch: ProductPatch;
  readonly brand: string | null;
  readonly stocks: ReadonlyMap<string, number>;
  readonly archived?: boolean;
};
/** The wish, or the line that is wrong and why. */
export type Judged =
  | { readonly ok: true; readonly wish: Wish }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/** Reads what the lines of a product want. */
export function wishOf(
  context: ShopContext,
  group: Group,
  found: { lookups: CsvLookups; product: EditableProduct | null },
): Judged {
  const [first] = group.lines;
  const at = first?.record.line ?? 0;
  const refuse = (reason: string, line = at): Judged => ({ ok: false, line, reason });
  if (first === undefined || group.slug === '')
    return refuse('slug: write the address of the product, such as blue-kettle.');
  const { line } = first;
  const odd = group.lines.find((other) => other.line.name_en !== line.name_en || other.line.category !== line.category);
  if (odd !== undefined) return refuse('What is said of the product differs from its first line.', odd.record.line);
  if (line.status && !['active', 'archived'].includes(line.status)) return refuse('status: write active or archived.');
  const skus: SkuDraft[] = [];
  const stocks = new Map<string, number>();
  for (const one of group.lines) {
    const read = skuOf(one.line, context.currency);
    if ('fault' in read) return refuse(read.fault, one.record.line);
    const { stock, ...sku } = read.sku;
    const known = found.product?.skus.find(({ code }) => code === sku.code);
    if (stock !== undefined) stocks.set(sku.code, stock);
    skus.push(known === undefined ? { ...sku, ...(stock === undefined ? {} : { stock }) } : { ...sku, id: known.id });
  }
  const shelves = shelvesOf(line, found);
  if (typeof shelves === 'string') return refuse(shelves);
  const texts = textsOf(line, found.product);
  if (typeof texts === 'string') return refuse(texts);
  const patch: ProductPatch = {
    ...texts,
    ...shelves,
    slug: group.slug,
    skus,
    ...(line.color === undefined ? {} : { color: line.color || null }),
    ...(line.tags === undefined
      ? {}
      : { tags: splitList(line.tags).map((tag) => tag.toLowerCase().replaceAll(/\s+/g, '-')) }),
  };
  const [fault] = checkPatch(patch);
  if (fault !== undefined)
    return refuse(
      `${fault.path}: ${fault.message}`,
      group.lines[Number(/^skus\[(\d+)\]/.exec(fault.path)?.[1] ?? 0)]?.record.line,
    );
  const archived = line.status ? line.status === 'archived' : undefined;
  return {
    ok: true,
    wish: { patch, brand: line.brand?.trim() ?? null, stocks, ...(archived === undefined ? {} : { archived }) },
  };
}

function shelvesOf(
  line: CsvLine,
  { lookups, product }: { lookups: CsvLookups; product: EditableProduct | null },
): ProductPatch | string {
  const patch: {
    categoryId?: string;
    categoryIds?: string[];
    brandId?: string | null;
  } = {};
  const category = line.category?.trim();
  if (category) {
    const id = lookups.categories.get(category);
    if (id === undefined) return `category: there is no category ${category}. Make it first, or correct its slug.`;
    patch.categoryId = id;
  }
  if (line.categories !== undefined) {
    const slugs = splitList(line.categories);
    const missing = slugs.find((slug) => !lookups.categories.has(slug));
    if (missing !== undefined)
      return `categories: there is no category ${missing}. Make it first, or correct its slug.`;
    const home = patch.categoryId === undefined ? [] : [patch.categoryId];
    patch.categoryIds = [...new Set([...home, ...slugs.flatMap((slug) => lookups.categories.get(slug) ?? [])])];
  }
  if (line.brand !== undefined) {
    const name = line.brand.trim();
    // One that is not there yet is made when the file is taken in.
    const id = name === '' ? null : lookups.brands.get(name.toLowerCase());
    if (id !== undefined) patch.brandId = id;
  }
  const pictures = picturesOf(line, lookups, product);
  return typeof pictures === 'string' ? pictures : { ...patch, ...pictures };
}

/** The pictures in their order with what is said of them; an alt text that no cell names stays. */
function picturesOf(line: CsvLine, lookups: CsvLookups, product: EditableProduct | null): ProductPatch | string {
  const shown = product?.pictures ?? [];
  const urls = line.pictures === undefined ? shown.map(({ url }) => url) : [...new Set(splitList(line.pictures))];
  const ids = new Map([...lookups.media, ...shown.map(({ url, mediaId }) => [url, mediaId] as const)]);
  const missing = urls.find((url) => !ids.has(url));
  if (missing !== undefined) return `pictures: ${missing} is no picture of this shop. Upload it first.`;
  const alts = new Map(urls.map((url) => [url, { ...shown.find((one) => one.url === url)?.alts }]));
  for (const locale of localesOf(line)) {
    const pairs = splitPairs(line[`alts_${locale}`] ?? '');
    if (pairs === null) return `alts_${locale}: write them as /media/kettle.jpg=A kettle; /media/lid.jpg=Its lid.`;
    for (const [url, alt] of pairs) {
      const said = alts.get(url);
      if (said === undefined) return `alts_${locale}: ${url} is no picture of this product. Name it in pictures too.`;
      said[locale] = alt;
    }
  }
  const pictures = urls.flatMap((url) => {
    const mediaId = ids.get(url);
    return mediaId === undefined ? [] : [{ mediaId, alts: alts.get(url) ?? {} }];
  });
  const there = shown.map(({ mediaId, alts: said }) => ({ mediaId, alts: said }));
  return sameJson(pictures, there) ? {} : { pictures };
}

function textsOf(line: CsvLine, product: EditableProduct | null): ProductPatch | string {
  const texts: Record<string, { name: string; description: string } | null> = {};
  const specs: Record<string, { name: string; value: string }[]> = {};
  for (const locale of localesOf(line)) {
    const there = product?.texts[locale];
    const name = line[`name_${locale}`] ?? there?.name;
    const description = line[`description_${locale}`] ?? there?.description ?? '';
    if (name) texts[locale] = { name, description };
    else if (there !== undefined && product?.baseLocale !== locale) texts[locale] = null;
    else if (there !== undefined) return `name_${locale}: a product needs a name.`;
    const cell = line[`specs_${locale}`];
    if (cell === undefined) continue;
    const pairs = splitPairs(cell);
    if (pairs === null) return `specs_${locale}: write them as Volume=1 l; Weight=300 g.`;
    if (pairs.length > 0 || product?.specs[locale] !== undefined)
      specs[locale] = pairs.map(([name_, value]) => ({ name: name_, value }));
  }
  return { texts, specs };
}

/** Names of the fields a wish would change; null when the product is new. */
export function changesOf(wish: Wish, product: EditableProduct): string[] {
  const now = fieldsOf(product);
  const wanted = fieldsOfPatch(wish.patch);
  const changed = Object.keys(wanted).filter((name) => !sameJson(wanted[name], now[name]));
  if (wish.brand !== null && wish.brand !== '' && wish.patch.brandId === undefined) changed.push('brand (new)');
  if (wish.archived !== undefined && wish.archived !== product.archived) changed.push('status');
  for (const [code, stock] of wish.stocks) {
    const sku = product.skus.find((one) => one.code === code);
    if (sku !== undefined && sku.stock !== stock) changed.push(`stock of ${code}`);
  }
  return changed.map((name) =>
    name.replace(
      /^sku\.([0-9a-f-]{36})/,
      (_all, id: string) => product.skus.find((sku) => sku.id === id)?.code ?? 'sku',
    ),
  );
}

/** What a new product lacks. */
export function neededFault(context: ShopContext, patch: ProductPatch): string | null {
  if (!patch.texts?.[context.locale]) return `name_${context.locale}: a new product needs a name.`;
  if (patch.categoryId === undefined) return 'category: a new product needs a category.';
  return (patch.skus ?? []).some(({ priceMinor }) => priceMinor === undefined)
    ? 'price: a new SKU needs a price.'
    : null;
}

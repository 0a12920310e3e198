import { toMajorUnits, toMinorUnits } from '@vitrine/contracts';
import type { EditableProduct, EditableSku, ProductText, SkuDraft, Spec } from '../catalog-editor/index.ts';

/** The languages that always have columns; others have them where a product speaks them. */
export const csvLocales = ['en', 'de'] as const;

/** What a product says in each language: `name_de`, `alts_fr` … */
export const spokenColumns = ['name', 'description', 'specs', 'alts'] as const;
type SpokenColumn = (typeof spokenColumns)[number];
const plainColumns = ['slug', 'status', 'brand', 'category', 'categories', 'tags', 'color', 'pictures'] as const;
const skuColumns = ['sku', 'sku_status', 'options', 'price', 'compare_at', 'currency', 'stock'] as const;
export type CsvColumn = (typeof plainColumns)[number] | (typeof skuColumns)[number] | `${SpokenColumn}_${string}`;

/** The columns, one line a SKU; what belongs to the product is repeated on each of its lines. A column left out leaves what is there. */
export function columnsFor(locales: readonly string[]): CsvColumn[] {
  const [slug, status, ...further] = plainColumns;
  const spoken = spokenColumns.flatMap((name) => locales.map((locale) => `${name}_${locale}` as const));
  return [slug, status, ...spoken, ...further, ...skuColumns];
}

/** The columns that are always written. */
export const csvColumns: readonly CsvColumn[] = columnsFor(csvLocales);

/** The column a heading names, whatever its case (`name_DE-at` is Austrian German); null when there is none. */
export function columnOf(heading: string): CsvColumn | null {
  const name = heading.trim().toLowerCase();
  const spoken = /^(name|description|specs|alts)_([a-z]{2})(?:-([a-z]{2}))?$/.exec(name);
  if (spoken === null) return [...plainColumns, ...skuColumns].find((column) => column === name) ?? null;
  const [, column, language, region] = spoken;
  return `${column as SpokenColumn}_${language}${region === undefined ? '' : `-${region.toUpperCase()}`}`;
}

/** Whether a column is about the line's SKU rather than its product. */
export function isSkuColumn(column: CsvColumn): boolean {
  return skuColumns.some((one) => one === column);
}

/** The languages a line has columns for. */
export function localesOf(line: CsvLine): string[] {
  const names = Object.keys(line).flatMap((column) => /^(?:name|description|specs|alts)_(.+)$/.exec(column)?.[1] ?? []);
  return [...new Set(names)];
}

/** A line by column; a column that the file does not have is undefined. */
export type CsvLine = Readonly<Partial<Record<CsvColumn, string>>>;

/** Texts in one cell: `a; b; c`, with `\;` for a semicolon in a text. */
export function joinList(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(/[\\;=]/g, String.raw`\$&`)).join('; ');
}

/** The texts of such a cell, still escaped. */
function splitRaw(cell: string): string[] {
  return (cell.match(/(?:\\.|[^;\\])+/g) ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

const unescaped = (text: string) => text.replaceAll(/\\(.)/g, '$1');

/** The texts of such a cell. */
export function splitList(cell: string): string[] {
  return splitRaw(cell).map(unescaped);
}

function joinPairs(pairs: readonly (readonly [string, string])[]): string {
  const escape = (text: string) => text.replaceAll(/[\\;=]/g, String.raw`\$&`);
  return pairs.map(([name, value]) => `${escape(name)}=${escape(value)}`).join('; ');
}

/** Names and values of a cell such as `Size=M; Colour=Red`; null where a part has no `=`. */
export function splitPairs(cell: string): [string, string][] | null {
  const pairs = splitRaw(cell).map((part): [string, string] | null => {
    const found = /^((?:\\.|[^=\\])+)=([^]*)$/.exec(part);
    return found === null ? null : [unescaped(found[1] ?? '').trim(), unescaped(found[2] ?? '').trim()];
  });
  return pairs.includes(null) ? null : pairs.filter((pair) => pair !== null);
}

/** A price with the decimals of its currency. */
function priceText(minor: number | null, currency: string): string {
  if (minor === null) return '';
  const digits = String(toMinorUnits(1, currency)).length - 1;
  return toMajorUnits(minor, currency).toFixed(digits);
}

/** Minor units of a price such as `1299.95` or `1299,95`; null when it is none. */
export function parsePrice(cell: string, currency: string): number | null {
  const text = cell.trim().replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(text)) return null;
  const minor = toMinorUnits(Number(text), currency);
  // 12.345 EUR is a mistake, not 12.35.
  return Math.abs(Number(text) - toMajorUnits(minor, currency)) < 1e-9 ? minor : null;
}

/** The cells of a product by column: a line a SKU. */
export function cellsOf(product: EditableProduct, locales: readonly string[]): CsvLine[] {
  const text = (locale: string): ProductText => product.texts[locale] ?? { name: '', description: '' };
  const specs = (locale: string): readonly Spec[] => product.specs[locale] ?? [];
  const own: Record<string, string> = {
    slug: product.slug,
    status: product.archived ? 'archived' : 'active',
    brand: product.brand?.name ?? '',
    category: product.category.slug,
    categories: joinList(product.categories.filter(({ id }) => id !== product.category.id).map(({ slug }) => slug)),
    tags: joinList(product.tags),
    color: product.color ?? '',
    pictures: joinList(product.pictures.map(({ url }) => url)),
  };
  for (const locale of locales) {
    own[`name_${locale}`] = text(locale).name;
    own[`description_${locale}`] = text(locale).description;
    own[`specs_${locale}`] = joinPairs(specs(locale).map(({ name, value }) => [name, value] as const));
    const alts = product.pictures.flatMap(({ url, alts: said }) => {
      const alt = said[locale];
      return alt === undefined ? [] : [[url, alt] as const];
    });
    own[`alts_${locale}`] = joinPairs(alts);
  }
  return product.skus.map((sku) => ({ ...own, ...skuCells(sku, product.currency) }));
}

/** The lines of a product: one a SKU, with the languages in their order. */
export function linesOf(product: EditableProduct, locales: readonly string[]): string[][] {
  const columns = columnsFor(locales);
  return cellsOf(product, locales).map((line) => columns.map((column) => line[column] ?? ''));
}

function skuCells(sku: EditableSku, currency: string): Record<string, string> {
  return {
    sku: sku.code,
    sku_status: sku.archived ? 'archived' : 'active',
    options: joinPairs(Object.entries(sku.options)),
    price: priceText(sku.priceMinor, currency),
    compare_at: priceText(sku.compareAtMinor, currency),
    currency,
    stock: String(sku.stock),
  };
}

/** What a line says about its SKU, or what is wrong with it. */
export function skuOf(line: CsvLine, currency: string): { sku: SkuDraft & { stock?: number } } | { fault: string } {
  const code = line.sku?.trim() ?? '';
  if (code === '') return { fault: 'sku: write the code of the SKU.' };
  if (line.currency !== undefined && line.currency !== '' && line.currency !== currency)
    return { fault: `currency: this shop sells in ${currency}.` };
  const options = line.options === undefined ? undefined : splitPairs(line.options);
  if (options === null) return { fault: 'options: write them as Size=M; Colour=Red.' };
  const price = line.price === undefined || line.price === '' ? undefined : parsePrice(line.price, currency);
  if (price === null)
    return { fault: `price: write an amount in ${currency}, such as 12.50, without a thousands separator.` };
  const compareAt =
    line.compare_at === undefined
      ? undefined
      : line.compare_at === ''
        ? null
        : (parsePrice(line.compare_at, currency) ?? undefined);
  if (line.compare_at && compareAt === undefined)
    return { fault: 'compare_at: write an amount above the price, or nothing.' };
  if (line.stock !== undefined && line.stock !== '' && !/^\d{1,9}$/.test(line.stock.trim()))
    return { fault: 'stock: write a whole number of zero or more.' };
  if (line.sku_status && !['active', 'archived'].includes(line.sku_status))
    return { fault: 'sku_status: write active or archived.' };
  return {
    sku: {
      code,
      ...(options === undefined ? {} : { options: Object.fromEntries(options) }),
      ...(price === undefined ? {} : { priceMinor: price }),
      ...(compareAt === undefined ? {} : { compareAtMinor: compareAt }),
      ...(line.sku_status ? { archived: line.sku_status === 'archived' } : {}),
      ...(line.stock ? { stock: Number(line.stock) } : {}),
    },
  };
}

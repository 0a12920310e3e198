import type { BulkChange, BulkSelection, ProductFilter } from '@vitrine/shop/catalog-editor';
import { listOf, textOf } from './form-fields.ts';
import { readPrice } from './prices.ts';

/** What can be done to many products, by the name it has in the form. */
export const BULK_KINDS = [
  { value: 'price-percent', label: 'Price by per cent', asks: 'value' },
  { value: 'price-amount', label: 'Price by an amount', asks: 'value' },
  { value: 'stock-set', label: 'Stock set to', asks: 'value' },
  { value: 'stock-add', label: 'Stock by', asks: 'value' },
  { value: 'tags-add', label: 'Add tags', asks: 'value' },
  { value: 'tags-remove', label: 'Take tags away', asks: 'value' },
  { value: 'brand', label: 'Set the brand', asks: 'brandId' },
  { value: 'category', label: 'Set the home category', asks: 'categoryId' },
  { value: 'archive', label: 'Archive', asks: null },
  { value: 'restore', label: 'Restore', asks: null },
] as const;

/** The filter of the products table, from an address. */
export function filterOf(search: URLSearchParams): ProductFilter {
  const text = (name: string) => search.get(name)?.trim() || undefined;
  const id = (name: string) => (/^[0-9a-f-]{36}$/.test(text(name) ?? '') ? text(name) : undefined);
  const status = text('status');
  const stock = text('stock');
  return {
    search: text('q')?.slice(0, 200).replaceAll('\0', ''),
    status: status === 'archived' || status === 'all' ? status : 'active',
    stock: stock === 'out' || stock === 'low' ? stock : undefined,
    categoryId: id('category'),
    brandId: id('brand'),
  };
}

/** The products meant: those ticked, or all that the filter of the address lets through. */
export function selectionOf(form: FormData, search: URLSearchParams): BulkSelection {
  return textOf(form, 'scope') === 'filter' ? { filter: filterOf(search) } : { ids: listOf(form, 'id') };
}

/** The change a form asks for; null when it asks for none that we know. */
export function changeOf(form: FormData, currency: string): BulkChange | null {
  const value = textOf(form, 'value');
  const rounding = textOf(form, 'rounding');
  const price = {
    kind: 'price',
    rounding: rounding === 'whole' || rounding === '95' || rounding === '99' ? rounding : 'exact',
    keepOld: form.has('keepOld'),
  } as const;
  const number = value === '' ? Number.NaN : Number(value.replace(',', '.'));
  const tags = value.split(',').flatMap((tag) => tag.trim().toLowerCase().replaceAll(/\s+/g, '-') || []);
  switch (textOf(form, 'kind')) {
    case 'price-percent':
      return { ...price, percent: number };
    case 'price-amount':
      return { ...price, amountMinor: readPrice(value, currency) };
    case 'stock-set':
      return { kind: 'stock', set: number };
    case 'stock-add':
      return { kind: 'stock', add: number };
    case 'tags-add':
      return { kind: 'tags', add: tags, remove: [] };
    case 'tags-remove':
      return { kind: 'tags', add: [], remove: tags };
    case 'brand':
      return { kind: 'brand', brandId: textOf(form, 'brandId') || null };
    case 'category':
      return { kind: 'category', categoryId: textOf(form, 'categoryId') };
    case 'archive':
      return { kind: 'archived', archived: true };
    case 'restore':
      return { kind: 'archived', archived: false };
    default:
      return null;
  }
}

import { findUnstorable } from '@vitrine/contracts';
import type { EditFault, ProductDraft, ProductPatch, SkuDraft } from './editable-product.ts';

const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const localeForm = /^[a-z]{2}(-[A-Z]{2})?$/;
const color = String.raw`(?:#[0-9a-fA-F]{3,8}|(?:oklch|oklab|rgb|hsl)\([0-9.,%/ -]{3,60}\))`;
const tintForm = new RegExp(`^(?:${color}|light-dark\\(${color}, ?${color}\\))$`);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const longestName = 300;
const longestText = 20_000;
/** Far beyond any product, so that one request cannot write for minutes. */
const most = { skus: 500, tags: 100, specs: 200, pictures: 60, options: 10, shelves: 50 };

/** Whether a text can be an id of ours. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

/** Whether a text can stand in an address. */
export function isSlug(text: string): boolean {
  return text.length <= 200 && slugForm.test(text);
}

/** A slug from a name: `Kännchen 2` becomes `kaennchen-2`. Empty when nothing of the name can stand in an address. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 120)
    .replaceAll(/-+$/g, '');
}

/** Why a text cannot be kept; null when it can. */
export function textFault(text: string, longest: number, needed: boolean): string | null {
  const fault = findUnstorable(text);
  if (fault !== null) return `${fault.message}. Type it again.`;
  if (text.length > longest) return `Shorten it to ${longest} characters; it has ${text.length}.`;
  return needed && text.trim() === '' ? 'Write something here.' : null;
}

function money(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** What is wrong with a price; null when nothing is. */
export function priceFault(priceMinor: number, compareAtMinor: number | null): string | null {
  if (!money(priceMinor)) return 'Write a price of zero or more.';
  if (compareAtMinor === null || (money(compareAtMinor) && compareAtMinor > priceMinor)) return null;
  return 'The price before must be above the price; leave it empty for none.';
}

function* skuFaults(sku: SkuDraft, at: string): Iterable<EditFault> {
  const code = textFault(sku.code, 100, true);
  if (code !== null) yield { path: `${at}.code`, message: code };
  else if (sku.code !== sku.code.trim()) yield { path: `${at}.code`, message: 'Take away the spaces around the code.' };
  const options = Object.entries(sku.options ?? {});
  if (options.length > most.options) yield { path: `${at}.options`, message: `Give at most ${most.options} options.` };
  if (options.some(([name, value]) => textFault(name, 60, true) ?? textFault(value, 120, true)))
    yield { path: `${at}.options`, message: 'Every option needs a name and a value, such as Size: M.' };
  if (sku.id !== undefined && !isId(sku.id))
    yield { path: `${at}.id`, message: 'This SKU is not known. Load the page again.' };
  if (sku.id === undefined && sku.priceMinor === undefined)
    yield { path: `${at}.price`, message: 'A new SKU needs a price.' };
  if (sku.priceMinor !== undefined) {
    const fault = priceFault(sku.priceMinor, sku.compareAtMinor ?? null);
    if (fault !== null) yield { path: `${at}.price`, message: fault };
  }
  if (sku.stock !== undefined && !(Number.isInteger(sku.stock) && sku.stock >= 0 && sku.stock <= 1_000_000_000))
    yield { path: `${at}.stock`, message: 'Write a whole number of zero or more.' };
}

function* textFaults(patch: ProductPatch): Iterable<EditFault> {
  for (const [locale, text] of Object.entries(patch.texts ?? {})) {
    if (!localeForm.test(locale)) yield { path: `texts.${locale}`, message: 'A language looks like en or de-AT.' };
    if (text === null) continue;
    const name = textFault(text.name, longestName, true);
    if (name !== null) yield { path: `name.${locale}`, message: name };
    const description = textFault(text.description, longestText, false);
    if (description !== null) yield { path: `description.${locale}`, message: description };
  }
  for (const [locale, specs] of Object.entries(patch.specs ?? {})) {
    if (!localeForm.test(locale) || specs.length > most.specs)
      yield { path: `specs.${locale}`, message: `Give at most ${most.specs} lines in a language such as en.` };
    if (specs.some((spec) => textFault(spec.name, 120, true) ?? textFault(spec.value, 1_000, true)))
      yield { path: `specs.${locale}`, message: 'Every line needs a name and a value.' };
    if (new Set(specs.map((spec) => spec.name)).size !== specs.length)
      yield { path: `specs.${locale}`, message: 'A name stands there twice. Keep one of them.' };
  }
}

function* listFaults(patch: ProductPatch): Iterable<EditFault> {
  const ids = { brandId: patch.brandId ?? undefined, categoryId: patch.categoryId };
  for (const [path, id] of Object.entries(ids))
    if (id !== undefined && !isId(id)) yield { path, message: 'Choose one from the list.' };
  const lists = { categoryIds: patch.categoryIds, collectionIds: patch.collectionIds };
  for (const [path, list] of Object.entries(lists))
    if (list !== undefined && (list.length > most.shelves || !list.every(isId)))
      yield { path, message: `Choose at most ${most.shelves} from the list.` };
  const { tags, pictures } = patch;
  if (tags !== undefined && (tags.length > most.tags || tags.some((tag) => textFault(tag, 60, true) !== null)))
    yield { path: 'tags', message: `Give at most ${most.tags} tags of up to 60 characters.` };
  if (pictures === undefined) return;
  if (pictures.length > most.pictures || !pictures.every(({ mediaId }) => isId(mediaId)))
    yield { path: 'pictures', message: `Give at most ${most.pictures} pictures.` };
  if (new Set(pictures.map(({ mediaId }) => mediaId)).size !== pictures.length)
    yield { path: 'pictures', message: 'A picture stands there twice. Keep one of them.' };
  for (const [index, { alts = {} }] of pictures.entries())
    if (Object.entries(alts).some(([locale, alt]) => !localeForm.test(locale) || textFault(alt, 500, false)))
      yield { path: `pictures[${index}].alt`, message: 'Describe the picture in at most 500 characters.' };
}

/** Everything that is wrong with an edit, by field; empty when nothing is. What needs the database is checked later. */
export function checkPatch(patch: ProductPatch): EditFault[] {
  const faults: EditFault[] = [];
  if (patch.slug !== undefined && !isSlug(patch.slug))
    faults.push({ path: 'slug', message: 'Use lower-case letters, digits and single hyphens, such as blue-kettle.' });
  if (patch.tint && !tintForm.test(patch.tint))
    faults.push({ path: 'tint', message: 'Write a colour by numbers, such as #e8d5b0 or oklch(0.93 0.02 85).' });
  const colorFault = patch.color ? textFault(patch.color, 60, true) : null;
  if (colorFault !== null) faults.push({ path: 'color', message: colorFault });
  const year = patch.firstAvailable?.getUTCFullYear() ?? 2000;
  if (!(year >= 1900 && year <= 2200))
    faults.push({ path: 'firstAvailable', message: 'Write a date such as 2026-03-01.' });
  faults.push(...listFaults(patch), ...textFaults(patch));
  const skus = patch.skus ?? [];
  if (skus.length > most.skus) faults.push({ path: 'skus', message: `Give at most ${most.skus} SKUs.` });
  for (const [index, sku] of skus.entries()) faults.push(...skuFaults(sku, `skus[${index}]`));
  const codes = skus.map(({ code }) => code);
  if (new Set(codes).size !== codes.length)
    faults.push({ path: 'skus', message: 'A SKU code stands there twice. Change one of them.' });
  return faults;
}

/** What a new product needs besides. */
export function checkDraft(draft: ProductDraft, baseLocale: string): EditFault[] {
  const faults = checkPatch(draft);
  if (!draft.texts?.[baseLocale]) faults.push({ path: `name.${baseLocale}`, message: 'A product needs a name.' });
  if (draft.categoryId === undefined) faults.push({ path: 'categoryId', message: 'Choose the category it stands in.' });
  if ((draft.skus ?? []).length === 0) faults.push({ path: 'skus', message: 'A product needs at least one SKU.' });
  if ((draft.skus ?? []).some(({ id }) => id !== undefined))
    faults.push({ path: 'skus', message: 'SKUs of a new product are new: leave out their ids.' });
  return faults;
}

import type { EditableProduct, ProductDraft, ProductPatch, SkuDraft } from '@vitrine/shop/catalog-editor';
import { listOf, pairsOf, textOf } from './form-fields.ts';
import { readPrice } from './prices.ts';

/** The languages of the shop; the first is where a product begins. */
export const LOCALES = ['en', 'de'] as const;

/** How many empty lines there are for new SKUs. */
export const NEW_SKUS = 3;

function tagsOf(text: string): string[] {
  return text.split(',').flatMap((tag) => tag.trim().toLowerCase().replaceAll(/\s+/g, '-') || []);
}

function dateOf(text: string): Date | undefined {
  return text === '' ? undefined : new Date(`${text}T00:00:00Z`);
}

/** The tab “Facts”. */
export function factsOf(form: FormData, locale: string, before: EditableProduct | null): ProductPatch {
  const home = textOf(form, 'categoryId');
  const date = textOf(form, 'firstAvailable');
  // The moment a product came has a time of day, which a date does not show and must not lose.
  const sameDay = before !== null && before.firstAvailable.toISOString().slice(0, 10) === date;
  return {
    slug: textOf(form, 'slug') || undefined,
    brandId: textOf(form, 'brandId') || null,
    categoryId: home || undefined,
    categoryIds: [...new Set([home, ...listOf(form, 'categoryIds')].filter((id) => id !== ''))],
    collectionIds: listOf(form, 'collectionIds'),
    tags: tagsOf(textOf(form, 'tags')),
    color: textOf(form, 'color') || null,
    tint: textOf(form, 'tint') || null,
    firstAvailable: sameDay ? before.firstAvailable : dateOf(date),
    texts: { [locale]: { name: textOf(form, 'name'), description: textOf(form, 'description') } },
  };
}

function optionsOf(text: string): Record<string, string> {
  return Object.fromEntries(pairsOf(text.replaceAll(/[;,]/g, '\n')).map(({ name, value }) => [name, value]));
}

function skuOf(form: FormData, at: string, currency: string): SkuDraft {
  const price = textOf(form, `price.${at}`);
  const compareAt = textOf(form, `compareAt.${at}`);
  return {
    code: textOf(form, `code.${at}`),
    options: optionsOf(textOf(form, `options.${at}`)),
    ...(price === '' ? {} : { priceMinor: readPrice(price, currency) }),
    compareAtMinor: compareAt === '' ? null : readPrice(compareAt, currency),
    archived: form.has(`archived.${at}`),
  };
}

/** New SKUs: the lines with a code. */
function newSkusOf(form: FormData, currency: string): SkuDraft[] {
  return Array.from({ length: NEW_SKUS }, (_, index) => `new-${index}`)
    .filter((at) => textOf(form, `code.${at}`) !== '')
    .map((at) => {
      const stock = textOf(form, `stock.${at}`);
      return { ...skuOf(form, at, currency), stock: stock === '' ? 0 : Number(stock) };
    });
}

/** The tab “SKUs and prices”. */
export function skusOf(form: FormData, currency: string): ProductPatch {
  const known = listOf(form, 'skuId').map((id) => ({ id, ...skuOf(form, id, currency) }));
  return { skus: [...known, ...newSkusOf(form, currency)] };
}

/** The tab “Translations”: a language without a name has none. */
export function translationsOf(form: FormData, baseLocale: string): ProductPatch {
  const texts: Record<string, { name: string; description: string } | null> = {};
  for (const locale of LOCALES.filter((one) => one !== baseLocale)) {
    const [name, description] = [textOf(form, `name.${locale}`), textOf(form, `description.${locale}`)];
    texts[locale] = name === '' && description === '' ? null : { name, description };
  }
  return { texts };
}

/** The tab “Specifications”. */
export function specsOf(form: FormData, before: EditableProduct): ProductPatch {
  const lines = LOCALES.map((locale) => [locale, pairsOf(textOf(form, `specs.${locale}`))] as const);
  return { specs: Object.fromEntries(lines.filter(([locale, pairs]) => pairs.length > 0 || before.specs[locale])) };
}

/** The tab “Pictures”: their order by the numbers beside them, their words, and none of those taken away. */
export function picturesOf(form: FormData, before: EditableProduct): ProductPatch {
  const there = new Map(before.pictures.map(({ mediaId, alts }) => [mediaId, alts]));
  // An empty text in one language would hide the text of the other.
  const altsOf = (mediaId: string) =>
    LOCALES.map((locale) => [locale, textOf(form, `alt.${locale}.${mediaId}`)] as const).filter(
      ([locale, alt]) => alt !== '' || there.get(mediaId)?.[locale] !== undefined,
    );
  const pictures = listOf(form, 'mediaId')
    .filter((mediaId) => !form.has(`remove.${mediaId}`))
    .map((mediaId, index) => ({ mediaId, at: Number(textOf(form, `position.${mediaId}`)) || index + 1, index }))
    .toSorted((left, right) => left.at - right.at || left.index - right.index)
    .map(({ mediaId }) => ({
      mediaId,
      alts: Object.fromEntries(altsOf(mediaId)),
    }));
  return { pictures };
}

/** A new product: its facts and its first SKUs. */
export function draftOf(form: FormData, currency: string): ProductDraft {
  return { ...factsOf(form, LOCALES[0], null), skus: newSkusOf(form, currency), archived: form.has('archived') };
}

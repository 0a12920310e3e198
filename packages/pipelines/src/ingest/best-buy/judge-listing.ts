import type { JsonItem } from '../reading/read-json-items.ts';
import { plainLine } from '../values/read-html.ts';
import { minorUnits } from '../values/read-money.ts';
import { fault, idOf, listOf, textOf, type Judged, type ProductFacts } from '../reviews/facts.ts';
import { slugOf } from '../values/slug.ts';

/** The source's name in `(source, external id)`. */
export const source = 'best-buy';

export const currency = 'USD';

/** A product and what only this source says. */
export interface Listing extends ProductFacts {
  /** The price before a sale, above the price. */
  readonly compareAtMinor: number | null;
  readonly more: Readonly<Record<string, unknown>>;
}

type Item = JsonItem['value'];

/** Reads a product of either layout: the showcase's (categories as texts) or the open data set's (as objects). */
export function judgeListing(item: Item): Judged<Listing> {
  const name = plainLine(textOf(item['name']));
  if (name === '') return fault('name', 'missing', 'is missing');
  const picture = listOf(item['image'] ?? item['largeFrontImage'])[0] ?? '';
  const priceMinor = positive(item['salePrice'] ?? item['price'] ?? item['regularPrice']);
  const written = item['salePrice'] ?? item['price'] ?? item['regularPrice'];
  if (priceMinor === null && written !== undefined && written !== null && written !== '' && Number(written) !== 0) {
    return fault('price', 'bad-price', `${JSON.stringify(written).slice(0, 40)} is no price`);
  }
  const regular = positive(item['regularPrice']);
  return {
    ok: true,
    facts: {
      id: numberOf(item, { picture, name }),
      name,
      description: textOf(item['description'] ?? item['longDescription'] ?? item['shortDescription']),
      brand: plainLine(textOf(item['brand'] ?? item['manufacturer']), 80),
      categories: namesOf(item['categories'] ?? item['category'] ?? item['categoryPath']),
      priceMinor,
      compareAtMinor: regular !== null && priceMinor !== null && regular > priceMinor ? regular : null,
      pictures: /^https?:/.test(picture) ? [picture] : [],
      specs: specsOf(item),
      since: dateOf(item['startDate']),
      rating: ratingOf(item),
      more: moreOf(item),
    },
  };
}

function positive(value: unknown): number | null {
  const minor = minorUnits(value, currency);
  return minor !== null && minor > 0 ? minor : null;
}

/** Its number in the catalog: told, or the one in the name of its picture ("4984700_sb.jpg"); else made of its name. */
function numberOf(item: Item, { picture, name }: { picture: string; name: string }): string {
  const told = idOf(item['sku'] ?? item['objectID'] ?? item['id']);
  const pictured = /\/(\d{5,9})_?[a-z]*\.\w+$/.exec(picture)?.[1];
  return told || pictured || slugOf(`${name} ${textOf(item['brand'])}`, 90);
}

function namesOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .map((one: unknown) => (typeof one === 'object' && one !== null ? Reflect.get(one, 'name') : one))
    .map((one) => plainLine(textOf(one), 80))
    .filter(Boolean);
}

function specsOf(item: Item): { name: string; value: string }[] {
  const facts = [
    ['Model', item['model'] ?? item['modelNumber']],
    ['Colour', item['color']],
    ['Type', item['type']],
    ['UPC', item['upc']],
  ] as const;
  return facts
    .map(([name, value]) => ({ name, value: plainLine(textOf(value), 100) }))
    .filter(({ value }) => value !== '');
}

function dateOf(value: unknown): Date | null {
  const at = new Date(
    /^\d{4}-\d{2}-\d{2}/.test(textOf(value)) ? `${textOf(value).slice(0, 10)}T00:00:00Z` : Number.NaN,
  );
  return Number.isFinite(at.getTime()) ? at : null;
}

function ratingOf(item: Item): { average: number; count: number } | null {
  const [average, count] = [Number(item['customerReviewAverage']), Number(item['customerReviewCount'])];
  return average >= 1 && average <= 5 && Number.isInteger(count) && count >= 1 ? { average, count } : null;
}

function moreOf(item: Item): Record<string, unknown> {
  const { popularity, url } = item;
  return {
    ...(typeof popularity === 'number' ? { popularity } : {}),
    ...(typeof url === 'string' && /^https?:/.test(url) ? { url: textOf(url) } : {}),
  };
}

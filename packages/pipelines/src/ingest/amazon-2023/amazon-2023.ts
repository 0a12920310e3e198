import type { ImportFormat } from '../import-run.ts';
import type { JsonItem } from '../reading/read-json-items.ts';
import { minorUnits } from '../values/read-money.ts';
import {
  fault,
  idOf,
  judgeReview,
  listOf,
  textOf,
  type Judged,
  type ProductFacts,
  type ReviewFacts,
  type ReviewLayout,
} from '../reviews/facts.ts';
import { importReviews } from '../reviews/import-reviews.ts';
import { brandOf, dateOf, specsOf } from '../reviews/product-page.ts';

type Item = JsonItem['value'];

const currency = 'USD';

/**
 * Reviews and products as published in 2023. Variants of a product share a parent_asin, which is the product here. Files of
 * people's histories (`user_id`, `history` of reviews that each carry their product) are read as well.
 */
const layout: ReviewLayout = {
  source: 'amazon-2023',
  currency,
  parse: JSON.parse,
  expects: 'user_id, parent_asin and rating (reviews) or parent_asin and title (meta)',
  roleOf(item) {
    if (Array.isArray(item['history'])) return 'both';
    if ('user_id' in item && 'rating' in item && ('parent_asin' in item || 'asin' in item)) return 'reviews';
    return 'parent_asin' in item ? 'products' : null;
  },
  reviewsOf: (item) => entriesOf(item).map((entry) => reviewOf(entry)),
  productsOf: (item) => ('history' in item ? entriesOf(item).map(productOfEntry) : [productOf(item)]),
};

/** The reviews in an item: itself, or those of a history, the one held out for a test among them. */
function entriesOf(item: Item): Item[] {
  if (!Array.isArray(item['history'])) return [item];
  return [...item['history'], item['heldout']]
    .filter((entry): entry is Item => typeof entry === 'object' && entry !== null)
    .map((entry) => ({ ...entry, user_id: item['user_id'] }));
}

function reviewOf(item: Item): Judged<ReviewFacts> {
  return judgeReview({
    product: item['parent_asin'] ?? item['asin'],
    customer: item['user_id'],
    rating: item['rating'],
    atMs: Number(item['timestamp'] ?? item['timestamp_ms'] ?? item['sort_timestamp'] ?? Number.NaN),
    title: item['title'] ?? item['review_title'],
    body: item['text'] ?? item['review_full'] ?? item['review_excerpt'],
    verified: item['verified_purchase'],
    fields: { product: 'parent_asin', customer: 'user_id', rating: 'rating', at: 'timestamp' },
  });
}

function productOfEntry(entry: Item): Judged<ProductFacts> {
  const product = typeof entry['product'] === 'object' && entry['product'] !== null ? entry['product'] : {};
  return productOf({ ...product, parent_asin: entry['parent_asin'] });
}

function productOf(item: Item): Judged<ProductFacts> {
  const id = idOf(item['parent_asin'] ?? item['asin']);
  if (id === '') return fault('parent_asin', 'missing', 'is missing or no id');
  const details = detailsOf(item['details']);
  const priceMinor = minorUnits(item['price'], currency);
  const categories = listOf(item['categories']);
  const features = listOf(item['features']).map((feature) => `<li>${feature}</li>`);
  const description = [...listOf(item['description']), features.length > 0 ? `<ul>${features.join('')}</ul>` : ''];
  return {
    ok: true,
    facts: {
      id,
      name: textOf(item['title']),
      description: description.filter(Boolean).join('\n\n'),
      brand: brandOf(details['Brand'] ?? item['store'] ?? item['brand']),
      categories: categories.length > 0 ? categories : listOf(item['main_category']),
      priceMinor: priceMinor !== null && priceMinor > 0 ? priceMinor : null,
      pictures: picturesOf(item['images']),
      specs: specsOf(details),
      since: dateOf(details['Date First Available']),
      rating: ratingOf(item),
    },
  };
}

/** Details come as an object or, in some releases, as its JSON. */
function detailsOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  if (typeof value !== 'string' || !value.startsWith('{')) return {};
  try {
    return JSON.parse(value) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** A list of pictures by size, or one list for each size. */
function picturesOf(value: unknown): string[] {
  const sizes = ['hi_res', 'large', 'thumb'];
  const best = (one: object) => sizes.map((size) => Reflect.get(one, size)).find((url) => listOf(url).length > 0);
  const all = Array.isArray(value) ? value : [value];
  return all
    .filter((one): one is object => typeof one === 'object' && one !== null)
    .flatMap((one) => listOf(best(one)))
    .filter((url) => /^https?:/.test(url));
}

function ratingOf(item: Item): { average: number; count: number } | null {
  const [average, count] = [Number(item['average_rating']), Number(item['rating_number'])];
  return average >= 1 && average <= 5 && Number.isInteger(count) && count >= 1 ? { average, count } : null;
}

export const amazon2023: ImportFormat = {
  name: layout.source,
  describe:
    'Amazon reviews of 2023: reviews *.jsonl(.gz), products meta_*.jsonl(.gz), ratings *.csv, or user histories.',
  run: (run) => importReviews(run, layout),
};

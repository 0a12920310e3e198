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
import { readJsonOrPython } from '../reviews/read-python.ts';

type Item = JsonItem['value'];

const currency = 'USD';

/** Reviews and products of the years up to 2018, and the older layout of 2014. */
const layout: ReviewLayout = {
  source: 'amazon-2018',
  currency,
  parse: readJsonOrPython,
  expects: 'reviewerID, asin and overall (reviews) or asin and title (meta)',
  roleOf(item) {
    if ('reviewerID' in item && 'overall' in item) return 'reviews';
    return 'asin' in item && !('parent_asin' in item) ? 'products' : null;
  },
  reviewsOf: (item) => [reviewOf(item)],
  productsOf: (item) => [productOf(item)],
};

function reviewOf(item: Item): Judged<ReviewFacts> {
  return judgeReview({
    product: item['asin'],
    customer: item['reviewerID'],
    rating: item['overall'],
    atMs: timeOf(item),
    title: item['summary'],
    body: item['reviewText'],
    verified: item['verified'],
    fields: { product: 'asin', customer: 'reviewerID', rating: 'overall', at: 'unixReviewTime' },
  });
}

/** Seconds of the day in UTC; where they are missing, "06 17, 2018". */
function timeOf(item: Item): number {
  const seconds = Number(item['unixReviewTime'] ?? Number.NaN);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const [, month = '', day = '', year = ''] = /^(\d{1,2}) (\d{1,2}), (\d{4})$/.exec(textOf(item['reviewTime'])) ?? [];
  return year === '' ? Number.NaN : Date.UTC(Number(year), Number(month) - 1, Number(day));
}

function productOf(item: Item): Judged<ProductFacts> {
  const id = idOf(item['asin']);
  if (id === '') return fault('asin', 'missing', 'is missing or no id');
  const priceMinor = minorUnits(item['price'], currency);
  return {
    ok: true,
    facts: {
      id,
      name: titleOf(item['title']),
      description: [...listOf(item['description']), bullets(listOf(item['feature']))].filter(Boolean).join('\n\n'),
      brand: brandOf(item['brand']),
      categories: categoriesOf(item),
      priceMinor: priceMinor !== null && priceMinor > 0 ? priceMinor : null,
      pictures: listOf(item['imageURLHighRes'] ?? item['image'] ?? item['imUrl']).filter((url) => /^https?:/.test(url)),
      specs: specsOf(item['details']),
      since: dateOf(item['date']),
      rating: null,
    },
  };
}

/** Some titles are the code of a page. */
function titleOf(value: unknown): string {
  const title = textOf(value);
  return /function\s*\(|var \w+\s*=|getTime\(\)/.test(title) ? '' : title;
}

function bullets(features: readonly string[]): string {
  return features.length === 0 ? '' : `<ul>${features.map((feature) => `<li>${feature}</li>`).join('')}</ul>`;
}

/** 2018 has one path, 2014 a list of them: the longest says most. */
function categoriesOf(item: Item): string[] {
  const paths = Array.isArray(item['categories']) ? item['categories'].map(listOf) : [listOf(item['category'])];
  const longest = paths.toSorted((left, right) => right.length - left.length)[0] ?? [];
  return longest.length > 0 ? longest : listOf(item['main_cat']);
}

export const amazon2018: ImportFormat = {
  name: layout.source,
  describe: 'Amazon reviews up to 2018 (and 2014): reviews *_5.json(.gz), products meta_*.json(.gz), or ratings *.csv.',
  run: (run) => importReviews(run, layout),
};

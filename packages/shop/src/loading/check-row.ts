import { findUnstorable } from '@vitrine/contracts';
import type { CatalogProduct, CatalogSku, ShopCustomer, ShopOrder, ShopReview } from './catalog-batch.ts';

/** What is wrong with a row: the field and the reason, or null when nothing is. */
export type RowFault = { readonly field: string; readonly reason: string } | null;

const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const currencyForm = /^[A-Z]{3}$/;
const countryForm = /^[A-Z]{2}$/;
const emailForm = /^[^@\s]+@[^@\s]+$/;
const colorForm = String.raw`(?:#[0-9a-fA-F]{3,8}|(?:oklch|oklab|rgb|hsl)\([0-9.,%/ -]{3,60}\))`;
const tintForm = new RegExp(`^(?:${colorForm}|light-dark\\(${colorForm}, ?${colorForm}\\))$`);
const localeForm = /^[a-z]{2}(-[A-Z]{2})?$/;
const addressForm = /^(\/(?!\/)|https?:\/\/)\S+$/;

type Rule = readonly [field: string, holds: boolean, reason: string];

function firstFault(rules: readonly Rule[]): RowFault {
  const broken = rules.find(([, holds]) => !holds);
  return broken === undefined ? null : { field: broken[0], reason: broken[2] };
}

function clean(value: unknown): boolean {
  return typeof value === 'string' && findUnstorable(value) === null;
}

function filled(value: unknown): boolean {
  return clean(value) && String(value).trim() !== '';
}

function absent(value: unknown): boolean {
  return value === undefined || value === null;
}

function money(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function count(value: unknown, min: number): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= 2_147_483_647;
}

function moment(value: unknown): boolean {
  return value instanceof Date && Number.isFinite(value.getTime());
}

function identity(row: { source: string; externalId: string }): Rule[] {
  return [
    ['source', filled(row.source), 'must be a non-empty text'],
    ['externalId', filled(row.externalId), 'must be a non-empty text'],
  ];
}

function skuRules(sku: CatalogSku, index: number): Rule[] {
  const at = (field: string) => `skus[${index}].${field}`;
  return [
    [at('sku'), filled(sku.sku) && sku.sku === sku.sku.trim(), 'must be a non-empty code without spaces around it'],
    [at('priceMinor'), money(sku.priceMinor), 'must be a whole number of minor units, not negative'],
    [
      at('compareAtMinor'),
      absent(sku.compareAtMinor) || (money(sku.compareAtMinor) && Number(sku.compareAtMinor) > sku.priceMinor),
      'must be a whole number above priceMinor',
    ],
    [at('currency'), currencyForm.test(sku.currency), 'must be an ISO 4217 code such as EUR'],
    [at('stock'), count(sku.stock, 0), 'must be a whole number, not negative'],
    [
      at('options'),
      Object.entries(sku.options).every(([name, value]) => filled(name) && filled(value)),
      'names and values must be non-empty texts',
    ],
  ];
}

function unique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function imageHolds(image: CatalogProduct['images'][number]): boolean {
  return (
    clean(image.alt) &&
    addressForm.test(image.url) &&
    clean(image.url) &&
    count(image.width, 1) &&
    count(image.height, 1) &&
    ['drawing', 'photo'].includes(image.kind)
  );
}

function translationRules(product: CatalogProduct): Rule[] {
  return Object.entries(product.translations ?? {}).flatMap(([locale, text]): Rule[] => {
    const at = `translations.${locale}`;
    const shelves = text.categoryNames ?? product.categoryPath.map(({ name }) => name);
    return [
      [at, localeForm.test(locale), 'must be named by a locale such as de or de-AT'],
      [`${at}.name`, filled(text.name), 'must be a non-empty text'],
      [`${at}.description`, clean(text.description), 'must be a text'],
      [
        `${at}.specs`,
        text.specs.every((spec) => filled(spec.name) && filled(spec.value)) &&
          unique(text.specs.map((spec) => spec.name)),
        'every spec needs a name of its own and a value',
      ],
      [
        `${at}.categoryNames`,
        shelves.length === product.categoryPath.length && shelves.every(filled),
        'must name every category of the path',
      ],
      [`${at}.imageAlts`, (text.imageAlts ?? []).every(clean), 'must be texts'],
    ];
  });
}

/** The rules of the schema, said about one product in the words of its record. */
export function checkProduct(product: CatalogProduct): RowFault {
  return firstFault([
    ...identity(product),
    ['slug', slugForm.test(product.slug), 'must be lower-case letters, digits and single hyphens'],
    ['name', filled(product.name), 'must be a non-empty text'],
    ['description', clean(product.description), 'must be a text'],
    [
      'brand',
      product.brand === undefined || (slugForm.test(product.brand.slug) && filled(product.brand.name)),
      'needs a slug and a name',
    ],
    ['categoryPath', product.categoryPath.length > 0, 'needs at least one category'],
    [
      'categoryPath',
      product.categoryPath.every((step) => slugForm.test(step.slug) && filled(step.name)),
      'every category needs a slug and a name',
    ],
    ['categoryPath', unique(product.categoryPath.map((step) => step.slug)), 'names a category twice'],
    ['skus', product.skus.length > 0, 'needs at least one SKU'],
    ['skus', unique(product.skus.map((sku) => sku.sku)), 'names a SKU twice'],
    ...product.skus.flatMap(skuRules),
    ['color', absent(product.color) || filled(product.color), 'must be a non-empty text when given'],
    ['tags', product.tags.every((tag) => filled(tag)), 'every tag must be a non-empty text'],
    [
      'specs',
      product.specs.every((spec) => filled(spec.name) && filled(spec.value)),
      'every spec needs a name and a value',
    ],
    ['specs', unique(product.specs.map((spec) => spec.name)), 'names a spec twice'],
    [
      'metadata',
      findUnstorable(product.metadata) === null,
      'must be JSON without NUL characters or halves of surrogate pairs',
    ],
    ['firstAvailable', moment(product.firstAvailable), 'must be a date'],
    [
      'images',
      product.images.every(imageHolds),
      'every image needs a url (https or starting with one slash), an alt text, a size and a kind',
    ],
    ['images', unique(product.images.map((image) => image.url)), 'names a picture twice'],
    [
      'tint',
      absent(product.tint) || tintForm.test(String(product.tint)),
      'must be a CSS colour by numbers, such as #e8d5b0 or oklch(0.93 0.02 85), or light-dark() of two',
    ],
    ...(product.externalRating === undefined ? [] : ratingRules(product.externalRating)),
    ...translationRules(product),
  ]);
}

function ratingRules(rating: { average: number; count: number }): Rule[] {
  return [
    ['externalRating.average', rating.average >= 1 && rating.average <= 5, 'must be between 1 and 5'],
    ['externalRating.count', count(rating.count, 1), 'must be a whole number of at least 1'],
  ];
}

/** The rules of the schema, said about one customer. */
export function checkCustomer(customer: ShopCustomer): RowFault {
  const texts = [customer.firstName, customer.lastName, customer.loyaltyTier];
  return firstFault([
    ...identity(customer),
    [
      'email',
      absent(customer.email) ||
        (emailForm.test(String(customer.email)) && clean(customer.email) && String(customer.email).length <= 320),
      'must be an e-mail address',
    ],
    ['firstName', texts.every((text) => absent(text) || clean(text)), 'names must be texts'],
    ['joinedAt', moment(customer.joinedAt), 'must be a date'],
    ['locale', absent(customer.locale) || localeForm.test(String(customer.locale)), 'must look like en or en-GB'],
    [
      'country',
      absent(customer.country) || countryForm.test(String(customer.country)),
      'must be an ISO 3166 code such as DE',
    ],
    [
      'birthYear',
      absent(customer.birthYear) || (count(customer.birthYear, 1900) && Number(customer.birthYear) <= 2100),
      'must be a year between 1900 and 2100',
    ],
    [
      'age',
      absent(customer.age) || (Number(customer.age) >= 0 && Number(customer.age) <= 120),
      'must be between 0 and 120',
    ],
    [
      'gender',
      absent(customer.gender) || ['female', 'male', 'other'].includes(String(customer.gender)),
      'must be female, male or other',
    ],
    [
      'addresses',
      (customer.addresses ?? []).every(
        (place) =>
          filled(place.recipient) &&
          filled(place.line1) &&
          clean(place.postalCode) &&
          filled(place.city) &&
          countryForm.test(place.country),
      ),
      'every address needs recipient, line1, postalCode, city and an ISO country',
    ],
  ]);
}

const statuses = ['pending', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'refunded'];

/** The rules of the schema, said about one past order. */
export function checkOrder(order: ShopOrder): RowFault {
  const sum = order.lines.reduce((total, line) => total + line.unitPriceMinor * line.quantity, 0);
  return firstFault([
    ...identity(order),
    [
      'customerExternalId',
      order.customerExternalId === null || filled(order.customerExternalId),
      'must be a text, or null for a guest',
    ],
    ['placedAt', moment(order.placedAt), 'must be a date'],
    ['currency', currencyForm.test(order.currency), 'must be an ISO 4217 code such as EUR'],
    ['status', statuses.includes(order.status), `must be one of ${statuses.join(', ')}`],
    ['lines', order.lines.length > 0, 'needs at least one line'],
    ...order.lines.flatMap((line, index): Rule[] => [
      [`lines[${index}].sku`, filled(line.sku), 'must be a SKU code'],
      [`lines[${index}].quantity`, count(line.quantity, 1), 'must be a whole number of at least 1'],
      [
        `lines[${index}].unitPriceMinor`,
        money(line.unitPriceMinor),
        'must be a whole number of minor units, not negative',
      ],
    ]),
    ['lines', Number.isSafeInteger(sum), 'add up to more money than can be counted exactly'],
    [
      'deliveryMinor',
      absent(order.deliveryMinor) || money(order.deliveryMinor),
      'must be a whole number of minor units',
    ],
    [
      'payments',
      (order.payments ?? []).every((one) => filled(one.provider) && filled(one.reference) && money(one.amountMinor)),
      'every payment needs a provider, a reference and a whole amount, not negative',
    ],
  ]);
}

/** The rules of the schema, said about one past review. */
export function checkReview(review: ShopReview): RowFault {
  return firstFault([
    ...identity(review),
    ['rating', count(review.rating, 1) && review.rating <= 5, 'must be 1, 2, 3, 4 or 5'],
    ['title', clean(review.title), 'must be a text'],
    ['body', clean(review.body), 'must be a text'],
    ['createdAt', moment(review.createdAt), 'must be a date'],
    ['locale', absent(review.locale) || localeForm.test(String(review.locale)), 'must look like en or en-GB'],
  ]);
}

import { createHash } from 'node:crypto';
import type { CatalogProduct, ShopCustomer, ShopOrder, ShopReview } from '@vitrine/shop/loading';
import type { EventInput } from '@vitrine/recsys';
import { guessLanguage } from '../values/guess-language.ts';
import { meaningOf, type EventMeaning } from './event-words.ts';
import { judgeProductRow } from './judge-product-row.ts';
import { digitsOf } from './read-value.ts';
import { currencyOf, type RowGround } from './row-ground.ts';
import type { RowReader } from './row-reader.ts';

/** A line of an order with what its order needs. */
export interface OrderRow {
  readonly source: string;
  readonly order: string;
  readonly customer: string | null;
  readonly customerSource: string;
  readonly placedAt: Date;
  readonly currency: string;
  readonly status: ShopOrder['status'];
  readonly country: string | null;
  readonly name: string | null;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** An event and whose numbers it uses. */
export interface EventRow {
  readonly event: EventInput;
  readonly userSource: string;
  readonly itemSource: string;
}

/** An id made of what it stands for: the same content again has the same id, whoever imports it. */
export function contentId(source: string, ...parts: readonly unknown[]): string {
  return `${source}:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 24)}`;
}

function judgeEvent(row: RowReader, ground: RowGround): EventRow {
  const userId = row.neededId('user_id');
  const itemId = row.id('item_id');
  const ts = row.neededTime('ts');
  const { type, kind } = typeOf(row, ground);
  const value = row.number('value') ?? row.count('quantity', 1) ?? 1;
  const meta = eventMeta(row, ground);
  if (kind !== undefined) meta['kind'] ??= kind;
  const sourceEventId =
    row.id('source_event_id') ?? contentId(ground.source, userId, itemId, ts.getTime(), type, value, meta);
  return {
    event: { userId, itemId, type, value, ts, sourceEventId, meta },
    userSource: row.text('user_source') ?? ground.source,
    itemSource: row.text('item_source') ?? ground.source,
  };
}

function typeOf(row: RowReader, { map, strangeTypes }: RowGround): EventMeaning {
  const word = row.text('type');
  if (word === null) return { type: 0 };
  const meaning = meaningOf(map.types[word] ?? word);
  if (meaning !== null) return meaning;
  strangeTypes.set(word, (strangeTypes.get(word) ?? 0) + 1);
  return { type: 4 };
}

function eventMeta(row: RowReader, ground: RowGround): Record<string, unknown> {
  const meta: Record<string, unknown> = { ...row.object('meta') };
  const put = (name: string, value: unknown) => {
    if (value !== null && value !== undefined) meta[name] = value;
  };
  put('session_id', row.id('session_id'));
  put('order_id', row.id('order_id'));
  put('surface', row.text('surface') ?? (row.has('meta') ? null : 'import'));
  put('sku', row.id('sku'));
  put('qty', row.count('quantity', 1));
  if (row.has('price')) {
    const currency = currencyOf(row, ground);
    const minor = row.money('price', currency);
    if (minor !== null) Object.assign(meta, { unit_price: minor / 10 ** (digitsOf(currency) ?? 2), currency });
  } else if (row.has('currency')) put('currency', currencyOf(row, ground));
  for (const field of row.fieldsUnder('meta.')) put(field.slice('meta.'.length), row.raw(field) ?? null);
  return meta;
}

const statusWords: Readonly<Record<string, ShopOrder['status']>> = {
  pending: 'pending',
  open: 'pending',
  created: 'pending',
  offen: 'pending',
  unpaid: 'pending',
  invoiced: 'paid',
  approved: 'paid',
  paid: 'paid',
  bezahlt: 'paid',
  processing: 'paid',
  packed: 'packed',
  shipped: 'shipped',
  versandt: 'shipped',
  verschickt: 'shipped',
  delivered: 'delivered',
  complete: 'delivered',
  completed: 'delivered',
  fulfilled: 'delivered',
  closed: 'delivered',
  geliefert: 'delivered',
  abgeschlossen: 'delivered',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  storniert: 'cancelled',
  voided: 'cancelled',
  unavailable: 'cancelled',
  refunded: 'refunded',
  returned: 'refunded',
  erstattet: 'refunded',
  partially_refunded: 'refunded',
};

function judgeOrder(row: RowReader, ground: RowGround): OrderRow {
  const currency = currencyOf(row, ground);
  const word = row.text('status')?.toLowerCase() ?? 'delivered';
  const status = statusWords[word];
  if (status === undefined)
    row.refuse(
      'status',
      'bad-status',
      `"${word.slice(0, 40)}" is no status we know: pending, paid, packed, shipped, delivered, cancelled or refunded`,
    );
  const source = row.text('source') ?? ground.source;
  const unitPriceMinor = row.money('price', currency);
  if (unitPriceMinor === null) row.refuse('price', 'missing', 'is empty');
  const country = row.text('country')?.toUpperCase() ?? null;
  return {
    source,
    order: row.neededId('order_id'),
    customer: row.id('user_id'),
    customerSource: row.text('customer_source') ?? source,
    placedAt: row.neededTime('placed_at'),
    currency,
    status: status ?? 'delivered',
    country: country !== null && /^[A-Z]{2}$/.test(country) ? country : null,
    name: row.text('name'),
    sku: row.neededId('sku'),
    quantity: row.count('quantity', 1) ?? 1,
    unitPriceMinor: unitPriceMinor ?? 0,
  };
}

/** Joined at an unknown time: a fixed day, so that the same file again changes nothing. */
export const unknownJoining = new Date('2000-01-01T00:00:00Z');

const genders: Readonly<Record<string, 'female' | 'male' | 'other'>> = {
  f: 'female',
  female: 'female',
  w: 'female',
  weiblich: 'female',
  frau: 'female',
  m: 'male',
  male: 'male',
  männlich: 'male',
  herr: 'male',
  other: 'other',
  divers: 'other',
  d: 'other',
  x: 'other',
};

function judgeCustomer(row: RowReader, ground: RowGround): ShopCustomer {
  const addresses = row.json('addresses');
  if (addresses !== undefined && !Array.isArray(addresses))
    row.refuse('addresses', 'bad-json', 'is no JSON list of addresses');
  const country = row.text('country')?.toUpperCase() ?? null;
  if (country !== null && !/^[A-Z]{2}$/.test(country))
    row.refuse('country', 'bad-country', `"${country.slice(0, 40)}" is no ISO 3166 code such as DE`);
  const newsletter = row.flag('newsletter');
  return {
    source: row.text('source') ?? ground.source,
    externalId: row.neededId('user_id'),
    email: row.text('email'),
    firstName: row.text('first_name'),
    lastName: row.text('last_name'),
    joinedAt: row.time('joined_at') ?? unknownJoining,
    locale: localeOf(row),
    country,
    birthYear: row.count('birth_year', 1900),
    age: row.number('age'),
    gender: genders[row.text('gender')?.toLowerCase() ?? ''] ?? null,
    loyaltyTier: row.text('loyalty_tier')?.toLowerCase() ?? null,
    // An empty field is no decision: writing one would invent a consent or its refusal.
    ...(newsletter === null ? {} : { newsletter }),
    ...(row.has('preferred_categories') ? { preferredCategories: row.list('preferred_categories') } : {}),
    ...(Array.isArray(addresses) ? { addresses: addresses as NonNullable<ShopCustomer['addresses']> } : {}),
  };
}

/** `DE_at` as `de-AT`; null where the row names none. */
function localeOf(row: RowReader): string | null {
  const text = row.text('locale');
  if (text === null) return null;
  const [language = '', land] = text.split(/[-_]/);
  return land === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${land.toUpperCase()}`;
}

function judgeReview(row: RowReader, ground: RowGround): ShopReview {
  const source = row.text('source') ?? ground.source;
  const item = row.neededId('item_id');
  const user = row.neededId('user_id');
  const stars = row.number('rating');
  if (stars === null) row.refuse('rating', 'missing', 'is empty');
  const rating = Math.round(stars ?? 0);
  if (rating < 1 || rating > 5) row.refuse('rating', 'bad-rating', `${stars} is not between 1 and 5`);
  const [title, body] = [row.text('title') ?? '', row.text('body') ?? ''];
  return {
    source,
    externalId: row.id('review_id') ?? contentId(source, user, item),
    productExternalId: item,
    productSource: row.text('item_source') ?? source,
    customerExternalId: user,
    customerSource: row.text('user_source') ?? source,
    rating,
    title,
    body,
    createdAt: row.neededTime('created_at'),
    verified: row.flag('verified') ?? false,
    locale: localeOf(row) ?? guessLanguage(`${title} ${body}`) ?? 'en',
  };
}

/** A row of each kind. */
export interface RowOfKind {
  readonly events: EventRow;
  readonly products: CatalogProduct;
  readonly customers: ShopCustomer;
  readonly orders: OrderRow;
  readonly reviews: ShopReview;
}

/** How each kind of row is read; what is wrong with it stands in the reader's `fault` afterwards. */
export const judgeRow: { readonly [Kind in keyof RowOfKind]: (row: RowReader, ground: RowGround) => RowOfKind[Kind] } =
  {
    events: judgeEvent,
    products: judgeProductRow,
    customers: judgeCustomer,
    orders: judgeOrder,
    reviews: judgeReview,
  };

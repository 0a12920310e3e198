import { createHash } from 'node:crypto';
import { findUnstorable } from '@vitrine/contracts';
import { newId } from '@vitrine/database';
import type { BuyCause } from '../cart/cause.ts';
import { isPriced } from '../catalog/product.ts';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import {
  callPlaceOrder,
  selectFormerOrder,
  selectPromotion,
  selectQuotedSkus,
  type PlacedRow,
} from './orders.store.ts';
import { makeQuote, type OrderTerms, type Quote, type QuotedPromotion } from './quote.ts';

/** Where to send the goods or the bill. */
export interface OrderAddress {
  readonly recipient: string;
  readonly line1: string;
  readonly line2?: string;
  readonly postalCode: string;
  readonly city: string;
  readonly region?: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
}

/** A basket as asked for. `seenPriceMinor` is the unit price the buyer saw; when it no longer holds, nothing is ordered. */
export interface BasketLine {
  readonly skuId: string;
  readonly quantity: number;
  readonly seenPriceMinor?: number;
  /** What led the buyer to it, kept with the line. */
  readonly cause?: BuyCause | null;
}

/** An order as asked for. The same `idempotencyKey` (8 to 200 characters) with the same request makes one order however often it is sent. */
export interface PlaceOrderInput {
  readonly idempotencyKey: string;
  readonly lines: readonly BasketLine[];
  readonly customerId?: string | null;
  readonly visitorId?: string | null;
  readonly email?: string | null;
  readonly deliveryAddress?: OrderAddress;
  readonly billingAddress?: OrderAddress;
  readonly promotionCode?: string;
  /** Default `mock`. */
  readonly paymentProvider?: string;
  /** The chosen way of delivery with its price; without it the shop's own terms hold. */
  readonly delivery?: { readonly method: string; readonly priceMinor: number; readonly freeFromMinor: number | null };
  /** The basket that becomes the order and closes with it, the visit, and whether the recommender may hear of the buyer. */
  readonly visit?: { readonly cartId: string; readonly sessionId: string | null; readonly tracked: boolean };
  /** The secret that opens the order to whoever holds it, 32 characters and more. */
  readonly token?: string;
}

/** A placed order; `replayed` when the key had already made it. */
export type PlacedOrder = PlacedRow;

/** Everything that can keep an order from being placed, nothing having been written. */
export type PlaceOrderFailure =
  | { readonly code: 'orders.invalid_request'; readonly field: string; readonly message: string }
  | { readonly code: 'orders.idempotency_conflict' }
  | {
      readonly code: 'orders.price_changed';
      readonly lines: readonly { skuId: string; quotedMinor: number; priceMinor: number | null }[];
    }
  | { readonly code: 'orders.out_of_stock'; readonly lines: readonly { skuId: string; wanted: number; left: number }[] }
  | { readonly code: 'orders.sku_unavailable'; readonly skuIds: readonly string[] }
  /** Nobody has set a price for these yet. */
  | { readonly code: 'orders.no_price'; readonly skuIds: readonly string[] }
  | { readonly code: 'orders.basket_changed' }
  | { readonly code: 'orders.promotion_unavailable'; readonly promotionCode: string };

const maxLines = 200;
const maxQuantity = 999;

/** What is malformed in an order as asked for; null when nothing is. */
export function faultIn(input: PlaceOrderInput): PlaceOrderFailure | null {
  const invalid = (field: string, message: string): PlaceOrderFailure => ({
    code: 'orders.invalid_request',
    field,
    message,
  });
  const unstorable = findUnstorable(input);
  if (unstorable !== null) return invalid(unstorable.path.join('.'), unstorable.message);
  const key = input.idempotencyKey;
  if (key.length < 8 || key.length > 200) return invalid('idempotencyKey', 'must have 8 to 200 characters');
  if (input.lines.length === 0 || input.lines.length > maxLines)
    return invalid('lines', `must be 1 to ${maxLines} lines`);
  for (const [index, line] of input.lines.entries()) {
    if (!isUuid(line.skuId)) return invalid(`lines[${index}].skuId`, 'must be the id of a SKU');
    if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > maxQuantity)
      return invalid(`lines[${index}].quantity`, `must be 1 to ${maxQuantity}`);
  }
  if (input.customerId && !isUuid(input.customerId)) return invalid('customerId', 'must be the id of a customer');
  if (input.visitorId === '') return invalid('visitorId', 'must not be empty when given');
  if (input.email && !/^[^@\s]+@[^@\s]+$/.test(input.email)) return invalid('email', 'must be an e-mail address');
  for (const field of ['deliveryAddress', 'billingAddress'] as const) {
    const address = input[field];
    if (address && !(address.recipient && address.line1 && address.city && /^[A-Z]{2}$/.test(address.country))) {
      return invalid(field, 'needs recipient, line1, postalCode, city and an ISO country such as DE');
    }
  }
  return null;
}

/** One line a SKU, in SKU order: the quantities of repeated SKUs are added up. */
function mergeLines(lines: readonly BasketLine[]): BasketLine[] {
  const merged = new Map<string, BasketLine>();
  for (const line of lines) {
    const skuId = line.skuId.toLowerCase();
    const before = merged.get(skuId);
    merged.set(skuId, { ...line, skuId, quantity: line.quantity + (before?.quantity ?? 0) });
  }
  return [...merged.values()].sort((left, right) => (left.skuId < right.skuId ? -1 : 1));
}

/** What was asked for, without what may differ between two sends of the same form. */
function fingerprintOf(context: ShopContext, input: PlaceOrderInput, lines: readonly BasketLine[]): string {
  const { customerId, visitorId, email, deliveryAddress, billingAddress, promotionCode, paymentProvider } = input;
  const asked = [
    context.currency,
    lines.map((line) => [line.skuId, line.quantity]),
    [customerId ?? null, visitorId ?? null, email ?? null, promotionCode ?? null, paymentProvider ?? 'mock'],
    [deliveryAddress, billingAddress].map(
      (place) =>
        place && [place.recipient, place.line1, place.line2, place.postalCode, place.city, place.region, place.country],
    ),
    ...(input.delivery === undefined ? [] : [input.delivery.method]),
  ];
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
}

/** A quote and the promotion it uses, or why there is none. */
export async function quoteBasket(
  context: ShopContext,
  basket: { readonly lines: readonly BasketLine[]; readonly promotionCode?: string | undefined },
  terms: OrderTerms,
): Promise<Outcome<{ quote: Quote; promotion: QuotedPromotion | null }, PlaceOrderFailure>> {
  const lines = mergeLines(basket.lines);
  const skus = await selectQuotedSkus(
    context,
    lines.map((line) => line.skuId),
  );
  const promotion = basket.promotionCode === undefined ? null : await selectPromotion(context, basket.promotionCode);
  if (basket.promotionCode !== undefined && promotion === null) {
    return failure({ code: 'orders.promotion_unavailable', promotionCode: basket.promotionCode });
  }
  const found = lines.flatMap((line) => {
    const sku = skus.get(line.skuId);
    return sku === undefined ? [] : [{ sku, quantity: line.quantity, seen: line.seenPriceMinor }];
  });
  const missing = lines.filter((line) => !skus.has(line.skuId)).map((line) => line.skuId);
  if (missing.length > 0) return failure({ code: 'orders.sku_unavailable', skuIds: missing });
  const unpriced = found.filter(({ sku }) => !isPriced(sku.unitPriceMinor)).map(({ sku }) => sku.skuId);
  if (unpriced.length > 0) return failure({ code: 'orders.no_price', skuIds: unpriced });
  const moved = found.filter(({ sku, seen }) => seen !== undefined && seen !== sku.unitPriceMinor);
  if (moved.length > 0) {
    return failure({
      code: 'orders.price_changed',
      lines: moved.map(({ sku, seen }) => ({
        skuId: sku.skuId,
        quotedMinor: seen ?? 0,
        priceMinor: sku.unitPriceMinor,
      })),
    });
  }
  return success({ quote: makeQuote(found, { currency: context.currency, terms, promotion }), promotion });
}

/** The shop's terms with the price of a chosen way of delivery. */
export function withDelivery(
  terms: OrderTerms,
  way: { readonly priceMinor: number; readonly freeFromMinor: number | null } | null | undefined,
): OrderTerms {
  return way
    ? { ...terms, deliveryMinor: way.priceMinor, freeDeliveryFromMinor: way.freeFromMinor ?? Infinity }
    : terms;
}

/**
 * Places an order: quotes it from the prices in force, then one routine checks the quote, takes the stock and writes
 * everything in one transaction. Fifty buyers of the last unit make one order; nobody waits in a circle.
 */
export async function placeOrder(
  context: ShopContext,
  input: PlaceOrderInput,
  terms: OrderTerms,
): Promise<Outcome<PlacedOrder, PlaceOrderFailure>> {
  const fault = faultIn(input);
  if (fault !== null) return failure(fault);
  const fingerprint = fingerprintOf(context, input, mergeLines(input.lines));
  const former = await formerOrder(context, input.idempotencyKey, fingerprint);
  if (former !== null) return former;
  const quoted = await quoteBasket(context, input, withDelivery(terms, input.delivery));
  if (!quoted.ok) {
    // The first send of this form may have finished meanwhile, and with it sold the last unit or ended the promotion.
    return (await formerOrder(context, input.idempotencyKey, fingerprint)) ?? quoted;
  }
  try {
    return success(await callPlaceOrder(context, requestOf(context, input, { ...quoted.value, fingerprint })));
  } catch (error) {
    return failure(failureOf(error, input));
  }
}

async function formerOrder(
  context: ShopContext,
  key: string,
  fingerprint: string,
): Promise<Outcome<PlacedOrder, PlaceOrderFailure> | null> {
  const former = await selectFormerOrder(context, key);
  if (former === null) return null;
  if (former.fingerprint !== fingerprint) return failure({ code: 'orders.idempotency_conflict' });
  return success({
    orderId: former.orderId,
    orderNumber: former.orderNumber,
    totalMinor: former.totalMinor,
    replayed: true,
  });
}

function requestOf(
  context: ShopContext,
  input: PlaceOrderInput,
  quoted: { quote: Quote; promotion: QuotedPromotion | null; fingerprint: string },
): Record<string, unknown> {
  const { quote, promotion, fingerprint } = quoted;
  const address = (purpose: string, place: OrderAddress | undefined) =>
    place === undefined ? [] : [{ purpose, ...place, postal_code: place.postalCode }];
  const causes = new Map(input.lines.map((line) => [line.skuId.toLowerCase(), line.cause]));
  const causeOf = (skuId: string) => {
    const cause = causes.get(skuId);
    return cause ? { ...cause, request_id: cause.requestId } : null;
  };
  return {
    order_id: newId(context.clock),
    idempotency_key: input.idempotencyKey,
    fingerprint,
    now: context.clock.now(),
    currency: context.currency,
    customer_id: input.customerId ?? null,
    visitor_id: input.visitorId ?? null,
    email: input.email ?? null,
    discount_minor: quote.discountMinor,
    promotion_id: promotion?.id ?? null,
    campaign_id: promotion?.campaignId ?? null,
    influencer_id: promotion?.influencerId ?? null,
    delivery_minor: quote.deliveryMinor,
    included_tax_minor: quote.includedTaxMinor,
    payment: { id: newId(context.clock), provider: input.paymentProvider ?? 'mock' },
    delivery_method: input.delivery?.method ?? null,
    token: input.token ?? null,
    cart_id: input.visit?.cartId ?? null,
    session_id: input.visit?.sessionId ?? null,
    tracked: input.visit?.tracked ?? null,
    addresses: [...address('delivery', input.deliveryAddress), ...address('billing', input.billingAddress)],
    lines: quote.lines.map((line) => ({
      sku_id: line.skuId,
      quantity: line.quantity,
      unit_price_minor: line.unitPriceMinor,
      price_version: line.priceVersion,
      cause: causeOf(line.skuId),
    })),
  };
}

interface RoutineDetail {
  sku_id: string;
  quoted_minor: number;
  price_minor: number | null;
  wanted: number;
  left: number;
}

/** Turns the routine's SQLSTATEs into the closed union; anything else is a bug or a broken database and is thrown on. */
function failureOf(error: unknown, input: PlaceOrderInput): PlaceOrderFailure {
  if (!(error instanceof Error)) throw error;
  const detail = () => JSON.parse(String(Reflect.get(error, 'detail') ?? '[]'));
  switch (Reflect.get(error, 'code')) {
    case 'VT001':
      return { code: 'orders.idempotency_conflict' };
    case 'VT002':
      return {
        code: 'orders.price_changed',
        lines: detail().map((row: RoutineDetail) => ({
          skuId: row.sku_id,
          quotedMinor: row.quoted_minor,
          priceMinor: row.price_minor,
        })),
      };
    case 'VT003':
      return {
        code: 'orders.out_of_stock',
        lines: detail().map((row: RoutineDetail) => ({ skuId: row.sku_id, wanted: row.wanted, left: row.left })),
      };
    case 'VT004':
      return { code: 'orders.sku_unavailable', skuIds: detail() };
    case 'VT008':
      return { code: 'orders.no_price', skuIds: detail() };
    case 'VT005':
      return { code: 'orders.promotion_unavailable', promotionCode: input.promotionCode ?? '' };
    case 'VT007':
      return { code: 'orders.basket_changed' };
    case 'VT006':
      return { code: 'orders.invalid_request', field: 'lines', message: error.message };
    default:
      throw error;
  }
}

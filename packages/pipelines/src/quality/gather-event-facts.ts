import type { EventFacts } from '@vitrine/analytics/quality';
import { findNamespace, type RecsysTables, type Tenant } from '@vitrine/recsys';
import {
  countRepeatedEvents,
  countUnknownUsers,
  type HealthScope,
  readPurchaseOrders,
  selectActivity,
  selectBusyUsers,
  selectEventCategories,
  selectEventHours,
  selectEventTotals,
  selectMetaFields,
  selectUnknownItems,
} from '@vitrine/recsys/events';
import type { ShopTables } from '@vitrine/shop';
import { findOrderNumbers, readSoldOrders } from '@vitrine/shop/export';
import type { Kysely } from 'kysely';

/** Where the facts come from. */
export interface FactsGround {
  readonly recsys: Kysely<RecsysTables>;
  readonly shop: Kysely<ShopTables>;
  readonly tenant: Tenant;
  readonly now: Date;
  readonly since: Date | null;
  /** Type of value (as JSON has them) of each known field of `meta`. */
  readonly dictionary: Readonly<Record<string, string>>;
  /** Whether the orders of the shop are of this tenant; only the shop's own tenant has them. */
  readonly withOrders: boolean;
}

/** The facts and what is only drawn. */
export interface GatheredFacts {
  readonly facts: EventFacts;
  readonly activity: readonly { readonly from: number; readonly users: number }[];
}

const busyDay = 500;
const sampledRows = 50_000;
const weekMs = 7 * 86_400_000;

/** Reads what the checks need; null when the namespace is unknown. Costs a few readings of the span's events. */
export async function gatherEventFacts(ground: FactsGround): Promise<GatheredFacts | null> {
  const { recsys, tenant, now, since } = ground;
  const namespaceId = await findNamespace(recsys, tenant);
  if (namespaceId === null) return null;
  const scope: HealthScope = { namespaceId, from: since, to: now };
  const totals = await selectEventTotals(recsys, scope);
  const categories = await selectEventCategories(recsys, scope);
  const split = new Date(Math.min(totals.last?.getTime() ?? Infinity, now.getTime()) - weekMs);
  const hours = await selectEventHours(recsys, scope);
  return {
    activity: await selectActivity(recsys, scope),
    facts: {
      ...totals,
      now: now.getTime(),
      first: totals.first?.getTime() ?? null,
      last: totals.last?.getTime() ?? null,
      repeated: await countRepeatedEvents(recsys, scope),
      hours: hours.map(({ hour, type, count }) => ({ hour: hour.getTime(), type, count })),
      unknownItems: await selectUnknownItems(recsys, scope),
      unknownUsers: await countUnknownUsers(recsys, scope),
      catalogItems: categories.length,
      categories,
      busyUserDays: await selectBusyUsers(recsys, scope, busyDay),
      meta: await selectMetaFields(recsys, scope, { split, events: totals.events, rows: sampledRows }),
      dictionary: ground.dictionary,
      books: ground.withOrders ? await compareBooks(ground, scope) : null,
    },
  };
}

/** Purchases against orders: both ways, by any number the order goes by. */
async function compareBooks({ recsys, shop }: FactsGround, scope: HealthScope): Promise<EventFacts['books']> {
  const bought = new Set<string>();
  let purchases = 0;
  let purchasesWithoutOrder = 0;
  for await (const page of readPurchaseOrders(recsys, scope)) {
    const known = await findOrderNumbers(
      shop,
      page.map(({ orderId }) => orderId),
    );
    for (const { orderId, purchases: count } of page) {
      bought.add(orderId);
      purchases += count;
      if (!known.has(orderId)) purchasesWithoutOrder += count;
    }
  }
  let orders = 0;
  let ordersWithoutPurchase = 0;
  for await (const { cursor, externalId, number } of readSoldOrders(shop, scope)) {
    orders += 1;
    if (!bought.has(cursor) && !bought.has(externalId) && !bought.has(String(number))) ordersWithoutPurchase += 1;
  }
  return { purchases, purchasesWithoutOrder, orders, ordersWithoutPurchase };
}

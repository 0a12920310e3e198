import {
  countItems,
  funnel,
  popularityShape,
  priceShape,
  ratingShape,
  repeatShape,
  seasonShape,
  sessionCoherence,
  sessionShape,
  spearman,
  topOverlap,
} from '@vitrine/analytics/quality';
import { dayMs } from './calendar.ts';
import { eventTypes, type BehaviourDay } from './records.ts';
import type { ShelfProduct } from './shelf.ts';

/** Columns of a generated history, enough for every figure of `measureHistory`. */
export interface HistoryColumns {
  readonly users: number[];
  readonly items: number[];
  readonly types: number[];
  readonly timesSec: number[];
  readonly sessions: number[];
  readonly orderBuyers: number[];
  readonly orderTimesSec: number[];
  readonly linesPerOrder: number[];
  readonly ratings: number[];
  readonly userIds: string[];
}

/** Gathers a history into columns; holds it all in memory, so use it for histories up to a few million events. */
export function collectHistory(days: Iterable<BehaviourDay>, products: readonly ShelfProduct[]): HistoryColumns {
  const itemIndex = new Map(products.map((product, index) => [product.externalId, index]));
  const users = new Map<string, number>();
  const sessions = new Map<string, number>();
  const history: HistoryColumns = {
    users: [],
    items: [],
    types: [],
    timesSec: [],
    sessions: [],
    orderBuyers: [],
    orderTimesSec: [],
    linesPerOrder: [],
    ratings: [],
    userIds: [],
  };
  for (const day of days) {
    for (const event of day.events) {
      history.users.push(denseIndex(users, event.user_id));
      history.items.push(itemIndex.get(event.item_id) ?? 0);
      history.types.push(event.type);
      history.timesSec.push(Date.parse(event.ts) / 1000);
      history.sessions.push(denseIndex(sessions, event.meta.session_id));
    }
    for (const order of day.orders) {
      history.linesPerOrder.push(order.lines.length);
      if (order.customerExternalId === null) continue;
      history.orderBuyers.push(denseIndex(users, order.customerExternalId));
      history.orderTimesSec.push(order.placedAt.getTime() / 1000);
    }
    for (const review of day.reviews) history.ratings.push(review.rating);
  }
  history.userIds.push(...users.keys());
  return history;
}

function denseIndex(known: Map<string, number>, key: string): number {
  const index = known.get(key);
  if (index !== undefined) return index;
  known.set(key, known.size);
  return known.size - 1;
}

/** The figures of a history that the bands of real shops are about, by the names of `realBands`. */
export function measureHistory(history: HistoryColumns, products: readonly ShelfProduct[]): Record<string, number> {
  const viewItems = history.items.filter((_, row) => history.types[row] === eventTypes.view);
  const boughtItems = history.items.filter((_, row) => history.types[row] === eventTypes.purchase);
  const views = popularityShape(countItems(viewItems, products.length));
  const bought = popularityShape(countItems(boughtItems, products.length));
  return {
    viewGini: views.gini,
    viewTop10Percent: views.top10Percent,
    viewTop20Percent: views.top20Percent,
    purchaseGini: bought.gini,
    purchaseTop10Percent: bought.top10Percent,
    bestsellerOverlap: bestsellerOverlap(history, products.length),
    ...sessionFigures(history, products),
    ...orderFigures(history, products),
    ...seasonFigures(history),
  };
}

function sessionFigures(history: HistoryColumns, products: readonly ShelfProduct[]): Record<string, number> {
  const shape = sessionShape(history);
  const flow = funnel(history);
  const coherence = sessionCoherence(history, {
    categories: columnOf(products, (product) => product.categorySlug),
    brands: columnOf(products, (product) => product.brandSlug),
    prices: products.map((product) => product.priceMinor),
  });
  return {
    eventsPerSessionMean: shape.eventsPerSession.mean,
    eventsPerSessionMedian: shape.eventsPerSession.median,
    eventsPerSessionP90: shape.eventsPerSession.p90,
    singleEventSessions: shape.eventsPerSession.shareOfOnes,
    sessionDurationMedianSec: shape.durationSec.median,
    sessionGapMedianSec: shape.gapSec.median,
    sessionGapMeanSec: shape.gapSec.mean,
    addsPerView: flow.addsPerView,
    purchasesPerView: flow.purchasesPerView,
    sessionsWithPurchase: flow.sessionsWithPurchase,
    nextSameProduct: coherence.nextSameProduct,
    repeatViewShare: coherence.repeatViewShare,
    nextSameCategory: coherence.nextSameCategory,
    sameCategoryByChance: coherence.sameCategoryByChance,
    nextSameBrand: coherence.nextSameBrand,
    priceStepMedian: coherence.priceStepMedian,
    distinctProductsMean: coherence.distinctProducts.mean,
    oneCategorySessions: coherence.categoriesPerSession.shareOfOnes,
    boughtWasViewed: coherence.boughtWasViewed,
  };
}

function columnOf(products: readonly ShelfProduct[], nameOf: (product: ShelfProduct) => string): number[] {
  const names = new Map<string, number>();
  return products.map((product) => denseIndex(names, nameOf(product)));
}

function orderFigures(history: HistoryColumns, products: readonly ShelfProduct[]): Record<string, number> {
  const repeat = repeatShape(history.orderBuyers, history.orderTimesSec);
  const prices = priceShape(products.map((product) => product.priceMinor));
  const ratings = ratingShape(history.ratings);
  const boughtItems = history.items.filter((_, row) => history.types[row] === eventTypes.purchase);
  const counts = countItems(boughtItems, products.length);
  const sold = products.map((_, index) => index).filter((index) => (counts[index] ?? 0) > 0);
  const lines = history.linesPerOrder.reduce((sum, count) => sum + count, 0);
  return {
    linesPerOrderMean: lines / history.linesPerOrder.length,
    repeatCustomers: repeat.repeatCustomers,
    ordersFromRepeaters: repeat.ordersFromRepeaters,
    ordersPerCustomerMean: repeat.ordersPerCustomer.mean,
    orderGapMedianDays: repeat.gapDays.median,
    orderGapMeanDays: repeat.gapDays.mean,
    orderGapP90Days: repeat.gapDays.p90,
    priceLnSigma: prices.lnSigma,
    priceLnSkew: prices.lnSkew,
    pricePopularityRank: spearman(
      sold.map((index) => products[index]?.priceMinor ?? 0),
      sold.map((index) => counts[index] ?? 0),
    ),
    ratingMean: ratings.mean,
    rating1Share: ratings.shares[0] ?? 0,
    rating2Share: ratings.shares[1] ?? 0,
    rating3Share: ratings.shares[2] ?? 0,
    rating4Share: ratings.shares[3] ?? 0,
    rating5Share: ratings.shares[4] ?? 0,
  };
}

function seasonFigures(history: HistoryColumns): Record<string, number> {
  const season = seasonShape(history.timesSec, 1);
  return {
    nightShare: season.nightShare,
    peakHourShare: season.peakHourShare,
    weekendShare: season.weekendShare,
    novemberShare: season.months[10] ?? 0,
    busiestMonthShare: Math.max(...season.months),
    quietestMonthShare: Math.min(...season.months),
  };
}

/** Mean Jaccard overlap of the hundred most viewed products between neighbouring 30-day periods. */
function bestsellerOverlap(history: HistoryColumns, productCount: number): number {
  const periods = new Map<number, number[]>();
  const start = history.timesSec[0] ?? 0;
  for (const [row, item] of history.items.entries()) {
    if (history.types[row] !== eventTypes.view) continue;
    const period = Math.floor(((history.timesSec[row] ?? 0) - start) / ((30 * dayMs) / 1000));
    const items = periods.get(period);
    if (items === undefined) periods.set(period, [item]);
    else items.push(item);
  }
  const counts = [...periods.values()].map((items) => countItems(items, productCount));
  let sum = 0;
  for (let at = 1; at < counts.length - 1; at++) sum += topOverlap(counts[at - 1] ?? [], counts[at] ?? [], 100);
  return sum / Math.max(counts.length - 2, 1);
}

import {
  catalogPrices,
  repeatShops,
  reviewSets,
  sessionGaps,
  sessionLengths,
  shopSales,
  viewLogs,
  within,
  yearLogs,
} from './reference-sources.ts';

/**
 * A band that a figure of a believable shop lies in. It spans the figures of the named real data sets, widened where a
 * reason says so; a test holds it against them.
 */
export interface Band {
  readonly low: number;
  readonly high: number;
  /** Paths into the file of real statistics; every figure found there must lie inside the band. */
  readonly references: readonly string[];
  /** Why these data sets are fit to compare with, and why the band is as wide as it is. */
  readonly reason: string;
}

/** Bands by the name of the figure. Shares are 0..1, times seconds or days as the name says. */
export const realBands: Readonly<Record<string, Band>> = {
  viewGini: {
    low: 0.5,
    high: 0.79,
    references: within(viewLogs, 'gini'),
    reason:
      'Logs with many views per product; samples of an hour or a few dozen people (diginetica, taobao) are too thin to show the head.',
  },
  viewTop10Percent: {
    low: 0.43,
    high: 0.68,
    references: within(viewLogs, 'top10pct'),
    reason: 'The same logs as for the Gini coefficient.',
  },
  viewTop20Percent: {
    low: 0.58,
    high: 0.85,
    references: within(viewLogs, 'top20pct'),
    reason: 'The same logs as for the Gini coefficient.',
  },
  purchaseGini: {
    low: 0.39,
    high: 0.83,
    references: within(shopSales, 'gini'),
    reason:
      'General shops by order line. Small shop 1 is left out: it sells 48 items. Few purchases per product press the coefficient down (H&M, one day).',
  },
  purchaseTop10Percent: {
    low: 0.35,
    high: 0.77,
    references: within(shopSales, 'top10pct'),
    reason: 'The same shops as for the Gini coefficient.',
  },
  bestsellerOverlap: {
    low: 0.4,
    high: 0.75,
    references: ['uci_top100_month_to_month_jaccard'],
    reason: 'One gift shop; a shop with fashions changes faster and one with staples slower, so 0.17 either way.',
  },
  eventsPerSessionMean: {
    low: 3.4,
    high: 7.25,
    references: within(sessionLengths, 'mean'),
    reason: 'Sessions as shops log them. OTTO is left out: its sessions span weeks.',
  },
  eventsPerSessionMedian: {
    low: 2,
    high: 4,
    references: within(sessionLengths, 'median'),
    reason: 'The same sessions as for the mean.',
  },
  eventsPerSessionP90: {
    low: 7,
    high: 18,
    references: within(sessionLengths, 'p90'),
    reason: 'The same sessions as for the mean.',
  },
  singleEventSessions: {
    low: 0.2,
    high: 0.42,
    references: [
      'rees46_oct2019_3h.session.events_per_session.share_1',
      'diginetica.session.events_per_session.share_1',
      'mimnet.session_30min.events_per_session.share_1',
      'eshop_clothing_2008.clicks_per_session.share_1',
    ],
    reason: 'YooChoose is left out: it was cut to sessions of two or more.',
  },
  sessionDurationMedianSec: {
    low: 130,
    high: 350,
    references: [
      'rees46_oct2019_3h.session.duration_s_multi.median',
      'yoochoose_100k.session.duration_s_multi.median',
      'diginetica.session.duration_s_multi.median',
      'mimnet.session_30min.duration_s_multi.median',
    ],
    reason: 'Sessions of two or more events.',
  },
  sessionGapMedianSec: {
    low: 30,
    high: 56,
    references: within(sessionGaps, 'median'),
    reason: 'mimnet is left out: it logs page and product view of one click seconds apart.',
  },
  sessionGapMeanSec: {
    low: 55,
    high: 145,
    references: within(sessionGaps, 'mean'),
    reason: 'The same sessions as for the median.',
  },
  addsPerView: {
    low: 0.009,
    high: 0.12,
    references: [
      'ratio:rees46_oct2019_3h.types.cart/rees46_oct2019_3h.types.view',
      'ratio:taobao_small.types.cart/taobao_small.types.pv',
      'ratio:mimnet.types.Product Added/mimnet.types.Product Viewed',
      'ratio:otto_test_resource.types.carts/otto_test_resource.types.clicks',
      'ratio:tianchi_mobile_sample.types.3/tianchi_mobile_sample.types.1',
    ],
    reason: 'REES46 records few baskets, mimnet all of them; a shop lies between.',
  },
  purchasesPerView: {
    low: 0.012,
    high: 0.025,
    references: [
      'ratio:rees46_oct2019_3h.types.purchase/rees46_oct2019_3h.types.view',
      'ratio:taobao_small.types.buy/taobao_small.types.pv',
      'ratio:mimnet.types.Order Completed/mimnet.types.Product Viewed',
      'ratio:otto_test_resource.types.orders/otto_test_resource.types.clicks',
      'ratio:tianchi_mobile_sample.types.4/tianchi_mobile_sample.types.1',
    ],
    reason: 'mimnet counts orders where others count lines, so the upper end has a quarter more room.',
  },
  sessionsWithPurchase: {
    low: 0.035,
    high: 0.16,
    references: [
      'rees46_oct2019_3h.sessions_with_purchase',
      'mimnet.sessions_with_order',
      'uci_online_shoppers.conversion',
    ],
    reason: 'From a marketplace to a shop whose visitors are mostly returning customers.',
  },
  nextSameProduct: {
    low: 0.22,
    high: 0.36,
    references: ['session_coherence_rees46.next_same_product', 'yoochoose_next_same_item'],
    reason: 'Reloads and second looks in the two logs that keep them; 0.04 either way.',
  },
  repeatViewShare: {
    low: 0.22,
    high: 0.33,
    references: ['session_coherence_rees46.repeat_view_share', 'yoochoose_repeat_click_share'],
    reason: 'The two logs that keep repeated views; 0.05 either way.',
  },
  nextSameCategory: {
    low: 0.72,
    high: 0.92,
    references: ['session_coherence_rees46.next_same_category_given_other_product'],
    reason: 'One log; 0.1 either way, for category trees differ in fineness.',
  },
  sameCategoryByChance: {
    low: 0.05,
    high: 0.13,
    references: ['session_coherence_rees46.same_category_by_chance'],
    reason: 'Keeps coherence meaningful: few big categories would make it cheap. 15 even categories give 0.067.',
  },
  nextSameBrand: {
    low: 0.3,
    high: 0.6,
    references: ['session_coherence_rees46.next_same_brand_given_other_product'],
    reason: 'One log, of electronics where brands are few and strong; 0.15 either way.',
  },
  priceStepMedian: {
    low: 0.22,
    high: 0.45,
    references: ['session_coherence_rees46.abs_ln_price_step_median'],
    reason: 'One log; a third either way.',
  },
  distinctProductsMean: {
    low: 2,
    high: 3,
    references: ['session_coherence_rees46.distinct_products_per_session.mean'],
    reason: 'One log; about a fifth either way.',
  },
  oneCategorySessions: {
    low: 0.75,
    high: 0.92,
    references: ['session_coherence_rees46.categories_per_session.share_1'],
    reason: 'One log; 0.1 below, for its sessions are the shortest of all logs, and 0.06 above.',
  },
  boughtWasViewed: {
    low: 0.99,
    high: 1,
    references: ['session_coherence_rees46.bought_was_viewed_in_session'],
    reason: 'Nobody buys a product that the session has not shown.',
  },
  linesPerOrderMean: {
    low: 1.1,
    high: 3.4,
    references: [
      'olist.items_per_order.mean',
      'diginetica.items_per_order.mean',
      'small_shops.1.basket.mean',
      'small_shops.2.basket.mean',
      'small_shops.3.basket.mean',
      'hm_sample.per_customer_day.mean',
    ],
    reason: 'Shops for people. UCI (wholesale) and Instacart (groceries) are left out.',
  },
  repeatCustomers: {
    low: 0.17,
    high: 0.66,
    references: within(repeatShops, 'repeat_customers'),
    reason: 'A year or more of one shop. Olist is left out: its customers belong to thousands of sellers.',
  },
  ordersFromRepeaters: {
    low: 0.34,
    high: 0.92,
    references: within(repeatShops, 'orders_from_repeaters'),
    reason: 'The same shops as for repeat customers.',
  },
  ordersPerCustomerMean: {
    low: 1.2,
    high: 4.3,
    references: within(repeatShops, 'orders_per_customer.mean'),
    reason: 'The same shops as for repeat customers.',
  },
  orderGapMedianDays: {
    low: 21,
    high: 75,
    references: within(repeatShops, 'gap_days.median'),
    reason: 'The same shops as for repeat customers.',
  },
  orderGapMeanDays: {
    low: 40,
    high: 120,
    references: within(repeatShops, 'gap_days.mean'),
    reason: 'The same shops as for repeat customers.',
  },
  orderGapP90Days: {
    low: 100,
    high: 305,
    references: within(repeatShops, 'gap_days.p90'),
    reason: 'The same shops as for repeat customers.',
  },
  priceLnSigma: {
    low: 0.55,
    high: 1.5,
    references: within(catalogPrices, 'ln_sigma'),
    reason: 'Catalogs from one trade (fashion) to a whole department store. mimnet (one brand) is left out.',
  },
  priceLnSkew: {
    low: -0.6,
    high: 0.9,
    references: within(catalogPrices, 'skew_ln'),
    reason: 'Zero is exactly log-normal; the same catalogs as for sigma.',
  },
  pricePopularityRank: {
    low: -0.25,
    high: 0.15,
    references: ['uci_spearman_price_popularity', 'olist_spearman_price_popularity'],
    reason:
      'Cheap sells a little more, in two shops; sampling a few sales per product blurs it, so 0.1 below and 0.2 above.',
  },
  ratingMean: {
    low: 4.15,
    high: 4.8,
    references: [
      'womens_clothing.ratings.mean',
      'alexa.ratings.mean',
      'datafiniti.ratings.mean',
      'amazon18_allbeauty5.ratings.mean',
      'amazon18_magazine5.ratings.mean',
    ],
    reason: 'Olist is left out: its sample is stratified by order status, so failed orders weigh too much.',
  },
  rating1Share: {
    low: 0.01,
    high: 0.06,
    references: within(reviewSets, 'share_1to5[0]'),
    reason: 'The same reviews as for the mean.',
  },
  rating2Share: {
    low: 0.01,
    high: 0.07,
    references: within(reviewSets, 'share_1to5[1]'),
    reason: 'The same reviews as for the mean.',
  },
  rating3Share: {
    low: 0.015,
    high: 0.13,
    references: within(reviewSets, 'share_1to5[2]'),
    reason: 'The same reviews as for the mean.',
  },
  rating4Share: {
    low: 0.06,
    high: 0.25,
    references: within(reviewSets, 'share_1to5[3]'),
    reason: 'The same reviews as for the mean.',
  },
  rating5Share: {
    low: 0.55,
    high: 0.89,
    references: within(reviewSets, 'share_1to5[4]'),
    reason: 'The same reviews as for the mean.',
  },
  nightShare: {
    low: 0.03,
    high: 0.17,
    references: [
      'sum:olist.season_sample.hour[0..5]',
      'sum:small_shops.1.season.hour[0..5]',
      'sum:small_shops.2.season.hour[0..5]',
      'sum:small_shops.3.season.hour[0..5]',
      'sum:mimnet.season.hour[0..5]',
    ],
    reason: 'Hours 0 to 5 of the shop. UCI is left out: a wholesaler with office hours.',
  },
  peakHourShare: {
    low: 0.05,
    high: 0.13,
    references: [
      'max:olist.season_sample.hour',
      'max:small_shops.1.season.hour',
      'max:small_shops.2.season.hour',
      'max:small_shops.3.season.hour',
      'max:mimnet.season.hour',
      'max:yoochoose_100k.season.hour',
    ],
    reason: 'The busiest hour; the same shops as for the night, and a week of YooChoose.',
  },
  weekendShare: {
    low: 0.2,
    high: 0.36,
    references: [
      'sum:olist.season_sample.weekday_mon_sun[5..6]',
      'sum:small_shops.1.season.weekday_mon_sun[5..6]',
      'sum:small_shops.3.season.weekday_mon_sun[5..6]',
      'sum:mimnet.season.weekday_mon_sun[5..6]',
      'sum:yoochoose_100k.season.weekday_mon_sun[5..6]',
      'sum:completejourney_sample.season.weekday_mon_sun[5..6]',
    ],
    reason: 'Shops open all week; two even days would be 0.286. UCI and small shop 2 rest at weekends.',
  },
  novemberShare: {
    low: 0.08,
    high: 0.15,
    references: [
      'uci_online_retail.season.month[10]',
      'olist.season_sample.month[10]',
      'completejourney_sample.season.month[10]',
      'small_shops.2.season.month[10]',
      'small_shops.3.season.month[10]',
    ],
    reason: 'Logs that cover whole years. Gifts make November strong in a general shop.',
  },
  busiestMonthShare: {
    low: 0.085,
    high: 0.16,
    references: within(yearLogs, 'month'),
    reason: 'Logs that cover whole years; twelve even months would be 0.083.',
  },
  quietestMonthShare: {
    low: 0.035,
    high: 0.08,
    references: within(yearLogs, 'month').map((path) => path.replace('max:', 'min:')),
    reason: 'Logs that cover whole years.',
  },
};

/** Names of figures that are missing or lie outside their band, each with a sentence; empty when all is believable. */
export function outsideBands(figures: Readonly<Record<string, number>>): string[] {
  const faults: string[] = [];
  for (const [name, band] of Object.entries(realBands)) {
    const figure = figures[name];
    if (figure === undefined || !Number.isFinite(figure)) faults.push(`${name} was not measured`);
    else if (figure < band.low || figure > band.high) {
      faults.push(`${name} is ${figure.toPrecision(4)}, outside ${band.low}..${band.high}`);
    }
  }
  return faults;
}

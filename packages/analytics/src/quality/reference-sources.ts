/** View logs with many views per product. */
export const viewLogs = [
  'rees46_oct2019_3h.popularity_views',
  'yoochoose_100k.popularity',
  'mimnet.popularity_views',
  'epub_log.popularity',
];
/** Sales of general shops, by order line. */
export const shopSales = [
  'uci_online_retail.popularity_invoice_lines',
  'olist.popularity',
  'completejourney_sample.popularity',
  'hm_sample.popularity',
  'small_shops.2.popularity',
  'small_shops.3.popularity',
];
/** Session lengths as shops log them. */
export const sessionLengths = [
  'rees46_oct2019_3h.session.events_per_session',
  'yoochoose_100k.session.events_per_session',
  'diginetica.session.events_per_session',
  'mimnet.session_30min.events_per_session',
  'eshop_clothing_2008.clicks_per_session',
];
/** Pauses within sessions. */
export const sessionGaps = [
  'rees46_oct2019_3h.session.gap_s',
  'yoochoose_100k.session.gap_s',
  'diginetica.session.gap_s',
];
/** Orders of one shop over a year or more. */
export const repeatShops = [
  'uci_online_retail.repeat',
  'cdnow.repeat',
  'small_shops.1.repeat',
  'small_shops.2.repeat',
  'small_shops.3.repeat',
];
/** Prices of whole catalogs. */
export const catalogPrices = [
  'livostyle.price',
  'olist.price',
  'retail_demo_store.price',
  'ikea.price_sar',
  'uci_online_retail.price',
  'bestbuy_phones.price',
  'rees46_oct2019_3h.price_catalog',
];
/** Star ratings of products. */
export const reviewSets = [
  'womens_clothing.ratings',
  'alexa.ratings',
  'datafiniti.ratings',
  'amazon18_allbeauty5.ratings',
  'amazon18_magazine5.ratings',
];
/** Order times over whole years; `max:` picks the busiest month. */
export const yearLogs = [
  'max:uci_online_retail.season',
  'max:olist.season_sample',
  'max:completejourney_sample.season',
  'max:small_shops.2.season',
  'max:small_shops.3.season',
];

/** The same field of several sources, as paths. */
export function within(sources: readonly string[], field: string): string[] {
  return sources.map((source) => `${source}.${field}`);
}

export { findCustomerIds, findProductIds, findSkuProducts } from './find-ids.store.ts';
export { loadCatalog } from './load-catalog.ts';
export { loadCustomers } from './load-customers.ts';
export { loadOrders } from './load-orders.ts';
export { loadReviews } from './load-reviews.ts';
export type {
  CatalogBatch,
  CatalogProduct,
  CatalogSku,
  CustomerAddress,
  LoadOptions,
  LoadReport,
  RejectedRow,
  ShopCustomer,
  ShopOrder,
  ShopReview,
} from './catalog-batch.ts';

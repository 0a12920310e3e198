export { findIdentities, type Identity } from './identities.store.ts';
export { readPrices, readProducts, readStock, type ExportedProduct } from './export-catalog.store.ts';
export { readCustomers, type ExportedCustomer } from './export-customers.store.ts';
export { readOrderLines, readOrders, readReviews } from './export-orders.store.ts';
export { readCategorySales, readCustomerProducts, readRfm, readSalesHistory } from './export-sales.store.ts';
export { findOrderNumbers, readSoldOrders } from './order-books.store.ts';

export { testDatabase, testDatabases } from './test-database.ts';
export type { TestDatabase, TestDatabaseOptions, TestEngine } from './test-database.ts';
export { checkoutRoot, testHome } from './checkout.ts';

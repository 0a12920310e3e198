export { fakeClock } from './clock/index.ts';
export type { FakeClock } from './clock/index.ts';
export { testDatabase, testDatabases } from './database/index.ts';
export type { TestDatabase, TestDatabaseOptions, TestEngine } from './database/index.ts';

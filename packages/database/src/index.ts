export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { newId } from './new-id.ts';
export { connectToCluster, openDatabase } from './open-database.ts';
export type { DatabaseConnection, Engine, OpenDatabaseOptions } from './open-database.ts';
export { openEmbeddedCluster } from './embedded/embedded-cluster.ts';
export type { EmbeddedCluster, EmbeddedOptions } from './embedded/embedded-cluster.ts';
export { databaseErrorOf, isDatabaseAway } from './database-error.ts';
export type { DatabaseError, DatabaseErrorKind } from './database-error.ts';
export { inTransaction } from './in-transaction.ts';
export type { TransactionOptions } from './in-transaction.ts';
export { migrate, migrationStatus } from './migrations/migrate.store.ts';
export type { MigrationEntry, MigrationReport, MigrationStatus } from './migrations/migrate.store.ts';
export {
  findMigrationSources,
  MigrationError,
  migrationDomains,
  readMigrations,
} from './migrations/read-migrations.ts';
export type { MigrationDomain, MigrationFile, MigrationSource } from './migrations/read-migrations.ts';
export { isAlive, tryFileLock, withFileLock } from './file-lock.ts';
export { appendOutbox, drainOutbox, outboxDepth, retryFailedOutbox } from './outbox/outbox.store.ts';
export type { DrainOptions, OutboxDepth, OutboxEntry, OutboxMessage } from './outbox/outbox.store.ts';
export {
  claimIdempotencyKey,
  deleteIdempotencyKeysBefore,
  storeIdempotentResponse,
} from './idempotency/idempotency.store.ts';
export type { IdempotencyClaim, RepeatableRequest } from './idempotency/idempotency.store.ts';
export { serializeBy, tryExclusively } from './advisory-lock.store.ts';
export { openJobs } from './jobs/jobs.ts';
export type { Job, Jobs, OpenJobsOptions, SendJobOptions, WorkOptions } from './jobs/jobs.ts';
export { readSchema } from './schema/read-schema.store.ts';
export type { DatabaseSchema, SchemaColumn, SchemaConstraint, SchemaRelation } from './schema/read-schema.store.ts';
export { dumpSchema, findDrift, printSchema } from './schema/dump-schema.ts';
export { drawErd } from './schema/draw-erd.ts';

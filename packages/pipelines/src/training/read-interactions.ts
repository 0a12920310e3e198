import { type Interactions, InteractionsBuilder } from '@vitrine/engine';
import {
  effectiveEventTypes,
  findNamespace,
  readTrainingEvents,
  type RecsysTables,
  type Tenant,
} from '@vitrine/recsys';
import type { Kysely } from 'kysely';

/** What is read for a training. */
export interface ReadOptions {
  /** Oldest event that counts; all when null. */
  readonly from: Date | null;
  readonly to: Date;
  /** Called after each page with the rows read so far. */
  onProgress?(rowsRead: number): void;
}

/** A huge order of one thing teaches little more than a large one. */
const valueLimit = 10;

/**
 * Streams a tenant's events into columns, page by page, with the tenant's event weights. Left out: impressions (popularity must not
 * feed on its own exposure), events without an item, inactive types, values that are not positive. Memory is the columns alone.
 */
export async function readInteractions(
  db: Kysely<RecsysTables>,
  tenant: Tenant,
  options: ReadOptions,
): Promise<Interactions> {
  const builder = new InteractionsBuilder();
  const namespaceId = await findNamespace(db, tenant);
  if (namespaceId === null) return builder.build();
  const types = new Map(
    (await effectiveEventTypes(db, namespaceId))
      .filter((type) => type.isActive)
      .map((type) => [type.type, type.weight]),
  );
  let rowsRead = 0;
  for await (const page of readTrainingEvents(db, namespaceId, options)) {
    for (const { userId, itemId, type, value, timeSec, sessionId } of page) {
      const weight = (types.get(type) ?? 0) * Math.min(value, valueLimit);
      if (weight > 0)
        builder.add({ userId, itemId, type, weight, timeSec, ...(sessionId === null ? {} : { session: sessionId }) });
    }
    rowsRead += page.length;
    options.onProgress?.(rowsRead);
  }
  return builder.build();
}

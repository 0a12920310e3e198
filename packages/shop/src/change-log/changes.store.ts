import { newId } from '@vitrine/database';
import { sql, type Kysely, type Transaction } from 'kysely';
import { unnestRows } from '../loading/unnest.store.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { Json } from '../catalog-editor/editable-product.ts';

/** What an entry of the log is about. A user is named by id alone: the log outlives people, their addresses do not. */
export type ChangedKind = 'product' | 'category' | 'brand' | 'collection' | 'user' | 'synonym';
/** What was done. */
export type ChangeAction = 'created' | 'updated' | 'archived' | 'restored' | 'deleted' | 'merged';

/** One change to write down. */
export interface NewChange {
  readonly kind: ChangedKind;
  readonly entityId: string;
  readonly label: string;
  readonly action: ChangeAction;
  /** Field to [before, after]. */
  readonly fields: Readonly<Record<string, readonly [Json, Json]>>;
}

/** One change as it was written down. */
export interface CatalogChange extends NewChange {
  readonly id: string;
  readonly batchId: string | null;
  readonly actor: string;
  readonly changedAt: Date;
}

/** A bulk edit or an upload, with how many changes it made. */
export interface CatalogBatch {
  readonly id: string;
  readonly kind: 'bulk' | 'csv';
  readonly summary: string;
  readonly actor: string;
  readonly startedAt: Date;
  readonly undoneAt: Date | null;
  readonly changes: number;
}

/** A change of a batch that somebody took back while it went on: nobody could take back what still came. */
export class BatchUndoneError extends Error {}

/** Writes changes down in the transaction that makes them. @throws BatchUndoneError when their batch was undone meanwhile. */
export async function insertChanges(
  context: Pick<ShopContext, 'clock'>,
  trx: Transaction<ShopTables>,
  log: { actor: string; batchId?: string | null; changes: readonly NewChange[] },
): Promise<void> {
  if (log.changes.length === 0) return;
  if (typeof log.batchId === 'string') await holdOpenBatch(trx, log.batchId);
  await sql`
    insert into shop.catalog_change (id, batch_id, kind, entity_id, label, action, actor, changed_at, fields)
    select id, ${log.batchId ?? null}::uuid, kind, entity_id, label, action, ${log.actor}, ${context.clock.now()}, fields from ${unnestRows(
      log.changes,
      {
        id: ['uuid', () => newId(context.clock)],
        kind: ['text', (row) => row.kind],
        entity_id: ['uuid', (row) => row.entityId],
        label: ['text', (row) => row.label],
        action: ['text', (row) => row.action],
        fields: ['jsonb', (row) => row.fields],
      },
    )}`.execute(trx);
}

/** Keeps others from undoing a batch until the transaction ends. */
async function holdOpenBatch(trx: Transaction<ShopTables>, id: string): Promise<void> {
  const { rows } = await sql<{ isUndone: boolean }>`
    select undone_at is not null as "isUndone" from shop.catalog_batch where id = ${id}::uuid for share`.execute(trx);
  if (rows[0]?.isUndone === true) throw new BatchUndoneError(`batch ${id} was undone`);
}

/** Which part of the log is wanted; `before` is the id of the last one seen. */
export interface ChangeQuery {
  readonly kind?: ChangedKind | undefined;
  readonly entityId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly actor?: string | undefined;
  readonly limit: number;
  readonly before?: string | undefined;
}

/** The log, newest first. */
export async function selectChanges(db: Kysely<ShopTables>, query: ChangeQuery): Promise<CatalogChange[]> {
  const { rows } = await sql<CatalogChange>`
    select id, batch_id as "batchId", kind, entity_id as "entityId",
      case when kind = 'user' then coalesce((select email from shop.account where account.id = c.entity_id), label) else label end as label, action,
      coalesce((select email from shop.account where account.id::text = c.actor), c.actor) as actor, changed_at as "changedAt", fields from shop.catalog_change as c
    where (${query.kind ?? null}::text is null or kind = ${query.kind ?? null})
      and (${query.entityId ?? null}::uuid is null or entity_id = ${query.entityId ?? null}::uuid)
      and (${query.batchId ?? null}::uuid is null or batch_id = ${query.batchId ?? null}::uuid)
      and (${query.actor ?? null}::text is null or actor = ${query.actor ?? null})
      and (${query.before ?? null}::uuid is null
        or (changed_at, id) < (select b.changed_at, b.id from shop.catalog_change as b where b.id = ${query.before ?? null}::uuid))
    order by changed_at desc, id desc limit ${query.limit}`.execute(db);
  return rows;
}

/** Opens a batch, under an id that the caller drew where it must not be opened twice. */
export async function insertBatch(
  context: Pick<ShopContext, 'clock'>,
  trx: Kysely<ShopTables>,
  batch: { kind: 'bulk' | 'csv'; summary: string; actor: string; id?: string | undefined },
): Promise<string> {
  const id = batch.id ?? newId(context.clock);
  await sql`insert into shop.catalog_batch (id, kind, summary, actor, started_at) values (${id}::uuid, ${batch.kind}, ${batch.summary}, ${batch.actor},
    ${context.clock.now()})`.execute(trx);
  return id;
}

/** The latest batches, or one of them. */
export async function selectBatches(
  db: Kysely<ShopTables>,
  wanted: { limit: number; id?: string },
): Promise<CatalogBatch[]> {
  const { rows } = await sql<CatalogBatch>`
    select id, kind, summary, coalesce((select email from shop.account where account.id::text = b.actor), b.actor) as actor, started_at as "startedAt", undone_at as "undoneAt",
      (select count(*) from shop.catalog_change as c where c.batch_id = b.id)::integer as changes
    from shop.catalog_batch as b where ${wanted.id ?? null}::uuid is null or id = ${wanted.id ?? null}::uuid
    order by started_at desc, id desc limit ${wanted.limit}`.execute(db);
  return rows;
}

/** Marks a batch as undone; false when it was already, so that two clicks undo once. */
export async function markUndone(
  context: Pick<ShopContext, 'clock'>,
  trx: Transaction<ShopTables>,
  batch: { id: string; actor: string },
): Promise<boolean> {
  const { rows } =
    await sql`update shop.catalog_batch set undone_at = ${context.clock.now()}, undone_by = ${batch.actor}
    where id = ${batch.id}::uuid and undone_at is null returning id`.execute(trx);
  return rows.length > 0;
}

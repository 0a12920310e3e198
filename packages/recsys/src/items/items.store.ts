import type { CatalogItem } from '@vitrine/engine/pipeline';
import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import type { ItemRow } from './item.ts';

/** Channel on which every process hears that a namespace's items changed; the payload is its number. */
export const catalogChannel = 'recsys_catalog';

/**
 * Stores items in one statement and answers the catalog's new revision. Price, brand, category, texts and embedding survive when null;
 * availability, tags, props and category path are replaced. The revision row is locked first, so revisions become visible in order.
 */
export async function upsertItems(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  rows: readonly ItemRow[],
): Promise<number> {
  const done = await sql<{ revision: number }>`
    with bumped as (
      update recsys.namespaces set catalog_revision = catalog_revision + 1 where namespace_id = ${namespaceId} returning catalog_revision
    ), stored as (
      insert into recsys.items (namespace_id, item_id, available, price_minor, brand, category, category_path, tags, props, description,
        url, image_url, metadata_version, embedding, first_available, revision)
      select ${namespaceId}::integer, row.item_id, row.available, row.price_minor, row.brand, row.category, row.category_path, row.tags,
        row.props, row.description, row.url, row.image_url, row.metadata_version, row.embedding, row.first_available, bumped.catalog_revision
      from bumped, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (item_id text, available boolean, price_minor bigint, brand text,
        category text, category_path text[], tags text[], props jsonb, description text, url text, image_url text, metadata_version text,
        embedding real[], first_available timestamptz)
      order by row.item_id
      on conflict (namespace_id, item_id) do update set
        available = excluded.available, category_path = excluded.category_path, tags = excluded.tags, props = excluded.props,
        price_minor = coalesce(excluded.price_minor, items.price_minor), brand = coalesce(excluded.brand, items.brand),
        category = coalesce(excluded.category, items.category), description = coalesce(excluded.description, items.description),
        url = coalesce(excluded.url, items.url), image_url = coalesce(excluded.image_url, items.image_url),
        metadata_version = coalesce(excluded.metadata_version, items.metadata_version),
        embedding = coalesce(excluded.embedding, items.embedding),
        first_available = coalesce(excluded.first_available, items.first_available),
        revision = excluded.revision, updated_at = now()
    )
    select catalog_revision as revision, pg_notify(${catalogChannel}, ${String(namespaceId)}) from bumped`.execute(db);
  return Number(done.rows[0]?.revision ?? 0);
}

/** Which items a list or a deletion means. */
export interface ItemFilter {
  readonly itemId?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

function itemConditions(namespaceId: number, filter: ItemFilter) {
  const conditions = [sql`namespace_id = ${namespaceId}`];
  if (filter.itemId !== undefined) conditions.push(sql`item_id = ${filter.itemId}`);
  if (filter.createdAfter !== undefined)
    conditions.push(sql`created_at >= ${filter.createdAfter.toISOString()}::timestamptz`);
  if (filter.createdBefore !== undefined)
    conditions.push(sql`created_at <= ${filter.createdBefore.toISOString()}::timestamptz`);
  return sql.join(conditions, sql` and `);
}

/** A stored item as lists show it. */
export interface StoredItem {
  readonly itemId: string;
  readonly available: boolean;
  readonly priceMinor: number | null;
  readonly brand: string | null;
  readonly category: string | null;
  readonly categoryPath: string[];
  readonly tags: string[];
  readonly props: unknown;
  readonly description: string | null;
  readonly url: string | null;
  readonly imageUrl: string | null;
  readonly metadataVersion: string | null;
  readonly firstAvailable: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One page of items, newest first. */
export async function listItems(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  page: ItemFilter & { limit: number; offset: number },
): Promise<{ items: StoredItem[]; total: number }> {
  const where = itemConditions(namespaceId, page);
  const [items, total] = await Promise.all([
    sql<StoredItem>`
      select item_id as "itemId", available, price_minor as "priceMinor", brand, category, category_path as "categoryPath", tags, props,
        description, url, image_url as "imageUrl", metadata_version as "metadataVersion", first_available as "firstAvailable",
        created_at as "createdAt", updated_at as "updatedAt"
      from recsys.items where ${where} order by created_at desc, item_id limit ${page.limit} offset ${page.offset}`.execute(
      db,
    ),
    sql<{ total: number }>`select count(*) as total from recsys.items where ${where}`.execute(db),
  ]);
  return { items: items.rows, total: Number(total.rows[0]?.total ?? 0) };
}

/** Deletes items; the namespace remembers that something went, so that caches reload. */
export async function deleteItems(db: Kysely<RecsysTables>, namespaceId: number, filter: ItemFilter): Promise<number> {
  const gone = await sql<{ count: number }>`
    with bumped as (
      update recsys.namespaces set catalog_revision = catalog_revision + 1, catalog_deletion_revision = catalog_revision + 1
      where namespace_id = ${namespaceId} returning 1
    ), gone as (delete from recsys.items where ${itemConditions(namespaceId, filter)} returning 1)
    select (select count(*) from gone) as count, pg_notify(${catalogChannel}, ${String(namespaceId)}) from bumped`.execute(
    db,
  );
  return Number(gone.rows[0]?.count ?? 0);
}

/** Where the catalog stands; two small numbers that a poll can afford. */
export async function catalogRevision(
  db: Kysely<RecsysTables>,
  namespaceId: number,
): Promise<{ revision: number; deletionRevision: number }> {
  const found = await sql<{ revision: number; deletion: number }>`
    select catalog_revision as revision, catalog_deletion_revision as deletion from recsys.namespaces where namespace_id = ${namespaceId}`.execute(
    db,
  );
  return { revision: Number(found.rows[0]?.revision ?? 0), deletionRevision: Number(found.rows[0]?.deletion ?? 0) };
}

/** Items written after a revision (0 = all), as the pipeline wants them. */
export async function itemsSince(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  revision: number,
): Promise<CatalogItem[]> {
  const found = await sql<CatalogItem>`
    select item_id as "itemId", available, price_minor as "priceMinor", brand, category, category_path as "categoryPath", tags,
      coalesce(extract(epoch from first_available), 0)::double precision as "firstAvailableSec",
      extract(epoch from coalesce(first_available, created_at))::double precision as "createdSec"
    from recsys.items where namespace_id = ${namespaceId} and revision > ${revision}`.execute(db);
  return found.rows;
}

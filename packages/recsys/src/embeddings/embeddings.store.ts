import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** The embeddings of one catalog as a whole. */
export interface TextIndex {
  /** What made the vectors; those of two makers must not meet. */
  readonly maker: string;
  /** Where the embedder lies; null for a sentence model, which learnt elsewhere. */
  readonly artifact: { readonly path: string; readonly sha256: Uint8Array } | null;
  /** Texts the embedder was learnt from. */
  readonly learntFrom: number;
  /** Up to here the catalog's writes were looked at. */
  readonly catalogRevision: number;
  readonly search: 'exact' | 'approximate';
  /** Recall@20 of the search against an exact one. */
  readonly recall: number;
  /** Share of neighbours in their item's category, and if they were drawn; null where nothing has a category. */
  readonly sameCategory: { readonly share: number; readonly byChance: number } | null;
  readonly learntAt: Date;
  readonly changedAt: Date;
}

/** One item's vector as it is written. */
export interface EmbeddedItem {
  readonly itemId: string;
  readonly textHash: number;
  /** 384 numbers; null where the text holds nothing known. */
  readonly vector: Float32Array | null;
}

/** The items nearest to one by their texts, nearest first. */
export interface TextNeighbours {
  readonly itemId: string;
  readonly neighbourIds: readonly string[];
  readonly cosines: readonly number[];
}

/** Rows of one statement: some megabytes of JSON. */
const rowsAtOnce = 500;

/** What is known of a catalog's embeddings; null before they were made. */
export async function findTextIndex(db: Kysely<RecsysTables>, namespaceId: number): Promise<TextIndex | null> {
  const row = await db
    .selectFrom('recsys.text_indexes')
    .selectAll()
    .where('namespace_id', '=', namespaceId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    maker: row.maker,
    artifact: row.path === null || row.sha256 === null ? null : { path: row.path, sha256: row.sha256 },
    learntFrom: row.learnt_from,
    catalogRevision: Number(row.catalog_revision),
    search: row.search,
    recall: row.recall,
    sameCategory:
      row.same_category_share === null || row.by_chance === null
        ? null
        : { share: row.same_category_share, byChance: row.by_chance },
    learntAt: row.learnt_at,
    changedAt: row.changed_at,
  };
}

/** Puts a catalog's embeddings as a whole in the place of what was known. */
export async function storeTextIndex(db: Kysely<RecsysTables>, namespaceId: number, index: TextIndex): Promise<void> {
  const values = {
    maker: index.maker,
    path: index.artifact?.path ?? null,
    sha256: index.artifact === null ? null : Buffer.from(index.artifact.sha256),
    learnt_from: index.learntFrom,
    catalog_revision: index.catalogRevision,
    search: index.search,
    recall: index.recall,
    same_category_share: index.sameCategory?.share ?? null,
    by_chance: index.sameCategory?.byChance ?? null,
    learnt_at: index.learntAt,
    changed_at: index.changedAt,
  };
  await db
    .insertInto('recsys.text_indexes')
    .values({ namespace_id: namespaceId, ...values })
    .onConflict((conflict) => conflict.column('namespace_id').doUpdateSet(values))
    .execute();
}

/** Notes up to which write the catalog was looked at; never less than was noted before. */
export async function moveTextIndex(db: Kysely<RecsysTables>, namespaceId: number, revision: number): Promise<void> {
  await db
    .updateTable('recsys.text_indexes')
    .set({ catalog_revision: sql`greatest(catalog_revision, ${revision})` })
    .where('namespace_id', '=', namespaceId)
    .execute();
}

/** Fingerprints of the texts that items were embedded from. */
export async function readTextHashes(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  itemIds: readonly string[],
): Promise<Map<string, number>> {
  const found = await sql<{ itemId: string; textHash: number }>`
    select item_id as "itemId", text_hash as "textHash" from recsys.item_embeddings
    where namespace_id = ${namespaceId} and item_id = any(${[...itemIds]}::text[])`.execute(db);
  return new Map(found.rows.map(({ itemId, textHash }) => [itemId, Number(textHash)]));
}

/** Vectors and neighbours of all items, page by page. */
export async function* readEmbeddings(
  db: Kysely<RecsysTables>,
  namespaceId: number,
): AsyncGenerator<{ itemId: string; vector: Uint8Array | null; neighbourIds: string[] }[]> {
  const pageSize = 5000;
  let after = '';
  for (;;) {
    const { rows } = await sql<{ itemId: string; vector: Uint8Array | null; neighbourIds: string[] }>`
      select item_id as "itemId", vector, neighbour_ids as "neighbourIds" from recsys.item_embeddings
      where namespace_id = ${namespaceId} and item_id > ${after} order by item_id limit ${pageSize}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < pageSize) return;
    after = last.itemId;
  }
}

/** Forgets every vector of a catalog. */
export async function deleteEmbeddings(db: Kysely<RecsysTables>, namespaceId: number): Promise<void> {
  await sql`delete from recsys.item_embeddings where namespace_id = ${namespaceId}`.execute(db);
}

/** Stores vectors. Items that were deleted meanwhile are left out. */
export async function storeEmbeddings(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  items: readonly EmbeddedItem[],
): Promise<void> {
  for (let begin = 0; begin < items.length; begin += rowsAtOnce) {
    const rows = items.slice(begin, begin + rowsAtOnce).map(({ itemId, textHash, vector }) => ({
      item_id: itemId,
      text_hash: textHash,
      vector: vector === null ? null : bytesOf(vector).toString('base64'),
    }));
    await sql`
      insert into recsys.item_embeddings (namespace_id, item_id, text_hash, vector)
      select ${namespaceId}::integer, item.item_id, row.text_hash, decode(row.vector, 'base64')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (item_id text, text_hash bigint, vector text)
      join recsys.items as item on item.namespace_id = ${namespaceId}::integer and item.item_id = row.item_id
      order by item.item_id
      on conflict (namespace_id, item_id) do update set text_hash = excluded.text_hash, vector = excluded.vector`.execute(
      db,
    );
  }
}

/** Stores who is near to whom, for items that have a row. */
export async function storeNeighbours(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  lists: readonly TextNeighbours[],
): Promise<void> {
  for (let begin = 0; begin < lists.length; begin += rowsAtOnce) {
    const rows = lists.slice(begin, begin + rowsAtOnce).map(({ itemId, neighbourIds, cosines }) => ({
      item_id: itemId,
      neighbour_ids: neighbourIds,
      cosines,
    }));
    await sql`
      update recsys.item_embeddings as item set neighbour_ids = row.neighbour_ids, cosines = row.cosines
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (item_id text, neighbour_ids text[], cosines real[])
      where item.namespace_id = ${namespaceId} and item.item_id = row.item_id`.execute(db);
  }
}

/** The items nearest to one by their texts; null for an item that has no row. */
export async function readNeighbours(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  itemId: string,
): Promise<TextNeighbours | null> {
  const found = await sql<TextNeighbours>`
    select item_id as "itemId", neighbour_ids as "neighbourIds", cosines from recsys.item_embeddings
    where namespace_id = ${namespaceId} and item_id = ${itemId}`.execute(db);
  return found.rows[0] ?? null;
}

/** How many items a catalog has, and what of them has a vector. */
export interface EmbeddingCounts {
  readonly items: number;
  /** Without a row: written since the last look, or that look has not ended. */
  readonly missing: number;
  /** With a row but no vector: the text holds nothing known. */
  readonly zero: number;
  /** With a row, and written since the last look: the text may have changed. */
  readonly stale: number;
}

/** Counts a catalog's items by what the embeddings know of them. */
export async function countEmbeddings(db: Kysely<RecsysTables>, namespaceId: number): Promise<EmbeddingCounts> {
  const found = await sql<{ [name in keyof EmbeddingCounts]: number | string }>`
    select count(*) as items, count(*) filter (where e.item_id is null) as missing,
      count(*) filter (where e.item_id is not null and e.vector is null) as zero,
      count(*) filter (where e.item_id is not null and i.revision > coalesce(x.catalog_revision, 0)) as stale
    from recsys.items as i
    left join recsys.text_indexes as x on x.namespace_id = i.namespace_id
    left join recsys.item_embeddings as e on e.namespace_id = i.namespace_id and e.item_id = i.item_id
    where i.namespace_id = ${namespaceId}`.execute(db);
  const row = found.rows[0];
  return {
    items: Number(row?.items ?? 0),
    missing: Number(row?.missing ?? 0),
    zero: Number(row?.zero ?? 0),
    stale: Number(row?.stale ?? 0),
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

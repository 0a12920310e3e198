import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';

const tables = { product: 'product', category: 'category', brand: 'brand', collection: 'collection' } as const;

/** Where a slug that was given up leads now; null when it was never one, or what it named is gone. */
export async function selectMovedSlug(
  db: Kysely<ShopTables>,
  kind: keyof typeof tables,
  slug: string,
): Promise<string | null> {
  const alive = kind === 'product' ? sql`and alive.archived_at is null` : sql``;
  const { rows } = await sql<{ slug: string }>`
    select alive.slug from shop.slug_history as moved join ${sql.table(`shop.${tables[kind]}`)} as alive on alive.id = moved.entity_id
    where moved.kind = ${kind} and moved.slug = ${slug} ${alive}`.execute(db);
  return rows[0]?.slug ?? null;
}

import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { ProductPatch } from './editable-product.ts';

/** What the database holds of that which patches name: who has an address or a code, and which ids are there. */
export interface PatchFacts {
  /** Address to the id of its product. */
  readonly slugs: ReadonlyMap<string, string>;
  /** Code to the id of its SKU. */
  readonly codes: ReadonlyMap<string, string>;
  /** Id of a SKU to the id of its product. */
  readonly skus: ReadonlyMap<string, string>;
  /** Ids of brands, categories, collections and media. */
  readonly known: ReadonlySet<string>;
}

/** The facts that patches are judged by: one query, however many they are. */
export async function selectPatchFacts(
  trx: Transaction<ShopTables>,
  patches: readonly ProductPatch[],
): Promise<PatchFacts> {
  const each = <Value>(read: (patch: ProductPatch) => readonly (Value | null | undefined)[]): Value[] => [
    ...new Set(patches.flatMap(read).filter((value) => value !== null && value !== undefined)),
  ];
  const { rows } = await sql<{ kind: 'slug' | 'code' | 'sku' | 'known'; name: string; holder: string }>`
    select 'slug' as kind, slug as name, id as holder from shop.product where slug = any(${each((patch) => [patch.slug])}::text[])
    union all select 'code', code, id from shop.sku where code = any(${each((patch) => (patch.skus ?? []).map(({ code }) => code))}::text[])
    union all select 'sku', id::text, product_id from shop.sku where id = any(${each((patch) => (patch.skus ?? []).map(({ id }) => id))}::uuid[])
    union all select 'known', id::text, id from shop.brand where id = any(${each((patch) => [patch.brandId])}::uuid[])
    union all select 'known', id::text, id from shop.category where id = any(${each((patch) => [patch.categoryId, ...(patch.categoryIds ?? [])])}::uuid[])
    union all select 'known', id::text, id from shop.collection where id = any(${each((patch) => patch.collectionIds ?? [])}::uuid[])
    union all select 'known', id::text, id from shop.media where id = any(${each((patch) => (patch.pictures ?? []).map(({ mediaId }) => mediaId))}::uuid[])`.execute(
    trx,
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => [row.name, row.holder] as const);
  return {
    slugs: new Map(of('slug')),
    codes: new Map(of('code')),
    skus: new Map(of('sku')),
    known: new Set(of('known').map(([id]) => id)),
  };
}

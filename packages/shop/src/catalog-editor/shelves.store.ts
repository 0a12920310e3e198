import { newId } from '@vitrine/database';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';

type Trx = Transaction<ShopTables>;

/** A category as the office edits it, with the products that stand on this very shelf (archived ones too). */
export interface EditableCategory {
  readonly id: string;
  readonly parentId: string | null;
  readonly version: number;
  readonly slug: string;
  readonly position: number;
  readonly baseLocale: string;
  readonly texts: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
  readonly products: number;
  readonly children: number;
}

/** Every category, or one; in the order of position and name, parents not before children. */
export async function selectEditableCategories(
  db: Kysely<ShopTables>,
  wanted: { id?: string; lock?: boolean } = {},
): Promise<EditableCategory[]> {
  // One tree, one editor at a time: two moves at once could make a cycle that neither sees.
  if (wanted.lock === true) await sql`select pg_advisory_xact_lock(hashtext('shop.category'))`.execute(db);
  const { rows } = await sql<EditableCategory>`
    select c.id, c.parent_id as "parentId", c.version, c.slug, c.position, c.base_locale as "baseLocale",
      (select jsonb_object_agg(t.locale, jsonb_build_object('name', t.name, 'description', t.description))
        from shop.category_translation as t where t.category_id = c.id) as texts,
      (select count(*) from shop.product_category as s where s.category_id = c.id)::integer as products,
      (select count(*) from shop.category as below where below.parent_id = c.id)::integer as children
    from shop.category as c where ${wanted.id ?? null}::uuid is null or c.id = ${wanted.id ?? null}::uuid
    order by c.position, (select name from shop.category_translation as t where t.category_id = c.id and t.locale = c.base_locale), c.slug`.execute(
    db,
  );
  return rows;
}

/** Inserts a category at the end of its parent's row. */
export async function insertCategory(
  context: ShopContext,
  trx: Trx,
  category: { slug: string; parentId: string | null; baseLocale: string },
): Promise<string> {
  const id = newId(context.clock);
  await sql`insert into shop.category (id, parent_id, slug, base_locale, position) values (${id}::uuid, ${category.parentId}::uuid, ${category.slug}, ${category.baseLocale},
    (select coalesce(max(position) + 1, 0) from shop.category where parent_id is not distinct from ${category.parentId}::uuid))`.execute(
    trx,
  );
  return id;
}

/** Writes what is given of a category; the version counts once. */
export async function updateCategoryRow(
  trx: Trx,
  id: string,
  change: {
    slug?: string | undefined;
    parentId?: string | null | undefined;
    texts?: Readonly<Record<string, { name: string; description: string } | null>> | undefined;
  },
): Promise<void> {
  await sql`update shop.category set slug = coalesce(${change.slug ?? null}, slug),
    parent_id = case when ${change.parentId !== undefined} then ${change.parentId ?? null}::uuid else parent_id end where id = ${id}::uuid`.execute(
    trx,
  );
  for (const [locale, text] of Object.entries(change.texts ?? {})) {
    if (text === null)
      await sql`delete from shop.category_translation where category_id = ${id}::uuid and locale = ${locale}
        and locale <> (select base_locale from shop.category where id = ${id}::uuid)`.execute(trx);
    else
      await sql`insert into shop.category_translation (category_id, locale, name, description) values (${id}::uuid, ${locale}, ${text.name}, ${text.description})
        on conflict (category_id, locale) do update set name = excluded.name, description = excluded.description`.execute(
        trx,
      );
  }
}

/** Puts the children of one parent into this order; ids that are not its children change nothing. */
export async function orderChildren(trx: Trx, parentId: string | null, ids: readonly string[]): Promise<void> {
  await sql`update shop.category set position = given.at - 1 from unnest(${[...ids]}::uuid[]) with ordinality as given (id, at)
    where category.id = given.id and category.parent_id is not distinct from ${parentId}::uuid and category.position <> given.at - 1`.execute(
    trx,
  );
}

/** Whether one category is the other or stands somewhere above it. */
export async function isWithin(trx: Trx, id: string, branchId: string): Promise<boolean> {
  const { rows } =
    await sql`select from shop.category_descendants(${branchId}::uuid) as below where below.id = ${id}::uuid`.execute(
      trx,
    );
  return rows.length > 0;
}

/** Everything of one category becomes the other's: products, subcategories, people's preferences, its address. */
export async function mergeCategoryRows(trx: Trx, fromId: string, intoId: string): Promise<void> {
  const [from, into] = [sql`${fromId}::uuid`, sql`${intoId}::uuid`];
  await sql`insert into shop.product_category (product_id, category_id) select product_id, ${into} from shop.product_category where category_id = ${from} on conflict do nothing`.execute(
    trx,
  );
  await sql`update shop.product set category_id = ${into} where category_id = ${from}`.execute(trx);
  await sql`delete from shop.product_category where category_id = ${from}`.execute(trx);
  await sql`update shop.category set parent_id = ${into} where parent_id = ${from}`.execute(trx);
  await sql`insert into shop.customer_preferred_category select (jsonb_populate_record(liked, jsonb_build_object('category_id', ${intoId}::text))).*
    from shop.customer_preferred_category as liked where category_id = ${from} on conflict do nothing`.execute(trx);
  await deleteShelf(trx, { kind: 'category', id: fromId }, intoId);
}

/** Deletes an empty category, a brand or a collection; its address, and those that led to it, lead to `leadsTo` when one is given. */
export async function deleteShelf(
  trx: Trx,
  shelf: { kind: 'category' | 'brand' | 'collection'; id: string },
  leadsTo: string | null = null,
): Promise<void> {
  const { kind, id } = shelf;
  if (kind === 'category')
    await sql`delete from shop.customer_preferred_category where category_id = ${id}::uuid`.execute(trx);
  if (leadsTo !== null) {
    await sql`insert into shop.slug_history (kind, slug, entity_id, replaced_at) select ${kind}, slug, ${leadsTo}::uuid, now()
      from ${sql.table(`shop.${kind}`)} where id = ${id}::uuid on conflict (kind, slug) do update set entity_id = excluded.entity_id`.execute(
      trx,
    );
    await sql`update shop.slug_history set entity_id = ${leadsTo}::uuid where kind = ${kind} and entity_id = ${id}::uuid`.execute(
      trx,
    );
  }
  await sql`delete from ${sql.table(`shop.${kind}`)} where id = ${id}::uuid`.execute(trx);
}

/** Ids of the products of a branch, of a brand or of a collection: those who hear of its change. */
export async function selectShelvedProducts(
  db: Kysely<ShopTables>,
  kind: 'category' | 'brand' | 'collection',
  id: string,
): Promise<string[]> {
  const found = {
    category: sql`select distinct product_id as id from shop.product_category where category_id in (select below.id from shop.category_descendants(${id}::uuid) as below)`,
    brand: sql`select id from shop.product where brand_id = ${id}::uuid`,
    collection: sql`select product_id as id from shop.collection_product where collection_id = ${id}::uuid order by position`,
  };
  const { rows } = await sql<{ id: string }>`${found[kind]}`.execute(db);
  return rows.map((row) => row.id);
}

/** A brand with the number of its products, archived ones too. */
export interface EditableBrand {
  readonly id: string;
  readonly version: number;
  readonly slug: string;
  readonly name: string;
  readonly products: number;
}

/** All brands by name, or one. */
export async function selectEditableBrands(
  db: Kysely<ShopTables>,
  wanted: { id?: string } = {},
): Promise<EditableBrand[]> {
  const { rows } = await sql<EditableBrand>`
    select b.id, b.version, b.slug, b.name, (select count(*) from shop.product as p where p.brand_id = b.id)::integer as products
    from shop.brand as b where ${wanted.id ?? null}::uuid is null or b.id = ${wanted.id ?? null}::uuid order by shop.fold(b.name), b.slug`.execute(
    db,
  );
  return rows;
}

/** Inserts a brand. */
export async function insertBrand(
  context: ShopContext,
  trx: Trx,
  brand: { slug: string; name: string },
): Promise<string> {
  const id = newId(context.clock);
  await sql`insert into shop.brand (id, slug, name) values (${id}::uuid, ${brand.slug}, ${brand.name})`.execute(trx);
  return id;
}

/** Writes a brand. */
export async function updateBrandRow(trx: Trx, id: string, brand: { slug: string; name: string }): Promise<void> {
  await sql`update shop.brand set slug = ${brand.slug}, name = ${brand.name} where id = ${id}::uuid`.execute(trx);
}

/** All products of a brand become another's. */
export async function mergeBrandRows(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await sql`update shop.product set brand_id = ${intoId}::uuid where brand_id = ${fromId}::uuid`.execute(trx);
  await deleteShelf(trx, { kind: 'brand', id: fromId }, intoId);
}

/** A collection with its products in order. */
export interface EditableCollection {
  readonly id: string;
  readonly version: number;
  readonly slug: string;
  readonly baseLocale: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly texts: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
  readonly productIds: readonly string[];
}

/** All collections, or one. */
export async function selectEditableCollections(
  db: Kysely<ShopTables>,
  wanted: { id?: string; lock?: boolean } = {},
): Promise<EditableCollection[]> {
  if (wanted.lock === true)
    await sql`select from shop.collection where id = ${wanted.id ?? null}::uuid for update`.execute(db);
  const { rows } = await sql<EditableCollection>`
    select c.id, c.version, c.slug, c.base_locale as "baseLocale", c.starts_at as "startsAt", c.ends_at as "endsAt",
      (select jsonb_object_agg(t.locale, jsonb_build_object('name', t.name, 'description', t.description))
        from shop.collection_translation as t where t.collection_id = c.id) as texts,
      coalesce((select array_agg(m.product_id order by m.position) from shop.collection_product as m where m.collection_id = c.id), '{}') as "productIds"
    from shop.collection as c where ${wanted.id ?? null}::uuid is null or c.id = ${wanted.id ?? null}::uuid order by c.slug`.execute(
    db,
  );
  return rows;
}

/** What is written of a collection. */
export interface CollectionWrite {
  readonly slug: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly texts: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
  readonly productIds: readonly string[];
}

/** Inserts or rewrites a collection with its texts and its products in this order. */
export async function writeCollection(
  context: ShopContext,
  trx: Trx,
  given: { id: string | null; write: CollectionWrite },
): Promise<string> {
  const { write } = given;
  const id = given.id ?? newId(context.clock);
  if (given.id === null)
    await sql`insert into shop.collection (id, slug, base_locale, starts_at, ends_at) values (${id}::uuid, ${write.slug}, ${context.locale}, ${write.startsAt}, ${write.endsAt})`.execute(
      trx,
    );
  else
    await sql`update shop.collection set slug = ${write.slug}, starts_at = ${write.startsAt}, ends_at = ${write.endsAt} where id = ${id}::uuid`.execute(
      trx,
    );
  for (const [locale, text] of Object.entries(write.texts))
    await sql`insert into shop.collection_translation (collection_id, locale, name, description) values (${id}::uuid, ${locale}, ${text.name}, ${text.description})
      on conflict (collection_id, locale) do update set name = excluded.name, description = excluded.description`.execute(
      trx,
    );
  await sql`delete from shop.collection_product where collection_id = ${id}::uuid`.execute(trx);
  await sql`insert into shop.collection_product (collection_id, product_id, position) select ${id}::uuid, p.id, given.at - 1
    from unnest(${[...write.productIds]}::uuid[]) with ordinality as given (id, at) join shop.product as p on p.id = given.id`.execute(
    trx,
  );
  return id;
}

/** Whether a slug belongs to another of its kind. */
export async function slugIsTaken(
  trx: Trx,
  kind: 'category' | 'brand' | 'collection',
  given: { slug: string; id: string | null },
): Promise<boolean> {
  const { rows } =
    await sql`select from ${sql.table(`shop.${kind}`)} where slug = ${given.slug} and id is distinct from ${given.id}::uuid`.execute(
      trx,
    );
  return rows.length > 0;
}

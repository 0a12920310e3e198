import type { Clock } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { CatalogProduct } from './catalog-batch.ts';
import { normaliseTag, type SlugIds } from './catalog-shelves.store.ts';
import { unnestRows } from './unnest.store.ts';

type Trx = Transaction<ShopTables>;

/** A product on its way in: its record, its id here, and the hash of the record. */
export interface IncomingProduct {
  readonly id: string;
  readonly product: CatalogProduct;
  readonly fingerprint: string;
}

/** A product as the last import left it. */
export interface KnownProduct {
  readonly id: string;
  readonly fingerprint: string | null;
  readonly firstAvailable: Date;
  readonly asOf: Date | null;
}

/** What the shop already knows that a batch could collide with. */
export interface KnownProducts {
  /** By identity (see `identityOf`). */
  readonly products: ReadonlyMap<string, KnownProduct>;
  /** Slug to the identity of its product. */
  readonly slugs: ReadonlyMap<string, string>;
  /** SKU code to the identity of its product. */
  readonly skus: ReadonlyMap<string, string>;
}

/** One text for (source, external id). */
export function identityOf(row: { readonly source: string; readonly externalId: string }): string {
  return JSON.stringify([row.source, row.externalId]);
}

/** Three queries that say everything a batch may collide with. */
export async function selectKnownProducts(trx: Trx, products: readonly CatalogProduct[]): Promise<KnownProducts> {
  const known = await sql<{ source: string; externalId: string } & KnownProduct>`
    select product.source, product.external_id as "externalId", product.id, product.first_available_at as "firstAvailable",
      last.fingerprint, last.as_of as "asOf" from ${unnestRows(products, {
        source: ['text', (product) => product.source],
        external_id: ['text', (product) => product.externalId],
      })} join shop.product using (source, external_id) left join shop.product_import as last on last.product_id = product.id`.execute(
    trx,
  );
  const slugs = await sql<{ slug: string; source: string; externalId: string }>`
    select slug, source, external_id as "externalId" from shop.product where slug = any(${products.map((product) => product.slug)}::text[])`.execute(
    trx,
  );
  const codes = products.flatMap((product) => product.skus.map((sku) => sku.sku));
  const skus = await sql<{ code: string; source: string; externalId: string }>`
    select sku.code, product.source, product.external_id as "externalId" from shop.sku join shop.product on product.id = sku.product_id
    where sku.code = any(${codes}::text[])`.execute(trx);
  return {
    products: new Map(known.rows.map((row) => [identityOf(row), row])),
    slugs: new Map(slugs.rows.map((row) => [row.slug, identityOf(row)])),
    skus: new Map(skus.rows.map((row) => [row.code, identityOf(row)])),
  };
}

/** What every write of a load needs. */
export interface CatalogRun {
  readonly clock: Clock;
  readonly locale: string;
  readonly brands: SlugIds;
  readonly categories: SlugIds;
}

/** The products themselves: inserted, or brought to their new record. */
export async function upsertProducts(trx: Trx, incoming: readonly IncomingProduct[], run: CatalogRun): Promise<void> {
  const now = run.clock.now();
  await sql`
    insert into shop.product as kept (id, source, external_id, slug, brand_id, category_id, base_locale, color, tint, metadata, first_available_at, created_at, updated_at, archived_at)
    select id, source, external_id, slug, brand_id, category_id, ${run.locale}, color, tint, metadata, first_available_at, ${now}, ${now},
      case when archived then ${now}::timestamptz end
    from ${unnestRows(incoming, {
      id: ['uuid', ({ id }) => id],
      source: ['text', ({ product }) => product.source],
      external_id: ['text', ({ product }) => product.externalId],
      slug: ['text', ({ product }) => product.slug],
      brand_id: ['uuid', ({ product }) => (product.brand === undefined ? null : run.brands.get(product.brand.slug))],
      category_id: ['uuid', ({ product }) => run.categories.get(product.categoryPath.at(-1)?.slug ?? '')],
      color: ['text', ({ product }) => product.color],
      tint: ['text', ({ product }) => product.tint],
      metadata: ['jsonb', ({ product }) => product.metadata],
      first_available_at: ['timestamptz', ({ product }) => product.firstAvailable],
      archived: ['boolean', ({ product }) => product.archived === true],
    })}
    order by id
    on conflict (source, external_id) do update set slug = excluded.slug, brand_id = excluded.brand_id, category_id = excluded.category_id, color = excluded.color,
      tint = excluded.tint, metadata = excluded.metadata, first_available_at = excluded.first_available_at, updated_at = excluded.updated_at,
      base_locale = excluded.base_locale, archived_at = case when excluded.archived_at is not null then coalesce(kept.archived_at, excluded.archived_at) end`.execute(
    trx,
  );
}

/** Names and descriptions in the language of the batch. */
export async function upsertTexts(trx: Trx, incoming: readonly IncomingProduct[], locale: string): Promise<void> {
  await sql`
    insert into shop.product_translation (product_id, locale, name, description) select product_id, ${locale}, name, description from ${unnestRows(
      incoming,
      {
        product_id: ['uuid', ({ id }) => id],
        name: ['text', ({ product }) => product.name],
        description: ['text', ({ product }) => product.description],
      },
    )} on conflict (product_id, locale) do update set name = excluded.name, description = excluded.description`.execute(
    trx,
  );
}

/** The shelf, tags, specs and imported rating of each product, replaced by those of the record. */
export async function replaceTraits(trx: Trx, incoming: readonly IncomingProduct[], run: CatalogRun): Promise<void> {
  const ids = incoming.map(({ id }) => id);
  // An imported product stands on its home shelf; shelves that people added by hand stay.
  await sql`insert into shop.product_category (product_id, category_id) select id, category_id from shop.product where id = any(${ids}::uuid[]) on conflict do nothing`.execute(
    trx,
  );
  await sql`delete from shop.product_tag where product_id = any(${ids}::uuid[])`.execute(trx);
  const tags = incoming.flatMap(({ id, product }) =>
    [...new Set(product.tags.map(normaliseTag))].map((tag) => ({ id, tag })),
  );
  await sql`insert into shop.product_tag (product_id, tag) select product_id, tag from ${unnestRows(tags, {
    product_id: ['uuid', (row) => row.id],
    tag: ['text', (row) => row.tag],
  })}`.execute(trx);
  await sql`delete from shop.product_spec where product_id = any(${ids}::uuid[]) and locale = ${run.locale}`.execute(
    trx,
  );
  const specs = incoming.flatMap(({ id, product }) =>
    product.specs.map((spec, position) => ({ id, position, ...spec })),
  );
  await sql`insert into shop.product_spec (product_id, locale, name, value, position) select product_id, ${run.locale}, name, value, position from ${unnestRows(
    specs,
    {
      product_id: ['uuid', (row) => row.id],
      name: ['text', (row) => row.name],
      value: ['text', (row) => row.value],
      position: ['integer', (row) => row.position],
    },
  )}`.execute(trx);
  await sql`delete from shop.product_imported_rating where product_id = any(${ids}::uuid[])`.execute(trx);
  const rated = incoming.filter(({ product }) => product.externalRating !== undefined);
  await sql`insert into shop.product_imported_rating (product_id, average, count) select product_id, average, count from ${unnestRows(
    rated,
    {
      product_id: ['uuid', (row) => row.id],
      average: ['numeric', ({ product }) => product.externalRating?.average],
      count: ['integer', ({ product }) => product.externalRating?.count],
    },
  )}`.execute(trx);
}

/** Remembers what was imported, so that the same record changes nothing next time. */
export async function rememberImports(trx: Trx, incoming: readonly IncomingProduct[], clock: Clock): Promise<void> {
  await sql`
    insert into shop.product_import (product_id, fingerprint, imported_at, as_of) select product_id, fingerprint, ${clock.now()}::timestamptz, as_of from ${unnestRows(
      incoming,
      {
        product_id: ['uuid', ({ id }) => id],
        fingerprint: ['text', ({ fingerprint }) => fingerprint],
        as_of: ['timestamptz', ({ product }) => product.asOf],
      },
    )} on conflict (product_id) do update set fingerprint = excluded.fingerprint, imported_at = excluded.imported_at, as_of = excluded.as_of`.execute(
    trx,
  );
}

/** Times that a record moves without changing the product: it was there earlier, or was still the same later. Answers which were there earlier. */
export async function moveTimes(
  trx: Trx,
  moved: readonly { readonly id: string; readonly firstAvailable: Date; readonly asOf: Date }[],
): Promise<string[]> {
  const given = () =>
    unnestRows(moved, {
      id: ['uuid', ({ id }) => id],
      first_available_at: ['timestamptz', ({ firstAvailable }) => firstAvailable],
      as_of: ['timestamptz', ({ asOf }) => asOf],
    });
  const earlier = await sql<{ id: string }>`
    update shop.product as kept set first_available_at = given.first_available_at from ${given()}
    where kept.id = given.id and kept.first_available_at > given.first_available_at returning kept.id`.execute(trx);
  await sql`update shop.product_import as last set as_of = given.as_of from ${given()}
    where last.product_id = given.id and last.as_of < given.as_of`.execute(trx);
  return earlier.rows.map(({ id }) => id);
}

import { newId } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import { normaliseTag } from '../loading/catalog-shelves.store.ts';
import { unnestRows } from '../loading/unnest.store.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { EditFault, ProductDraft, ProductPatch } from './editable-product.ts';

type Trx = Transaction<ShopTables>;

/** Ids and slugs in a patch that are not there, or belong to others: one query for all. */
export async function selectPatchFaults(trx: Trx, productId: string | null, patch: ProductPatch): Promise<EditFault[]> {
  const categoryIds = [...(patch.categoryIds ?? []), ...(patch.categoryId === undefined ? [] : [patch.categoryId])];
  const mediaIds = (patch.pictures ?? []).map(({ mediaId }) => mediaId);
  const codes = (patch.skus ?? []).map(({ code }) => code);
  const { rows } = await sql<{ path: string; message: string; taken: boolean }>`
    select 'slug' as path, 'This address belongs to another product. Choose another.' as message from shop.product
      where slug = ${patch.slug ?? ''} and id is distinct from ${productId}::uuid
    union all select 'brandId', 'This brand is not there any more. Choose one from the list.'
      where ${patch.brandId ?? null}::uuid is not null and not exists (select from shop.brand where id = ${patch.brandId ?? null}::uuid)
    union all select 'categoryId', 'This category is not there any more. Choose one from the list.'
      where exists (select unnest(${categoryIds}::uuid[]) except select id from shop.category)
    union all select 'collectionIds', 'This collection is not there any more. Choose one from the list.'
      where exists (select unnest(${[...(patch.collectionIds ?? [])]}::uuid[]) except select id from shop.collection)
    union all select 'pictures', 'A picture is not there any more. Load the page again.'
      where exists (select unnest(${mediaIds}::uuid[]) except select id from shop.media)
    union all select 'skus[' || (given.at - 1) || '].code', 'The code ' || sku.code || ' belongs to another SKU. Choose another.'
      from unnest(${codes}::text[], ${(patch.skus ?? []).map(({ id }) => id ?? null)}::uuid[]) with ordinality as given (code, id, at)
      join shop.sku on sku.code = given.code and sku.id is distinct from given.id
    union all select 'skus[' || (given.at - 1) || '].id', 'This SKU is not one of the product. Load the page again.'
      from unnest(${(patch.skus ?? []).map(({ id }) => id ?? null)}::uuid[]) with ordinality as given (id, at)
      where given.id is not null and not exists (select from shop.sku where sku.id = given.id and sku.product_id = ${productId}::uuid)`.execute(
    trx,
  );
  return rows.map(({ path, message }) => ({ path, message }));
}

/** The row of a new product; everything else is written by `writePatch`. */
export async function insertProduct(
  context: ShopContext,
  trx: Trx,
  product: { id: string; slug: string; draft: ProductDraft; baseLocale: string },
): Promise<void> {
  const now = context.clock.now();
  const { id, slug, draft, baseLocale } = product;
  await sql`
    insert into shop.product (id, external_id, slug, brand_id, category_id, base_locale, color, tint, first_available_at, created_at, updated_at, archived_at)
    values (${id}::uuid, ${id}, ${slug}, ${draft.brandId ?? null}::uuid, ${draft.categoryId}::uuid, ${baseLocale}, ${draft.color ?? null}, ${draft.tint ?? null},
      ${draft.firstAvailable ?? now}, ${now}, ${now}, ${draft.archived === true ? now : null})`.execute(trx);
}

/** Writes what a patch names and counts one version. The caller checked it and holds the product. */
export async function writePatch(
  context: ShopContext,
  trx: Trx,
  edit: { id: string; patch: ProductPatch },
): Promise<void> {
  const { id, patch } = edit;
  const given = (value: unknown) => value !== undefined;
  await sql`
    update shop.product set updated_at = ${context.clock.now()}, slug = coalesce(${patch.slug ?? null}, slug),
      brand_id = case when ${given(patch.brandId)} then ${patch.brandId ?? null}::uuid else brand_id end,
      category_id = coalesce(${patch.categoryId ?? null}::uuid, category_id),
      color = case when ${given(patch.color)} then nullif(${patch.color ?? null}, '') else color end,
      tint = case when ${given(patch.tint)} then nullif(${patch.tint ?? null}, '') else tint end,
      first_available_at = coalesce(${patch.firstAvailable ?? null}::timestamptz, first_available_at)
    where id = ${id}::uuid`.execute(trx);
  if (given(patch.categoryId) || given(patch.categoryIds)) await writeShelves(trx, id, patch.categoryIds ?? null);
  await writeTexts(trx, id, patch);
  if (patch.tags !== undefined) await writeTags(trx, id, patch.tags);
  if (patch.collectionIds !== undefined) await writeCollections(trx, id, patch.collectionIds);
  if (patch.skus !== undefined) await writeSkus(context, trx, { id, skus: patch.skus });
  if (patch.pictures !== undefined) await writePictures(trx, id, patch.pictures);
}

/** The shelves given, or those that were there, and always the home. */
async function writeShelves(trx: Trx, id: string, categoryIds: readonly string[] | null): Promise<void> {
  if (categoryIds !== null)
    await sql`delete from shop.product_category where product_id = ${id}::uuid and category_id <> all(${[...categoryIds]}::uuid[])
      and category_id <> (select category_id from shop.product where id = ${id}::uuid)`.execute(trx);
  await sql`insert into shop.product_category (product_id, category_id)
    select ${id}::uuid, unnest(${[...(categoryIds ?? [])]}::uuid[]) union select id, category_id from shop.product where id = ${id}::uuid
    on conflict do nothing`.execute(trx);
}

async function writeTexts(trx: Trx, id: string, { texts = {}, specs = {} }: ProductPatch): Promise<void> {
  for (const [locale, text] of Object.entries(texts)) {
    if (text === null)
      await sql`delete from shop.product_translation where product_id = ${id}::uuid and locale = ${locale}
        and locale <> (select base_locale from shop.product where id = ${id}::uuid)`.execute(trx);
    else
      await sql`insert into shop.product_translation (product_id, locale, name, description) values (${id}::uuid, ${locale}, ${text.name}, ${text.description})
        on conflict (product_id, locale) do update set name = excluded.name, description = excluded.description`.execute(
        trx,
      );
  }
  for (const [locale, lines] of Object.entries(specs)) {
    await sql`delete from shop.product_spec where product_id = ${id}::uuid and locale = ${locale}`.execute(trx);
    await sql`insert into shop.product_spec (product_id, locale, name, value, position) select ${id}::uuid, ${locale}, name, value, position from ${unnestRows(
      lines.map((line, position) => ({ ...line, position })),
      {
        name: ['text', (row) => row.name],
        value: ['text', (row) => row.value],
        position: ['integer', (row) => row.position],
      },
    )}`.execute(trx);
  }
}

async function writeTags(trx: Trx, id: string, given: readonly string[]): Promise<void> {
  const tags = [...new Set(given.map(normaliseTag))].toSorted();
  await sql`insert into shop.tag (slug) select unnest(${tags}::text[]) on conflict do nothing`.execute(trx);
  await sql`delete from shop.product_tag where product_id = ${id}::uuid and tag <> all(${tags}::text[])`.execute(trx);
  await sql`insert into shop.product_tag (product_id, tag) select ${id}::uuid, unnest(${tags}::text[]) on conflict do nothing`.execute(
    trx,
  );
}

/** A product joins a collection at its end. */
async function writeCollections(trx: Trx, id: string, collectionIds: readonly string[]): Promise<void> {
  await sql`delete from shop.collection_product where product_id = ${id}::uuid and collection_id <> all(${[...collectionIds]}::uuid[])`.execute(
    trx,
  );
  await sql`select from shop.collection where id = any(${[...collectionIds]}::uuid[]) order by id for update`.execute(
    trx,
  );
  await sql`insert into shop.collection_product (collection_id, product_id, position)
    select given.id, ${id}::uuid, coalesce((select max(position) + 1 from shop.collection_product as kept where kept.collection_id = given.id), 0)
    from unnest(${[...collectionIds]}::uuid[]) as given (id) on conflict (collection_id, product_id) do nothing`.execute(
    trx,
  );
}

/** Rows of the patch only. A price is written when given; stock only with a new SKU. */
async function writeSkus(
  context: ShopContext,
  trx: Trx,
  edit: { id: string; skus: NonNullable<ProductPatch['skus']> },
): Promise<void> {
  const now = context.clock.now();
  const { rows: last } = await sql<{ position: number }>`
    select coalesce(max(position), -1)::integer as position from shop.sku where product_id = ${edit.id}::uuid`.execute(
    trx,
  );
  let position = last[0]?.position ?? -1;
  const skus = edit.skus.map((sku) => ({ ...sku, isNew: sku.id === undefined, id: sku.id ?? newId(context.clock) }));
  for (const sku of skus.toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    if (sku.isNew) {
      position += 1;
      await sql`insert into shop.sku (id, product_id, code, position, archived_at) values (${sku.id}::uuid, ${edit.id}::uuid, ${sku.code}, ${position},
        ${sku.archived === true ? now : null})`.execute(trx);
      await sql`insert into shop.stock (sku_id, on_hand) values (${sku.id}::uuid, ${sku.stock ?? 0})`.execute(trx);
    } else
      await sql`update shop.sku set code = ${sku.code}, archived_at = case when ${sku.archived ?? null}::boolean is null then archived_at
        when ${sku.archived ?? false} then coalesce(archived_at, ${now}::timestamptz) end where id = ${sku.id}::uuid`.execute(
        trx,
      );
    if (sku.options !== undefined) {
      await sql`delete from shop.sku_option where sku_id = ${sku.id}::uuid`.execute(trx);
      await sql`insert into shop.sku_option (sku_id, name, value) select ${sku.id}::uuid, name, value from ${unnestRows(
        Object.entries(sku.options),
        { name: ['text', ([name]) => name.trim()], value: ['text', ([, value]) => value.trim()] },
      )}`.execute(trx);
    }
    if (sku.priceMinor !== undefined)
      await sql`insert into shop.price as kept (sku_id, currency, amount_minor, compare_at_minor, valid_from)
        values (${sku.id}::uuid, ${context.currency}, ${sku.priceMinor}, ${sku.compareAtMinor ?? null}, ${now})
        on conflict (sku_id, currency) do update set amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor, valid_from = excluded.valid_from
        where (kept.amount_minor, kept.compare_at_minor) is distinct from (excluded.amount_minor, excluded.compare_at_minor)`.execute(
        trx,
      );
  }
}

async function writePictures(trx: Trx, id: string, pictures: NonNullable<ProductPatch['pictures']>): Promise<void> {
  await sql`delete from shop.product_media where product_id = ${id}::uuid`.execute(trx);
  await sql`insert into shop.product_media (product_id, position, media_id) select ${id}::uuid, position, media_id from ${unnestRows(
    pictures.map(({ mediaId }, position) => ({ mediaId, position })),
    { media_id: ['uuid', (row) => row.mediaId], position: ['integer', (row) => row.position] },
  )}`.execute(trx);
  const alts = pictures.flatMap(({ mediaId, alts: given = {} }) =>
    Object.entries(given).map(([locale, alt]) => ({ mediaId, locale, alt })),
  );
  await sql`insert into shop.media_translation (media_id, locale, alt) select media_id, locale, alt from ${unnestRows(
    alts,
    {
      media_id: ['uuid', (row) => row.mediaId],
      locale: ['text', (row) => row.locale],
      alt: ['text', (row) => row.alt],
    },
  )} on conflict (media_id, locale) do update set alt = excluded.alt`.execute(trx);
}

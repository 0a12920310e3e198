import { newId } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import { normaliseTag } from '../loading/catalog-shelves.store.ts';
import { unnestRows } from '../loading/unnest.store.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { ProductDraft, ProductPatch, SkuDraft } from './editable-product.ts';

type Trx = Transaction<ShopTables>;

/** The row of a new product; everything else is written by `writePatches`. */
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

/** A patch and the product it is for. */
export interface PatchWrite {
  readonly id: string;
  readonly patch: ProductPatch;
}

/** The parts of patches that name something: one row a product. */
function named<Part>(
  writes: readonly PatchWrite[],
  read: (patch: ProductPatch) => Part | undefined,
): { id: string; part: Part }[] {
  return writes.flatMap(({ id, patch }) => {
    const part = read(patch);
    return part === undefined ? [] : [{ id, part }];
  });
}

/**
 * Writes what patches name and counts one version of each product, by sets: the number of statements does not grow with the number of products. The caller
 * checked them and holds the products, each of which stands here once.
 */
export async function writePatches(context: ShopContext, trx: Trx, writes: readonly PatchWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const rows = unnestRows(writes, {
    product_id: ['uuid', ({ id }) => id],
    slug: ['text', ({ patch }) => patch.slug],
    has_brand: ['boolean', ({ patch }) => patch.brandId !== undefined],
    brand_id: ['uuid', ({ patch }) => patch.brandId],
    category_id: ['uuid', ({ patch }) => patch.categoryId],
    has_color: ['boolean', ({ patch }) => patch.color !== undefined],
    color: ['text', ({ patch }) => patch.color],
    has_tint: ['boolean', ({ patch }) => patch.tint !== undefined],
    tint: ['text', ({ patch }) => patch.tint],
    first_available_at: ['timestamptz', ({ patch }) => patch.firstAvailable],
  });
  await sql`
    update shop.product as p set updated_at = ${context.clock.now()}, slug = coalesce(given.slug, p.slug),
      brand_id = case when given.has_brand then given.brand_id else p.brand_id end, category_id = coalesce(given.category_id, p.category_id),
      color = case when given.has_color then nullif(given.color, '') else p.color end, tint = case when given.has_tint then nullif(given.tint, '') else p.tint end,
      first_available_at = coalesce(given.first_available_at, p.first_available_at)
    from ${rows} where p.id = given.product_id`.execute(trx);
  await writeShelves(trx, writes);
  await writeTexts(trx, writes);
  await writeSpecs(trx, writes);
  await writeTags(trx, writes);
  await writeCollections(trx, writes);
  await writeSkus(context, trx, writes);
  await writePictures(trx, writes);
}

/** The shelves given, or those that were there, and always the home. */
async function writeShelves(trx: Trx, writes: readonly PatchWrite[]): Promise<void> {
  const moved = writes.filter(({ patch }) => patch.categoryId !== undefined || patch.categoryIds !== undefined);
  if (moved.length === 0) return;
  const rows = unnestRows(moved, {
    product_id: ['uuid', ({ id }) => id],
    shelves: ['jsonb', ({ patch }) => patch.categoryIds?.map((id) => id.toLowerCase()) ?? null],
  });
  await sql`delete from shop.product_category as kept using ${rows} join shop.product as p on p.id = given.product_id
    where kept.product_id = p.id and given.shelves <> 'null' and not given.shelves ? kept.category_id::text and kept.category_id <> p.category_id`.execute(
    trx,
  );
  await sql`insert into shop.product_category (product_id, category_id)
    select given.product_id, shelf.id::uuid from ${rows}, jsonb_array_elements_text(case when given.shelves <> 'null' then given.shelves else '[]' end) as shelf (id)
    union select p.id, p.category_id from ${rows} join shop.product as p on p.id = given.product_id on conflict do nothing`.execute(
    trx,
  );
}

async function writeTexts(trx: Trx, writes: readonly PatchWrite[]): Promise<void> {
  const texts = writes.flatMap(({ id, patch }) =>
    Object.entries(patch.texts ?? {}).map(([locale, text]) => ({ id, locale, text })),
  );
  const [gone, written] = [texts.filter(({ text }) => text === null), texts.filter(({ text }) => text !== null)];
  const columns = {
    product_id: ['uuid', ({ id }: (typeof texts)[number]) => id],
    locale: ['text', ({ locale }: (typeof texts)[number]) => locale],
    name: ['text', ({ text }: (typeof texts)[number]) => text?.name],
    description: ['text', ({ text }: (typeof texts)[number]) => text?.description],
  } as const;
  if (gone.length > 0)
    await sql`delete from shop.product_translation as kept using ${unnestRows(gone, columns)} join shop.product as p on p.id = given.product_id
      where kept.product_id = p.id and kept.locale = given.locale and kept.locale <> p.base_locale`.execute(trx);
  if (written.length > 0)
    await sql`insert into shop.product_translation (product_id, locale, name, description)
      select product_id, locale, name, description from ${unnestRows(written, columns)}
      on conflict (product_id, locale) do update set name = excluded.name, description = excluded.description`.execute(
      trx,
    );
}

async function writeSpecs(trx: Trx, writes: readonly PatchWrite[]): Promise<void> {
  const tables = writes.flatMap(({ id, patch }) =>
    Object.entries(patch.specs ?? {}).map(([locale, lines]) => ({ id, locale, lines })),
  );
  if (tables.length === 0) return;
  await sql`delete from shop.product_spec as kept using ${unnestRows(tables, {
    product_id: ['uuid', ({ id }) => id],
    locale: ['text', ({ locale }) => locale],
  })} where kept.product_id = given.product_id and kept.locale = given.locale`.execute(trx);
  const lines = tables.flatMap(({ id, locale, lines: given }) =>
    given.map((line, position) => ({ ...line, id, locale, position })),
  );
  await sql`insert into shop.product_spec (product_id, locale, name, value, position)
    select product_id, locale, name, value, position from ${unnestRows(lines, {
      product_id: ['uuid', ({ id }) => id],
      locale: ['text', ({ locale }) => locale],
      name: ['text', ({ name }) => name],
      value: ['text', ({ value }) => value],
      position: ['integer', ({ position }) => position],
    })}`.execute(trx);
}

async function writeTags(trx: Trx, writes: readonly PatchWrite[]): Promise<void> {
  const tagged = named(writes, ({ tags }) => tags?.map(normaliseTag));
  if (tagged.length === 0) return;
  const rows = unnestRows(tagged, { product_id: ['uuid', ({ id }) => id], tags: ['jsonb', ({ part }) => part] });
  const tags = [...new Set(tagged.flatMap(({ part }) => part))].toSorted();
  await sql`insert into shop.tag (slug) select unnest(${tags}::text[]) on conflict do nothing`.execute(trx);
  await sql`delete from shop.product_tag as kept using ${rows} where kept.product_id = given.product_id and not given.tags ? kept.tag`.execute(
    trx,
  );
  await sql`insert into shop.product_tag (product_id, tag)
    select given.product_id, t.tag from ${rows}, jsonb_array_elements_text(given.tags) as t (tag) on conflict do nothing`.execute(
    trx,
  );
}

/** A product joins a collection at its end. */
async function writeCollections(trx: Trx, writes: readonly PatchWrite[]): Promise<void> {
  const placed = named(writes, ({ collectionIds }) => collectionIds?.map((id) => id.toLowerCase()));
  if (placed.length === 0) return;
  const rows = unnestRows(placed, {
    product_id: ['uuid', ({ id }) => id],
    collections: ['jsonb', ({ part }) => part],
  });
  await sql`delete from shop.collection_product as kept using ${rows}
    where kept.product_id = given.product_id and not given.collections ? kept.collection_id::text`.execute(trx);
  const joined = placed.flatMap(({ id, part }) => part.map((collectionId) => ({ id, collectionId })));
  await sql`select from shop.collection where id = any(${[...new Set(joined.map(({ collectionId }) => collectionId))]}::uuid[]) order by id for update`.execute(
    trx,
  );
  await sql`insert into shop.collection_product (collection_id, product_id, position)
    select given.collection_id, given.product_id, coalesce((select max(kept.position) from shop.collection_product as kept where kept.collection_id = given.collection_id), -1)
      + row_number() over (partition by given.collection_id order by given.place)
    from ${unnestRows(
      joined.map((one, place) => ({ ...one, place })),
      {
        collection_id: ['uuid', ({ collectionId }) => collectionId],
        product_id: ['uuid', ({ id }) => id],
        place: ['integer', ({ place }) => place],
      },
    )}
    where not exists (select from shop.collection_product as kept where kept.collection_id = given.collection_id and kept.product_id = given.product_id)
    on conflict (collection_id, product_id) do nothing`.execute(trx);
}

/** SKUs of the patches only. A price is written when given; stock only with a new SKU. */
async function writeSkus(context: ShopContext, trx: Trx, writes: readonly PatchWrite[]): Promise<void> {
  const now = context.clock.now();
  const skus = named(writes, (patch) => patch.skus)
    .flatMap(({ id: productId, part }) =>
      part.map((sku) => ({ ...sku, productId, isNew: sku.id === undefined, id: sku.id ?? newId(context.clock) })),
    )
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const [made, kept] = [skus.filter(({ isNew }) => isNew), skus.filter(({ isNew }) => !isNew)];
  if (kept.length > 0)
    await sql`update shop.sku set code = given.code, archived_at = case when given.archived is null then sku.archived_at
        when given.archived then coalesce(sku.archived_at, ${now}::timestamptz) end
      from ${unnestRows(kept, {
        sku_id: ['uuid', ({ id }) => id],
        code: ['text', ({ code }) => code],
        archived: ['boolean', ({ archived }) => archived],
      })} where sku.id = given.sku_id`.execute(trx);
  if (made.length > 0) await insertSkus(trx, made, now);
  await writeOptions(trx, skus);
  const priced = skus.filter(({ priceMinor }) => priceMinor !== undefined);
  if (priced.length === 0) return;
  await sql`insert into shop.price as kept (sku_id, currency, amount_minor, compare_at_minor, valid_from)
    select sku_id, ${context.currency}, amount_minor, compare_at_minor, ${now} from ${unnestRows(priced, {
      sku_id: ['uuid', ({ id }) => id],
      amount_minor: ['bigint', ({ priceMinor }) => priceMinor],
      compare_at_minor: ['bigint', ({ compareAtMinor }) => compareAtMinor],
    })}
    on conflict (sku_id, currency) do update set amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor, valid_from = excluded.valid_from
    where (kept.amount_minor, kept.compare_at_minor) is distinct from (excluded.amount_minor, excluded.compare_at_minor)`.execute(
    trx,
  );
}

type SkuRow = SkuDraft & { readonly id: string; readonly productId: string };

/** New SKUs stand behind those that the product has. */
async function insertSkus(trx: Trx, skus: readonly SkuRow[], now: Date): Promise<void> {
  const rows = unnestRows(skus, {
    sku_id: ['uuid', ({ id }) => id],
    product_id: ['uuid', ({ productId }) => productId],
    code: ['text', ({ code }) => code],
    archived: ['boolean', ({ archived }) => archived],
    stock: ['integer', ({ stock }) => stock],
  });
  await sql`insert into shop.sku (id, product_id, code, position, archived_at)
    select given.sku_id, given.product_id, given.code, coalesce((select max(there.position) from shop.sku as there where there.product_id = given.product_id), -1)
      + row_number() over (partition by given.product_id order by given.sku_id), case when given.archived then ${now}::timestamptz end
    from ${rows}`.execute(trx);
  await sql`insert into shop.stock (sku_id, on_hand) select given.sku_id, coalesce(given.stock, 0) from ${rows}`.execute(
    trx,
  );
}

async function writeOptions(trx: Trx, skus: readonly SkuRow[]): Promise<void> {
  const optioned = skus.filter(({ options }) => options !== undefined);
  if (optioned.length === 0) return;
  await sql`delete from shop.sku_option where sku_id = any(${optioned.map(({ id }) => id)}::uuid[])`.execute(trx);
  const options = optioned.flatMap(({ id, options: given = {} }) =>
    Object.entries(given).map(([name, value]) => ({ id, name: name.trim(), value: value.trim() })),
  );
  await sql`insert into shop.sku_option (sku_id, name, value) select sku_id, name, value from ${unnestRows(options, {
    sku_id: ['uuid', ({ id }) => id],
    name: ['text', ({ name }) => name],
    value: ['text', ({ value }) => value],
  })}`.execute(trx);
}

async function writePictures(trx: Trx, writes: readonly PatchWrite[]): Promise<void> {
  const shown = named(writes, ({ pictures }) => pictures);
  if (shown.length === 0) return;
  await sql`delete from shop.product_media where product_id = any(${shown.map(({ id }) => id)}::uuid[])`.execute(trx);
  const places = shown.flatMap(({ id, part }) => part.map(({ mediaId }, position) => ({ id, mediaId, position })));
  await sql`insert into shop.product_media (product_id, position, media_id) select product_id, position, media_id from ${unnestRows(
    places,
    {
      product_id: ['uuid', ({ id }) => id],
      media_id: ['uuid', ({ mediaId }) => mediaId],
      position: ['integer', ({ position }) => position],
    },
  )}`.execute(trx);
  // Products may share a picture: it is described once, and the last one says how.
  const alts = new Map(
    shown.flatMap(({ part }) =>
      part.flatMap(({ mediaId, alts: given = {} }) =>
        Object.entries(given).map(
          ([locale, alt]) => [`${mediaId.toLowerCase()} ${locale}`, { mediaId, locale, alt }] as const,
        ),
      ),
    ),
  );
  await sql`insert into shop.media_translation (media_id, locale, alt) select media_id, locale, alt from ${unnestRows(
    [...alts.values()],
    {
      media_id: ['uuid', ({ mediaId }) => mediaId],
      locale: ['text', ({ locale }) => locale],
      alt: ['text', ({ alt }) => alt],
    },
  )} on conflict (media_id, locale) do update set alt = excluded.alt`.execute(trx);
}

import { newId } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { CatalogRun, IncomingProduct } from './catalog-products.store.ts';
import { unnestRows } from './unnest.store.ts';

type Trx = Transaction<ShopTables>;

/** SKUs with their options, prices and stock. One that the record no longer names is archived, never deleted: orders point at it. */
export async function upsertSkus(trx: Trx, incoming: readonly IncomingProduct[], run: CatalogRun): Promise<void> {
  const now = run.clock.now();
  const ids = incoming.map(({ id }) => id);
  const skus = incoming.flatMap(({ id, product }) =>
    product.skus.map((sku, position) => ({ productId: id, position, ...sku })),
  );
  const codes = skus.map((sku) => sku.sku);
  await sql`update shop.sku set archived_at = ${now} where product_id = any(${ids}::uuid[]) and archived_at is null and code <> all(${codes}::text[])`.execute(
    trx,
  );
  await sql`
    insert into shop.sku (id, product_id, code, position) select id, product_id, code, position from ${unnestRows(
      skus,
      {
        id: ['uuid', () => newId(run.clock)],
        product_id: ['uuid', (sku) => sku.productId],
        code: ['text', (sku) => sku.sku],
        position: ['integer', (sku) => sku.position],
      },
    )} on conflict (code) do update set position = excluded.position, archived_at = null`.execute(trx);
  await sql`delete from shop.sku_option where sku_id in (select id from shop.sku where product_id = any(${ids}::uuid[]))`.execute(
    trx,
  );
  const options = skus.flatMap((sku) =>
    Object.entries(sku.options).map(([name, value]) => ({ code: sku.sku, name, value })),
  );
  await sql`insert into shop.sku_option (sku_id, name, value) select sku.id, given.name, given.value from ${unnestRows(
    options,
    {
      code: ['text', (row) => row.code],
      name: ['text', (row) => row.name],
      value: ['text', (row) => row.value],
    },
  )} join shop.sku on sku.code = given.code`.execute(trx);
  // Both in SKU order, the order in which placing an order takes its locks.
  await sql`
    insert into shop.price (sku_id, currency, amount_minor, compare_at_minor, valid_from)
    select sku.id, given.currency, given.amount, given.compare_at, ${now}::timestamptz from ${unnestRows(skus, {
      code: ['text', (sku) => sku.sku],
      currency: ['text', (sku) => sku.currency],
      amount: ['bigint', (sku) => sku.priceMinor],
      compare_at: ['bigint', (sku) => sku.compareAtMinor],
    })} join shop.sku on sku.code = given.code order by sku.id
    on conflict (sku_id, currency) do update set amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor, valid_from = excluded.valid_from`.execute(
    trx,
  );
  await sql`
    insert into shop.stock (sku_id, on_hand) select sku.id, given.on_hand from ${unnestRows(skus, {
      code: ['text', (sku) => sku.sku],
      on_hand: ['integer', (sku) => sku.stock],
    })} join shop.sku on sku.code = given.code order by sku.id
    on conflict (sku_id) do update set on_hand = excluded.on_hand`.execute(trx);
}

/** The pictures of each product, in the order of the record. A picture is known by its address and may serve several products. */
export async function replaceImages(trx: Trx, incoming: readonly IncomingProduct[], run: CatalogRun): Promise<void> {
  const shown = incoming.flatMap(({ id, product }) =>
    product.images.map((image, position) => ({ productId: id, position, ...image })),
  );
  const pictures = [...new Map(shown.map((image) => [image.url, image])).values()].sort((left, right) =>
    left.url < right.url ? -1 : 1,
  );
  await sql`
    insert into shop.media (id, url, kind, width, height) select id, url, kind, width, height from ${unnestRows(
      pictures,
      {
        id: ['uuid', () => newId(run.clock)],
        url: ['text', (image) => image.url],
        kind: ['text', (image) => image.kind],
        width: ['integer', (image) => image.width],
        height: ['integer', (image) => image.height],
      },
    )} on conflict (url) do update set kind = excluded.kind, width = excluded.width, height = excluded.height`.execute(
    trx,
  );
  await sql`
    insert into shop.media_translation (media_id, locale, alt) select media.id, ${run.locale}, given.alt from ${unnestRows(
      pictures,
      {
        url: ['text', (image) => image.url],
        alt: ['text', (image) => image.alt],
      },
    )} join shop.media on media.url = given.url on conflict (media_id, locale) do update set alt = excluded.alt`.execute(
    trx,
  );
  await sql`delete from shop.product_media where product_id = any(${incoming.map(({ id }) => id)}::uuid[])`.execute(
    trx,
  );
  await sql`
    insert into shop.product_media (product_id, position, media_id) select given.product_id, given.position, media.id from ${unnestRows(
      shown,
      {
        product_id: ['uuid', (image) => image.productId],
        position: ['integer', (image) => image.position],
        url: ['text', (image) => image.url],
      },
    )} join shop.media on media.url = given.url`.execute(trx);
}

import { createHash } from 'node:crypto';
import { inTransaction, newId } from '@vitrine/database';
import type { Kysely, Transaction } from 'kysely';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import type { ShopTables } from '../tables.ts';
import type { CatalogBatch, CatalogProduct, LoadOptions, LoadReport, RejectedRow } from './catalog-batch.ts';
import {
  identityOf,
  moveTimes,
  rememberImports,
  replaceTraits,
  selectKnownProducts,
  upsertProducts,
  upsertTexts,
  type IncomingProduct,
  type KnownProduct,
  type KnownProducts,
} from './catalog-products.store.ts';
import { ensureBrands, ensureCategories, ensureTags } from './catalog-shelves.store.ts';
import { replaceImages, upsertSkus } from './catalog-skus.store.ts';
import { insertWords, upsertTranslations } from './catalog-translations.store.ts';
import { checkProduct } from './check-row.ts';
import { loadInChunks, type ChunkResult, type IndexedRow } from './load-in-chunks.ts';

const chunkSize = 500;

/**
 * Puts a batch of products into the shop. A record already loaded and unchanged is skipped whole, so a second import
 * changes nothing, neither edits made since nor stock sold since. A changed record replaces what the source says about the
 * product, stock included. Every accepted change is written to the outbox in its transaction unless `skipOutbox`.
 */
export async function loadCatalog(
  db: Kysely<ShopTables>,
  batch: CatalogBatch,
  options: LoadOptions,
): Promise<LoadReport> {
  const { locale = 'en', words } = batch;
  if (words !== undefined) await inTransaction(db, (trx) => insertWords(trx, words));
  return loadInChunks(batch.products, {
    chunkSize,
    check: checkProduct,
    write: (rows) => inTransaction(db, (trx) => writeChunk(trx, rows, { ...options, locale })),
  });
}

/** Times are no part of it: a product that goes on as it was is unchanged. */
function fingerprintOf({ asOf, ...product }: CatalogProduct, locale: string): string {
  const said = asOf === undefined ? product : { ...product, firstAvailable: null };
  return createHash('sha256')
    .update(JSON.stringify([locale, said]))
    .digest('base64url');
}

/** What stands in the way of one product: its slug or one of its SKU codes belongs to another. Claims them otherwise. */
function collision(
  product: CatalogProduct,
  known: KnownProducts,
  claimed: Map<string, string>,
): { field: string; reason: string } | null {
  const self = identityOf(product);
  const slugOwner = claimed.get(`slug ${product.slug}`) ?? known.slugs.get(product.slug) ?? self;
  if (slugOwner !== self)
    return {
      field: 'slug',
      reason: `${product.slug} already belongs to product ${slugOwner}: give this one another slug`,
    };
  for (const { sku } of product.skus) {
    const owner = claimed.get(`sku ${sku}`) ?? known.skus.get(sku) ?? self;
    if (owner !== self)
      return { field: 'skus', reason: `${sku} already belongs to product ${owner}: give this SKU another code` };
  }
  claimed.set(`slug ${product.slug}`, self);
  for (const { sku } of product.skus) claimed.set(`sku ${sku}`, self);
  return null;
}

interface SortedChunk {
  readonly incoming: (IncomingProduct & { readonly isNew: boolean })[];
  readonly unchanged: (readonly [string, string])[];
  readonly moved: { readonly id: string; readonly firstAvailable: Date; readonly asOf: Date }[];
  readonly rejected: RejectedRow[];
}

/** Whether the shop has newer word of the product. */
function isOlder({ asOf }: CatalogProduct, known: KnownProduct): boolean {
  return asOf !== undefined && known.asOf !== null && asOf < known.asOf;
}

function movesTimes(row: CatalogProduct, known: KnownProduct): row is CatalogProduct & { asOf: Date } {
  return (
    row.asOf !== undefined &&
    (row.firstAvailable < known.firstAvailable || (known.asOf !== null && row.asOf > known.asOf))
  );
}

/** A log says when a product was first seen in it, not since when there is one: the earliest of several logs counts. */
function withEarlierStart(row: CatalogProduct, known: KnownProduct): CatalogProduct {
  return row.asOf !== undefined && known.firstAvailable < row.firstAvailable
    ? { ...row, firstAvailable: known.firstAvailable }
    : row;
}

function sortOut(
  rows: readonly IndexedRow<CatalogProduct>[],
  known: KnownProducts,
  run: LoadOptions & { locale: string },
): SortedChunk {
  const sorted: SortedChunk = { incoming: [], unchanged: [], moved: [], rejected: [] };
  const claimed = new Map<string, string>();
  for (const { index, row } of rows) {
    const before = known.products.get(identityOf(row));
    const fingerprint = fingerprintOf(row, run.locale);
    if (before !== undefined && (before.fingerprint === fingerprint || isOlder(row, before))) {
      sorted.unchanged.push([row.externalId, before.id]);
      if (movesTimes(row, before))
        sorted.moved.push({ id: before.id, firstAvailable: row.firstAvailable, asOf: row.asOf });
      continue;
    }
    const fault = collision(row, known, claimed);
    if (fault !== null) sorted.rejected.push({ index, ...fault });
    else
      sorted.incoming.push({
        id: before?.id ?? newId(run.clock),
        product: before === undefined ? row : withEarlierStart(row, before),
        fingerprint,
        isNew: before === undefined,
      });
  }
  return sorted;
}

async function writeChunk(
  trx: Transaction<ShopTables>,
  rows: readonly IndexedRow<CatalogProduct>[],
  options: LoadOptions & { locale: string },
): Promise<ChunkResult> {
  const known = await selectKnownProducts(
    trx,
    rows.map(({ row }) => row),
  );
  const { incoming, unchanged, moved, rejected } = sortOut(rows, known, options);
  if (incoming.length > 0) await writeProducts(trx, incoming, options);
  // How new a product is counts for recommendations too.
  const earlier = moved.length > 0 ? await moveTimes(trx, moved) : [];
  if (options.skipOutbox !== true) await noteProductsChanged(trx, [...incoming.map(({ id }) => id), ...earlier]);
  const inserted = incoming.filter(({ isNew }) => isNew).length;
  return {
    inserted,
    updated: incoming.length - inserted,
    unchanged: unchanged.length,
    rejected,
    ids: [...unchanged, ...incoming.map(({ id, product }) => [product.externalId, id] as const)],
  };
}

async function writeProducts(
  trx: Transaction<ShopTables>,
  incoming: readonly IncomingProduct[],
  options: LoadOptions & { locale: string },
): Promise<void> {
  const products = incoming.map(({ product }) => product);
  const { clock, locale } = options;
  const run = {
    clock,
    locale,
    brands: await ensureBrands(trx, products, clock),
    categories: await ensureCategories(trx, products, { clock, locale }),
  };
  await ensureTags(trx, products);
  await upsertProducts(trx, incoming, run);
  await upsertTexts(trx, incoming, locale);
  await replaceTraits(trx, incoming, run);
  await upsertSkus(trx, incoming, run);
  await replaceImages(trx, incoming, run);
  await upsertTranslations(trx, incoming);
  await rememberImports(trx, incoming, clock);
}

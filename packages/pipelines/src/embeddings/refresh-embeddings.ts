import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type DescribedItem, type ItemFeatures, itemFeaturesOf } from '@vitrine/engine';
import {
  contentHash,
  embedderVersion,
  embeddingWidth,
  isZero,
  type ItemVectors,
  textsOf,
} from '@vitrine/engine/embeddings';
import { WeightsError } from '@vitrine/engine/weights';
import {
  type EmbeddedCatalog,
  readDescribedItems,
  type Recsys,
  type RecsysTables,
  type Tenant,
  type TextIndex,
} from '@vitrine/recsys';
import type { Kysely } from 'kysely';
import { type EmbeddingOrder, type EmbeddingResult, isEmbedder, noVectors } from './embed-texts.ts';

/** What keeping a catalog's embeddings fresh works with. */
export interface EmbeddingPorts {
  readonly db: Kysely<RecsysTables>;
  readonly recsys: Pick<Recsys, 'embeddings'>;
  /** Computes: in a process of its own where visitors are answered. */
  embed(order: EmbeddingOrder): Promise<EmbeddingResult>;
}

/** What a refresh did. */
export interface EmbeddingRefresh {
  /** `nothing` where no text had changed. */
  readonly scope: EmbeddedCatalog['scope'] | 'nothing';
  /** Items whose text was embedded. */
  readonly embedded: number;
}

const nothing: EmbeddingRefresh = { scope: 'nothing', embedded: 0 };

/**
 * Brings the embeddings of a tenant's catalog up to date: texts that changed since the last look, and the neighbours of their items and of those they
 * stand or stood beside. All is made anew at first, with another maker, and when the catalog has twice the texts that its embedder was learnt from.
 * @throws WeightsError when `folder` holds no sentence model.
 */
export async function refreshEmbeddings(
  ports: EmbeddingPorts,
  tenant: Tenant,
  { folder = null }: { readonly folder?: string | null } = {},
): Promise<EmbeddingRefresh> {
  const { db, recsys } = ports;
  const standing = await recsys.embeddings.standing(tenant);
  if (standing === null || standing.catalogRevision === 0) return nothing;
  const { namespaceId, catalogRevision } = standing;
  const maker = folder === null ? `hashed-words-${embedderVersion}` : await nameOf(folder);
  const index = standing.index?.maker === maker ? standing.index : null;
  if (index !== null && index.catalogRevision >= catalogRevision) return nothing;
  const written = await readFeatures(db, namespaceId, index?.catalogRevision ?? 0);
  if (index === null) return embedAll(ports, written, { namespaceId, catalogRevision, maker, folder });
  const changed = await changedOf(recsys, namespaceId, written);
  if (changed.itemIds.length === 0) {
    await recsys.embeddings.lookedAt(namespaceId, catalogRevision);
    return nothing;
  }
  const { embedder, others, touched, isOutgrown } = await whatIsKept(ports, { namespaceId, index, changed });
  if (isOutgrown || (folder === null && embedder === null)) {
    const all = await readFeatures(db, namespaceId, 0);
    return embedAll(ports, all, { namespaceId, catalogRevision, maker, folder });
  }
  const made = await ports.embed({ folder, embedder, features: changed, others, touched });
  const isStored = await recsys.embeddings.store(namespaceId, {
    scope: 'changed',
    basedOn: index,
    ...storedOf(changed, made),
    index: { ...index, search: made.search, recall: made.recall, catalogRevision },
  });
  return isStored ? { scope: 'changed', embedded: changed.itemIds.length } : nothing;
}

interface Aim {
  readonly namespaceId: number;
  readonly catalogRevision: number;
  readonly maker: string;
  readonly folder: string | null;
}

async function embedAll(ports: EmbeddingPorts, features: ItemFeatures, aim: Aim): Promise<EmbeddingRefresh> {
  const { namespaceId, catalogRevision, maker, folder } = aim;
  const made = await ports.embed({ folder, embedder: null, features, others: noVectors, touched: [] });
  await ports.recsys.embeddings.store(namespaceId, {
    scope: 'all',
    basedOn: null,
    ...storedOf(features, made),
    index: {
      maker,
      learntFrom: features.itemIds.length,
      catalogRevision,
      search: made.search,
      recall: made.recall,
      sameCategory: made.sameCategory,
    },
  });
  return { scope: 'all', embedded: features.itemIds.length };
}

function storedOf(
  features: ItemFeatures,
  made: EmbeddingResult,
): Pick<EmbeddedCatalog, 'embedder' | 'items' | 'lists'> {
  const texts = textsOf(features);
  const items = features.itemIds.map((itemId, row) => {
    const vector = made.vectors.subarray(row * embeddingWidth, (row + 1) * embeddingWidth);
    return { itemId, textHash: contentHash(texts[row] ?? ''), vector: isZero(vector) ? null : vector };
  });
  return { embedder: made.embedder, items, lists: made.lists };
}

async function readFeatures(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  writtenAfter: number,
): Promise<ItemFeatures> {
  const rows: DescribedItem[] = [];
  for await (const page of readDescribedItems(db, namespaceId, { writtenAfter }))
    for (const row of page) rows.push(row);
  return itemFeaturesOf(rows);
}

/** Of what was written, the items whose text is another now: prices and stock say nothing here. */
async function changedOf(
  recsys: EmbeddingPorts['recsys'],
  namespaceId: number,
  written: ItemFeatures,
): Promise<ItemFeatures> {
  const known = await recsys.embeddings.textHashes(namespaceId, written.itemIds);
  const texts = textsOf(written);
  const rows = [...texts.keys()].filter(
    (row) => known.get(written.itemIds[row] ?? '') !== contentHash(texts[row] ?? ''),
  );
  const pick = <Value>(column: readonly Value[]): Value[] => rows.flatMap((row) => column.slice(row, row + 1));
  return {
    itemIds: pick(written.itemIds),
    titles: pick(written.titles),
    descriptions: pick(written.descriptions),
    brands: pick(written.brands),
    categoryPaths: pick(written.categoryPaths),
    tags: pick(written.tags),
    prices: Float64Array.from(pick([...written.prices])),
    createdSec: Float64Array.from(pick([...written.createdSec])),
  };
}

/** What of the embeddings stays, and whose neighbours have to be sought again. */
async function whatIsKept(
  { recsys }: EmbeddingPorts,
  at: { readonly namespaceId: number; readonly index: TextIndex; readonly changed: ItemFeatures },
): Promise<{ embedder: Uint8Array | null; others: ItemVectors; touched: string[]; isOutgrown: boolean }> {
  const { namespaceId, index, changed } = at;
  const kept = await recsys.embeddings.vectors(namespaceId);
  const isChanged = new Set(changed.itemIds);
  const rows = [...kept.itemIds.keys()].filter((row) => !isChanged.has(kept.itemIds[row] ?? ''));
  const vectors = new Float32Array(rows.length * embeddingWidth);
  rows.forEach((row, to) =>
    vectors.set(kept.vectors.subarray(row * embeddingWidth, (row + 1) * embeddingWidth), to * embeddingWidth),
  );
  const others = { itemIds: rows.map((row) => kept.itemIds[row] ?? ''), vectors };
  const bytes = await recsys.embeddings.embedder(index);
  return {
    embedder: bytes !== null && isEmbedder(bytes) ? bytes : null,
    others,
    touched: others.itemIds.filter((itemId) =>
      kept.neighboursOf.get(itemId)?.some((neighbour) => isChanged.has(neighbour)),
    ),
    isOutgrown: index.artifact !== null && others.itemIds.length + isChanged.size >= Math.max(1, 2 * index.learntFrom),
  };
}

/** The name of a sentence model: its folder, and a fingerprint of its configuration, so that another model in the same folder is another maker. */
async function nameOf(folder: string): Promise<string> {
  const words = await readFile(join(folder, 'tokenizer.json')).catch(() => {
    throw new WeightsError(`${folder} has no tokenizer.json; name the folder of a sentence model`);
  });
  const config = await readFile(join(folder, 'config.json')).catch(() => Buffer.alloc(0));
  const print = createHash('sha256').update(words).update(config).digest('hex').slice(0, 12);
  return `${basename(folder).slice(0, 200)}@${print}`;
}

import { type Clock, inTransaction, newId, serializeBy } from '@vitrine/database';
import { embeddingWidth } from '@vitrine/engine/embeddings';
import type { Kysely } from 'kysely';
import { catalogRevision } from '../items/items.store.ts';
import { ArtifactError, type ArtifactStore } from '../models/artifact-store.ts';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import {
  countEmbeddings,
  deleteEmbeddings,
  type EmbeddedItem,
  type EmbeddingCounts,
  findTextIndex,
  moveTextIndex,
  readEmbeddings,
  readTextHashes,
  storeEmbeddings,
  storeNeighbours,
  storeTextIndex,
  type TextIndex,
  type TextNeighbours,
} from './embeddings.store.ts';

/** What embeddings are kept with. */
export interface EmbeddingPorts {
  readonly db: Kysely<RecsysTables>;
  readonly clock: Clock;
  readonly directory: TenantDirectory;
  readonly modelStore: ArtifactStore;
}

/** How well a catalog's embeddings stand for it. */
export interface EmbeddingHealth extends EmbeddingCounts {
  /** Numbers in a vector. */
  readonly dimension: number;
  /** Null before the first embeddings were made. */
  readonly index: TextIndex | null;
}

/** All vectors of a catalog, rows in the order of the ids; those of items without one are 0. */
export interface StoredVectors {
  readonly itemIds: string[];
  readonly vectors: Float32Array;
  readonly neighboursOf: ReadonlyMap<string, readonly string[]>;
}

/** What an embedding of texts leaves. */
export interface EmbeddedCatalog {
  /** Everything, or what changed since the embeddings were as `basedOn` says. */
  readonly scope: 'all' | 'changed';
  /** Null with `all`. */
  readonly basedOn: Pick<TextIndex, 'learntAt' | 'catalogRevision'> | null;
  /** The embedder to keep when it was learnt anew; null when it stays, or learnt elsewhere. */
  readonly embedder: Uint8Array | null;
  readonly index: Omit<TextIndex, 'artifact' | 'learntAt' | 'changedAt'>;
  readonly items: readonly EmbeddedItem[];
  readonly lists: readonly TextNeighbours[];
}

/** Makes the use cases on a catalog's embeddings. */
export function createEmbeddings(ports: EmbeddingPorts) {
  const { db, directory, modelStore } = ports;
  return {
    /** How well the embeddings stand for the catalog as it is; null for a tenant nobody has written to. */
    async health(tenant: Tenant): Promise<EmbeddingHealth | null> {
      const namespaceId = await directory.find(tenant);
      if (namespaceId === null) return null;
      const [counts, index] = await Promise.all([countEmbeddings(db, namespaceId), findTextIndex(db, namespaceId)]);
      return { dimension: embeddingWidth, ...counts, index };
    },

    /** What is known of the embeddings as a whole, and where the catalog stands; null for a tenant nobody has written to. */
    async standing(
      tenant: Tenant,
    ): Promise<{ namespaceId: number; index: TextIndex | null; catalogRevision: number } | null> {
      const namespaceId = await directory.find(tenant);
      if (namespaceId === null) return null;
      const [index, { revision }] = await Promise.all([
        findTextIndex(db, namespaceId),
        catalogRevision(db, namespaceId),
      ]);
      return { namespaceId, index, catalogRevision: revision };
    },

    /** The embedder of the catalog's vectors; null where there is none, or its file is gone or damaged: then all is made anew. */
    async embedder({ artifact }: TextIndex): Promise<Uint8Array | null> {
      if (artifact === null) return null;
      try {
        return await modelStore.read(artifact.path, artifact.sha256);
      } catch (error) {
        if (error instanceof ArtifactError) return null;
        throw error;
      }
    },

    /** Fingerprints of the texts that items were embedded from; items without a row are left out. */
    textHashes: (namespaceId: number, itemIds: readonly string[]) => readTextHashes(db, namespaceId, itemIds),

    vectors: (namespaceId: number) => readVectors(db, namespaceId),

    /** Notes that the catalog was looked at up to a write, and no text had changed. */
    lookedAt: (namespaceId: number, revision: number) => moveTextIndex(db, namespaceId, revision),

    /** Stores what was made; answers false, and stores nothing, when another process stored others meanwhile. */
    store: (namespaceId: number, made: EmbeddedCatalog) => storeCatalog(ports, namespaceId, made),
  };
}

/** The embedder's file first, then rows and lists in one transaction: a crash in between leaves a file nobody points at. */
async function storeCatalog(ports: EmbeddingPorts, namespaceId: number, made: EmbeddedCatalog): Promise<boolean> {
  const { db, clock, modelStore } = ports;
  const now = clock.now();
  const path = `${namespaceId}/embedder-${newId(clock)}.vtrn`;
  const written = made.embedder === null ? null : { path, ...(await modelStore.write(path, made.embedder)) };
  const before = await inTransaction(db, async (trx) => {
    await serializeBy(trx, `embeddings ${namespaceId}`);
    const present = await findTextIndex(trx, namespaceId);
    const isBase = present !== null && made.basedOn !== null && isSame(present, made.basedOn);
    if (made.scope === 'changed' && !isBase) return null;
    if (made.scope === 'all') await deleteEmbeddings(trx, namespaceId);
    await storeEmbeddings(trx, namespaceId, made.items);
    await storeNeighbours(trx, namespaceId, made.lists);
    await storeTextIndex(trx, namespaceId, {
      ...made.index,
      artifact: isBase ? present.artifact : written,
      learntAt: isBase ? present.learntAt : now,
      changedAt: now,
    });
    return { replaced: isBase ? null : (present?.artifact ?? null) };
  });
  if (before?.replaced) await modelStore.remove(before.replaced.path);
  return before !== null;
}

/** Whether nobody stored anything in between: lists made beside other vectors would lack those. */
function isSame(present: TextIndex, base: NonNullable<EmbeddedCatalog['basedOn']>): boolean {
  return present.learntAt.getTime() === base.learntAt.getTime() && present.catalogRevision === base.catalogRevision;
}

async function readVectors(db: Kysely<RecsysTables>, namespaceId: number): Promise<StoredVectors> {
  const itemIds: string[] = [];
  const neighboursOf = new Map<string, readonly string[]>();
  const pages: Float32Array[] = [];
  for await (const rows of readEmbeddings(db, namespaceId)) {
    const page = new Float32Array(rows.length * embeddingWidth);
    const bytes = new Uint8Array(page.buffer);
    rows.forEach(({ itemId, vector, neighbourIds }, row) => {
      itemIds.push(itemId);
      neighboursOf.set(itemId, neighbourIds);
      if (vector !== null) bytes.set(vector, row * embeddingWidth * 4);
    });
    pages.push(page);
  }
  const vectors = new Float32Array(itemIds.length * embeddingWidth);
  let at = 0;
  for (const page of pages) {
    vectors.set(page, at);
    at += page.length;
  }
  return { itemIds, vectors, neighboursOf };
}

import { plainKernels } from '@vitrine/engine';
import {
  createRecsys,
  diskArtifacts,
  type ItemInput,
  type Recsys,
  type RecsysTables,
  type Tenant,
} from '@vitrine/recsys';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { embedTextsOf } from './embed-texts.ts';
import { type EmbeddingPorts, refreshEmbeddings } from './refresh-embeddings.ts';

const clock = { now: () => new Date('2026-06-15T12:00:00Z') };
const tenant: Tenant = { orgId: '00000000-0000-4000-8000-000000000001', namespace: 'described' };
const things = ['copper kettle', 'garden spade', 'reading lamp', 'wool blanket'];

/** Three of each thing; nothing but the text tells them apart. */
const catalog: ItemInput[] = things.flatMap((thing, kind) =>
  [0, 1, 2].map((at) => ({
    itemId: `${kind}-${at}`,
    available: true,
    description: `A ${thing} of our house`,
    props: { name: thing },
  })),
);

describe('REC-15 embeddings of the catalog', () => {
  let database: TestDatabase;
  let recsys: Recsys;
  let folder: string;
  let ports: EmbeddingPorts;
  const counted: string[] = [];
  /** How many texts were embedded at each turn. */
  let embedded: number[];

  beforeEach(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    folder = await mkdtemp(join(tmpdir(), 'vitrine-embeddings-'));
    const db = database.connection.handle<RecsysTables>();
    const metrics = {
      count: (name: string, labels: Record<string, string>) =>
        void counted.push(`${name} ${Object.values(labels).join(' ')}`),
      observeMs: () => undefined,
    };
    recsys = createRecsys({ db, clock, metrics, modelStore: diskArtifacts(folder), polling: false, budgetMs: 5000 });
    embedded = [];
    const embed: EmbeddingPorts['embed'] = (order) => {
      embedded.push(order.features.itemIds.length);
      return embedTextsOf(order, plainKernels);
    };
    ports = { db, recsys, embed };
    await recsys.items.upsert(tenant, catalog);
    await recsys.warmUp(tenant);
  });

  afterEach(async () => {
    await recsys.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const similar = async (itemId: string, k = 2) => {
    const answer = await recsys.recommend(tenant, { surface: 'pdp-similar', itemId, k, record: false });
    return { ...answer, ids: answer.items.map((item) => item.itemId) };
  };

  it('are made once, then only for texts that changed; health says what is missing, stale or empty', async () => {
    expect(await recsys.embeddings.health(tenant)).toMatchObject({ items: 12, missing: 12, stale: 0, index: null });
    expect(await refreshEmbeddings(ports, tenant)).toEqual({ scope: 'all', embedded: 12 });
    expect(await recsys.embeddings.health(tenant)).toMatchObject({
      dimension: 384,
      items: 12,
      missing: 0,
      zero: 0,
      stale: 0,
      index: { maker: 'hashed-words-1', search: 'exact', recall: 1, learntFrom: 12, sameCategory: null },
    });
    expect(await refreshEmbeddings(ports, tenant)).toEqual({ scope: 'nothing', embedded: 0 });
    // A price says nothing of what a thing is.
    await recsys.items.upsert(tenant, [{ ...catalog[0], itemId: '0-0', priceMinor: 500 }]);
    expect(await refreshEmbeddings(ports, tenant)).toEqual({ scope: 'nothing', embedded: 0 });
    await recsys.items.upsert(tenant, [
      { itemId: '0-0', available: true, description: 'A reading lamp of our house', props: { name: 'reading lamp' } },
      { itemId: 'new', available: true, props: { name: 'garden spade' } },
      { itemId: 'blank', available: true },
    ]);
    expect(await recsys.embeddings.health(tenant)).toMatchObject({ items: 14, missing: 2, stale: 1 });
    expect(await refreshEmbeddings(ports, tenant)).toEqual({ scope: 'changed', embedded: 3 });
    expect(await recsys.embeddings.health(tenant)).toMatchObject({ items: 14, missing: 0, stale: 0, zero: 1 });
    expect(embedded).toEqual([12, 3]);
    // The changed one stands beside lamps now, and lamps beside it; kettles have forgotten it.
    expect((await similar('0-0', 3)).ids.toSorted()).toEqual(['2-0', '2-1', '2-2']);
    expect((await similar('2-1', 3)).ids).toContain('0-0');
    expect((await similar('0-1', 1)).ids).toEqual(['0-2']);
    expect((await similar('1-1', 3)).ids).toContain('new');
    await recsys.items.delete(tenant, { itemId: 'blank' });
    expect(await recsys.embeddings.health(tenant)).toMatchObject({ items: 13, missing: 0, zero: 0 });
  });

  it('are learnt anew when the catalog has outgrown them, and when their file is gone or not theirs', async () => {
    await refreshEmbeddings(ports, tenant);
    const more = catalog.map((item) => ({ ...item, itemId: `more-${item.itemId}` }));
    await recsys.items.upsert(tenant, more);
    expect(await refreshEmbeddings(ports, tenant)).toEqual({ scope: 'all', embedded: 24 });
    const [namespace = ''] = await readdir(folder);
    const kept = (await readdir(join(folder, namespace))).filter((name) => name.endsWith('.vtrn'));
    expect(kept).toHaveLength(1);
    await writeFile(join(folder, namespace, kept[0] ?? ''), 'something else');
    await recsys.items.upsert(tenant, [{ itemId: 'new', available: true, props: { name: 'copper kettle' } }]);
    expect(await refreshEmbeddings(ports, tenant)).toEqual({ scope: 'all', embedded: 25 });
    expect((await similar('new', 3)).ids.map((itemId) => /0-\d$/.test(itemId))).toEqual([true, true, true]);
  });

  it('are not stored beside what another server stored meanwhile: the next look makes them', async () => {
    await refreshEmbeddings(ports, tenant);
    const slow: EmbeddingPorts['embed'] = async (order) => {
      await recsys.items.upsert(tenant, [{ itemId: 'later', available: true, props: { name: 'garden spade' } }]);
      await refreshEmbeddings(ports, tenant);
      return ports.embed(order);
    };
    await recsys.items.upsert(tenant, [{ itemId: 'new', available: true, props: { name: 'garden spade' } }]);
    expect(await refreshEmbeddings({ ...ports, embed: slow }, tenant)).toEqual({ scope: 'nothing', embedded: 0 });
    expect(await recsys.embeddings.health(tenant)).toMatchObject({ items: 14, missing: 0, stale: 0 });
    expect((await similar('new', 4)).ids).toContain('later');
  });

  it('REC-18 fill the page of an item nobody has touched, and its page does without them when they cannot be read', async () => {
    await recsys.events.ingest(
      tenant,
      [0, 1, 2].map((at) => ({ userId: `u${at}`, itemId: '1-0', type: 3 })),
    );
    await recsys.refresh(tenant);
    // Without them nothing is known of the item, and what sells stands in.
    expect((await similar('2-0', 1)).ids).toEqual(['1-0']);
    await refreshEmbeddings(ports, tenant);
    const answer = await similar('2-0');
    expect(answer.ids.toSorted()).toEqual(['2-1', '2-2']);
    expect(answer).toMatchObject({ strategy: 'content', fallback: 'model:missing' });
    expect(answer.items[0]).toMatchObject({
      because: { kind: 'viewed', itemId: '2-0' },
      reasons: expect.arrayContaining(['content_similarity']),
    });
    await sql`alter table recsys.item_embeddings rename to gone`.execute(ports.db);
    const without = await similar('2-0', 1);
    expect(without).toMatchObject({ ids: ['1-0'], fallback: expect.stringContaining('texts:failed') });
    expect(counted).toContain('recsys_fallback_total texts failed');
  });

  it('are refused from a folder that holds no sentence model', async () => {
    await expect(refreshEmbeddings(ports, tenant, { folder })).rejects.toThrow(/no tokenizer.json.*sentence model/);
  });
});

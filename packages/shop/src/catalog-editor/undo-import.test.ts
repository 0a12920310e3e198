import { inTransaction, systemClock } from '@vitrine/database';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertBatch } from '../change-log/changes.store.ts';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';
import { updateProduct } from './edit-product.ts';
import type { EditableProduct, ProductPatch } from './index.ts';

let database: TestDatabase;
let db: Kysely<ShopTables>;
let shop: ShopUseCases;
const context = () => ({ db, clock: systemClock, locale: 'en', currency: 'EUR' });

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  db = database.connection.handle<ShopTables>();
  shop = createShop({ db, clock: systemClock });
});
afterAll(() => database.drop());

let made = 0;
async function aCup(): Promise<string> {
  made += 1;
  const cup = aProduct({
    externalId: `cup-${made}`,
    name: 'Cup',
    skus: [aSku({ sku: `CUP-${made}`, priceMinor: 1000 })],
  });
  const { ids } = await loadCatalog(db, { products: [cup] }, { clock: systemClock });
  return ids.get(`cup-${made}`) ?? '';
}

async function read(id: string): Promise<EditableProduct> {
  const product = await shop.catalogDesk.getProduct(id);
  if (product === null) throw new Error(`no product ${id}`);
  return product;
}

type Patch = ProductPatch | ((product: EditableProduct) => ProductPatch);

async function edit(id: string, patch: Patch, batchId: string | null = null): Promise<void> {
  const product = await read(id);
  const given = { version: product.version, patch: typeof patch === 'function' ? patch(product) : patch };
  const done = await updateProduct(
    context(),
    { id, edit: given },
    { actor: batchId === null ? 'bob' : 'file', batchId },
  );
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

/** What a file does, in steps; answers its batch. */
async function importing(steps: readonly (readonly [id: string, patch: Patch])[]): Promise<string> {
  const batch = { kind: 'csv', summary: 'A file', actor: 'file' } as const;
  const batchId = await inTransaction(db, (trx) => insertBatch(context(), trx, batch));
  for (const [id, patch] of steps) await edit(id, patch, batchId);
  return batchId;
}

const undo = (batchId: string) => shop.catalogDesk.by('ada').undoBulk(batchId);
const costs = (priceMinor: number, compareAtMinor: number | null) => (product: EditableProduct) => ({
  skus: product.skus.map(({ id, code }) => ({ id, code, priceMinor, compareAtMinor })),
});
const money = async (id: string) => (await read(id)).skus.map((sku) => [sku.priceMinor, sku.compareAtMinor]);

describe('ADM-4 taking a file back', () => {
  it('takes a price back with the one above it, or neither where somebody changed one of them', async () => {
    const [left, changed] = [await aCup(), await aCup()];
    const batch = await importing([left, changed].map((id) => [id, costs(1200, 1500)]));
    await edit(changed, costs(1200, 1600));
    expect(await undo(batch)).toEqual({ ok: true, value: { restored: 2, skipped: 2 } });
    expect([await money(left), await money(changed)]).toEqual([[[1000, null]], [[1200, 1600]]]);
  });

  it('leaves a price that would stand above the one struck through since', async () => {
    const id = await aCup();
    const batch = await importing([[id, costs(500, null)]]);
    await edit(id, costs(500, 800));
    expect(await undo(batch)).toEqual({ ok: true, value: { restored: 0, skipped: 1 } });
    expect(await money(id)).toEqual([[500, 800]]);
  });

  it('takes a translation of the file away whole, but not one that somebody went on with', async () => {
    const [left, continued] = [await aCup(), await aCup()];
    const french = (description: string) => ({ texts: { fr: { name: 'Tasse', description } } });
    const batch = await importing([left, continued].map((id) => [id, french('')]));
    await edit(continued, french('Pour le thé.'));
    expect(await undo(batch)).toEqual({ ok: true, value: { restored: 2, skipped: 2 } });
    expect((await read(left)).texts['fr']).toBeUndefined();
    expect((await read(continued)).texts['fr']).toEqual({ name: 'Tasse', description: 'Pour le thé.' });
  });

  it('archives a SKU that the file made, and gives codes and tags back', async () => {
    const id = await aCup();
    const batch = await importing([
      [
        id,
        ({ skus }) => ({
          tags: ['tea'],
          skus: [
            ...skus.map((sku) => ({ id: sku.id, code: `${sku.code}-NEW` })),
            { code: `${id}-XL`, options: { Size: 'XL' }, priceMinor: 1900 },
          ],
        }),
      ],
    ]);
    expect(await undo(batch)).toMatchObject({ ok: true });
    const after = await read(id);
    expect(after.tags).toEqual([]);
    expect(after.skus.map(({ code, archived }) => [code.replace(/^.*-XL$/, 'XL'), archived])).toEqual([
      [`CUP-${made}`, false],
      ['XL', true],
    ]);
  });

  it('goes back step by step where the file changed a product more than once, many products together', async () => {
    const ids = [await aCup(), await aCup(), await aCup()];
    const batch = await importing([
      ...ids.map((id) => [id, { tags: ['one'] }] as const),
      ...ids.slice(1).map((id) => [id, { tags: ['one', 'two'] }] as const),
    ]);
    expect(await undo(batch)).toEqual({ ok: true, value: { restored: 5, skipped: 0 } });
    for (const id of ids) expect((await read(id)).tags).toEqual([]);
  });

  it('gives addresses and codes back that moved from one product of the file to the next', async () => {
    const ids = [await aCup(), await aCup(), await aCup()];
    const before = await Promise.all(ids.map(read));
    const moved =
      (to: string): Patch =>
      (product) => ({
        slug: to.toLowerCase(),
        skus: product.skus.map(({ id }) => ({ id, code: to })),
      });
    const [one, two] = before.map(({ slug, skus }) => ({ slug, code: skus[0]?.code ?? '' }));
    const batch = await importing([
      [ids[0] ?? '', moved(`MOVED-${made}`)],
      [ids[1] ?? '', ({ skus }) => ({ slug: one?.slug, skus: skus.map(({ id }) => ({ id, code: one?.code ?? '' })) })],
      [ids[2] ?? '', ({ skus }) => ({ slug: two?.slug, skus: skus.map(({ id }) => ({ id, code: two?.code ?? '' })) })],
    ]);
    expect(await undo(batch)).toEqual({ ok: true, value: { restored: 6, skipped: 0 } });
    const after = await Promise.all(ids.map(read));
    expect(after.map(({ slug, skus }) => [slug, skus[0]?.code])).toEqual(
      before.map(({ slug, skus }) => [slug, skus[0]?.code]),
    );
  });

  it('asks the database as often for twenty products as for two', async () => {
    let asked = 0;
    const counting = db.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    const desk = createShop({ db: counting, clock: systemClock }).catalogDesk.by('ada');
    const words = { texts: { fr: { name: 'Tasse', description: '' } }, tags: ['tea'] };
    const statements: number[] = [];
    for (const count of [2, 20]) {
      const ids: string[] = [];
      for (let at = 0; at < count; at += 1) ids.push(await aCup());
      const batch = await importing(ids.map((id) => [id, words]));
      asked = 0;
      expect(await desk.undoBulk(batch)).toEqual({ ok: true, value: { restored: count * 3, skipped: 0 } });
      statements.push(asked);
    }
    expect(statements[1]).toBe(statements[0]);
    expect(statements[0]).toBeGreaterThan(5);
  });

  it('ends a file that is still being read: what came later could not be taken back', async () => {
    const [one, other] = [await aCup(), await aCup()];
    const batch = await importing([[one, { tags: ['tea'] }]]);
    expect(await undo(batch)).toMatchObject({ ok: true, value: { restored: 1 } });
    await expect(edit(other, { tags: ['tea'] }, batch)).rejects.toThrow(/catalog.in_use.*undone/);
    expect((await read(other)).tags).toEqual([]);
  });

  it('is refused with a sentence, and whole, where what must come back is gone', async () => {
    const [one, other] = [await aCup(), await aCup()];
    const ada = shop.catalogDesk.by('ada');
    const brand = await ada.saveBrand({ id: null, name: 'Gone' });
    if (!brand.ok) throw new Error(JSON.stringify(brand.error));
    const gone = brand.value.brand.id;
    await edit(one, { brandId: gone });
    const bulk = await ada.applyBulk({ ids: [one, other] }, { kind: 'brand', brandId: null });
    if (!bulk.ok) throw new Error(JSON.stringify(bulk.error));
    await sql`delete from shop.brand where id = ${gone}`.execute(db);
    expect(await undo(bulk.value.batchId)).toMatchObject({ ok: false, error: { code: 'catalog.invalid' } });
    expect((await read(other)).brand).toBeNull();
    expect(await shop.catalogDesk.listBatches(1)).toMatchObject([{ undoneAt: null }]);
  });
});

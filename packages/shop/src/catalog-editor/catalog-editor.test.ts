import { newId, systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';
import { fieldsOf, productTableSorts, type CatalogEditor, type EditableProduct, type EditFailure } from './index.ts';
import type { Outcome } from '../outcome.ts';

const databases = testDatabases();

function value<Value>(outcome: Outcome<Value, EditFailure>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value;
}

describe.each(databases)('on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  let shop: ShopUseCases;
  let ada: CatalogEditor;
  let bob: CatalogEditor;
  const ids = new Map<string, string>();
  const read = async (name: string): Promise<EditableProduct> => {
    const product = await shop.catalogDesk.getProduct(ids.get(name) ?? name);
    if (product === null) throw new Error(`no ${name}`);
    return product;
  };
  const waiting = async () =>
    (await sql<{ key: string }>`select distinct key from platform.outbox where topic = 'catalog'`.execute(db)).rows.map(
      ({ key }) => key,
    );

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock: systemClock });
    [ada, bob] = [shop.catalogDesk.by('ada@shop.example'), shop.catalogDesk.by('bob@shop.example')];
    const products = ['kettle', 'toaster', 'lamp', 'cup'].map((externalId, index) =>
      aProduct({
        externalId,
        skus: [aSku({ sku: `${externalId.toUpperCase()}-1`, priceMinor: 1000 * (index + 1), stock: index })],
      }),
    );
    const report = await loadCatalog(db, { products }, { clock: systemClock, skipOutbox: true });
    for (const [name, id] of report.ids) ids.set(name, id);
  });
  afterAll(() => database.drop());

  describe('CAT-2 editing a product', () => {
    it('makes one with everything, says who in the log and tells the recommender', async () => {
      const { category } = await read('kettle');
      const { product } = value(
        await ada.createProduct({
          categoryId: category.id,
          texts: { en: { name: 'Äther Jug', description: 'Pours.' }, de: { name: 'Kanne', description: '' } },
          specs: { en: [{ name: 'Volume', value: '1 l' }] },
          tags: ['Table Ware', 'new'],
          skus: [
            { code: 'JUG-S', options: { Size: 'S' }, priceMinor: 1500, stock: 3 },
            { code: 'JUG-L', options: { Size: 'L' }, priceMinor: 2500, compareAtMinor: 3000 },
          ],
        }),
      );
      ids.set('jug', product.id);
      expect(product).toMatchObject({ slug: 'aether-jug', version: 2, tags: ['new', 'table-ware'], archived: false });
      expect(product.skus.map(({ code, priceMinor, stock }) => [code, priceMinor, stock])).toEqual([
        ['JUG-S', 1500, 3],
        ['JUG-L', 2500, 0],
      ]);
      expect((await shop.catalog.getProductBySlug('aether-jug'))?.available).toBe(true);
      expect((await shop.forVisitor({ locale: 'de' }).catalog.getProductBySlug('aether-jug'))?.name).toBe('Kanne');
      const [change] = await shop.catalogDesk.listChanges({ entityId: product.id, limit: 5 });
      expect(change).toMatchObject({ actor: 'ada@shop.example', action: 'created', label: 'Äther Jug' });
      expect(await waiting()).toContain(product.id);
    });

    it('names every field that is wrong, and writes nothing', async () => {
      const before = await read('jug');
      const refused = await ada.createProduct({
        texts: { en: { name: ' ', description: 'a\0b' } },
        slug: 'Not a slug',
        skus: [{ code: '' }],
      });
      expect(refused.ok).toBe(false);
      if (refused.ok || refused.error.code !== 'catalog.invalid') throw new Error('wrong refusal');
      expect(refused.error.faults.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['slug', 'name.en', 'description.en', 'categoryId', 'skus[0].code', 'skus[0].price']),
      );
      const taken = await ada.updateProduct(before.id, {
        version: before.version,
        patch: { slug: 'kettle', skus: [{ code: 'LAMP-1', priceMinor: 5 }] },
      });
      expect(taken).toMatchObject({
        ok: false,
        error: { code: 'catalog.taken', faults: [{ path: 'slug' }, { path: 'skus[0].code' }] },
      });
      expect(await read('jug')).toEqual(before);
    });

    it('lets two editors of different fields both get their way, and shows both values of the same field', async () => {
      const seen = await read('jug');
      const base = fieldsOf(seen);
      const form = { texts: seen.texts, tags: seen.tags, color: seen.color };
      value(await ada.updateProduct(seen.id, { version: seen.version, patch: { ...form, color: 'blue' }, base }));
      value(await bob.updateProduct(seen.id, { version: seen.version, patch: { ...form, tags: ['clay'] }, base }));
      expect(await read('jug')).toMatchObject({ color: 'blue', tags: ['clay'] });
      const refused = await bob.updateProduct(seen.id, {
        version: seen.version,
        patch: { ...form, color: 'red' },
        base,
      });
      expect(refused).toMatchObject({
        ok: false,
        error: { code: 'catalog.conflict', conflicts: [{ field: 'color', yours: 'red', theirs: 'blue' }] },
      });
      const now = await read('jug');
      expect(now.color).toBe('blue');
      value(await bob.updateProduct(seen.id, { version: now.version, patch: { color: 'red' } }));
      expect((await read('jug')).color).toBe('red');
    });

    it('lets one of two edits at the same moment through, and refuses the other', async () => {
      const { id, version } = await read('toaster');
      const outcomes = await Promise.all(
        [ada, bob].map((editor, index) => editor.updateProduct(id, { version, patch: { color: `color-${index}` } })),
      );
      expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    });

    it('changes a price into its history, adds a SKU and archives another', async () => {
      const jug = await read('jug');
      const [small, large] = jug.skus;
      if (small === undefined || large === undefined) throw new Error('no SKUs');
      value(
        await ada.updateProduct(jug.id, {
          version: jug.version,
          patch: {
            skus: [
              { ...small, priceMinor: 1400, compareAtMinor: 1500 },
              { id: large.id, code: 'JUG-L', archived: true },
              { code: 'JUG-XL', priceMinor: 3500 },
            ],
          },
        }),
      );
      const page = await shop.catalog.getProductBySlug('aether-jug');
      expect(page?.skus.map(({ sku, priceMinor }) => [sku, priceMinor])).toEqual([
        ['JUG-S', 1400],
        ['JUG-XL', 3500],
      ]);
      const { rows } = await sql`select amount_minor from shop.price_history where sku_id = ${small.id}::uuid`.execute(
        db,
      );
      expect(rows).toEqual([{ amount_minor: 1500 }]);
    });

    it.each(productTableSorts)('lists products by %s', async (sort) => {
      const listed = await shop.catalogDesk.listProducts({}, { sort, page: 1, perPage: 10 });
      expect(listed.rows).toHaveLength(listed.total);
    });

    it('takes an archived product out of the shop and puts it back', async () => {
      const { id } = await read('jug');
      expect(value(await ada.setArchived(id, true))).toEqual({ changed: true });
      expect(await shop.catalog.getProductBySlug('aether-jug')).toBeNull();
      expect(
        (
          await shop.catalogDesk.listProducts({ status: 'archived' }, { sort: 'updated', page: 1, perPage: 10 })
        ).rows.map((row) => row.slug),
      ).toEqual(['aether-jug']);
      expect(value(await ada.setArchived(id, false))).toEqual({ changed: true });
      expect(value(await ada.setArchived(id, false))).toEqual({ changed: false });
      expect(await ada.setArchived('nonsense', true)).toMatchObject({ error: { code: 'catalog.not_found' } });
    });
  });

  it.each(productTableSorts)(
    'ADM-4 the table of products is ordered by %s and searched by name, SKU and address',
    async (sort) => {
      const list = (search?: string) =>
        shop.catalogDesk.listProducts({ search, status: 'all' }, { sort, page: 1, perPage: 50 });
      const { rows, total } = await list();
      expect([rows.length, total]).toEqual([5, 5]);
      for (const search of ['kettle', 'KETTLE-1', 'Product KETTLE', '100%'])
        expect(
          (await list(search)).rows.map(({ slug }) => slug),
          search,
        ).toEqual(search === '100%' ? [] : ['kettle']);
    },
  );

  describe('WEB-5 addresses that were given up', () => {
    it('lead to where the product is now, until somebody else takes them', async () => {
      const lamp = await read('lamp');
      const rename = async (slug: string) =>
        value(await ada.updateProduct(lamp.id, { version: (await read('lamp')).version, patch: { slug } }));
      await rename('desk-lamp');
      await rename('reading-lamp');
      expect(await shop.catalog.findMovedSlug('product', 'lamp')).toBe('reading-lamp');
      expect(await shop.catalog.findMovedSlug('product', 'desk-lamp')).toBe('reading-lamp');
      expect(await shop.catalog.findMovedSlug('product', 'reading-lamp')).toBeNull();
      const cup = await read('cup');
      value(await ada.updateProduct(cup.id, { version: cup.version, patch: { slug: 'lamp' } }));
      expect(await shop.catalog.findMovedSlug('product', 'lamp')).toBeNull();
      expect(await shop.catalog.findMovedSlug('product', 'cup')).toBe('lamp');
      expect(await shop.catalog.findMovedSlug('category', 'cup')).toBeNull();
      expect(await shop.catalog.findMovedSlug('product', 'a\0b')).toBeNull();
    });
  });

  describe('CAT-5 the tree of categories', () => {
    const named = async (slug: string) => {
      const found = (await shop.catalogDesk.listCategories()).find((category) => category.slug === slug);
      if (found === undefined) throw new Error(`no category ${slug}`);
      return found;
    };

    it('grows, is renamed and moved, and refuses to stand below itself', async () => {
      const home = await named('home');
      const { category: bath } = value(
        await ada.createCategory({ parentId: home.id, texts: { en: { name: 'Bath', description: '' } } }),
      );
      const { category: towels } = value(
        await ada.createCategory({ parentId: bath.id, texts: { en: { name: 'Towels', description: '' } } }),
      );
      expect(
        await ada.updateCategory(bath.id, { version: bath.version, patch: { parentId: towels.id } }),
      ).toMatchObject({
        ok: false,
        error: { code: 'catalog.invalid', faults: [{ path: 'parentId' }] },
      });
      value(await ada.updateCategory(towels.id, { version: towels.version, patch: { parentId: null, slug: 'linen' } }));
      expect(await named('linen')).toMatchObject({ parentId: null });
      expect(await shop.catalog.findMovedSlug('category', 'towels')).toBe('linen');
      expect(await ada.updateCategory(towels.id, { version: towels.version, patch: { slug: 'cloth' } })).toMatchObject({
        error: { code: 'catalog.conflict', conflicts: [{ field: 'slug', yours: 'cloth', theirs: 'linen' }] },
      });
      value(await ada.sortCategories({ parentId: null, ids: [towels.id, home.id] }));
      expect(await shop.catalogDesk.listChanges({ entityId: home.id, limit: 1 })).toMatchObject([
        { kind: 'category', actor: 'ada@shop.example', fields: { position: [1, 2] } },
      ]);
      expect((await shop.catalog.listCategories()).map(({ slug }) => slug)).toEqual(['linen', 'home']);
    });

    it('refuses to delete one with products unless they go elsewhere, and its address goes with them', async () => {
      const [kitchen, bath] = [await named('kitchen'), await named('bath')];
      expect(await ada.deleteCategory(kitchen.id)).toMatchObject({ ok: false, error: { code: 'catalog.in_use' } });
      value(await ada.deleteCategory(kitchen.id, bath.id));
      expect((await read('kettle')).category.slug).toBe('bath');
      expect(await shop.catalog.findMovedSlug('category', 'kitchen')).toBe('bath');
      const home = await named('home');
      expect(await ada.mergeCategories(home.id, bath.id)).toMatchObject({ error: { code: 'catalog.invalid' } });
      value(await ada.deleteCategory((await named('linen')).id));
      expect((await shop.catalogDesk.listCategories()).map(({ slug }) => slug)).toEqual(['bath', 'home']);
    });
  });

  it('CAT-5 brands and collections are made, changed and given up', async () => {
    const { brand } = value(await ada.saveBrand({ id: null, name: 'Löwe & Co' }));
    expect(brand).toMatchObject({ slug: 'loewe-co', products: 0 });
    const kettle = await read('kettle');
    value(await ada.updateProduct(kettle.id, { version: kettle.version, patch: { brandId: brand.id } }));
    expect(await ada.deleteBrand(brand.id)).toMatchObject({ error: { code: 'catalog.in_use' } });
    const nordlys = (await shop.catalogDesk.listBrands()).find(({ slug }) => slug === 'nordlys');
    value(await ada.deleteBrand(brand.id, nordlys?.id ?? ''));
    expect((await read('kettle')).brand?.slug).toBe('nordlys');
    expect(await shop.catalog.findMovedSlug('brand', 'loewe-co')).toBe('nordlys');
    const { collection } = value(
      await ada.saveCollection({
        id: null,
        draft: {
          texts: { en: { name: 'Slow mornings', description: '' } },
          productIds: [ids.get('cup') ?? '', kettle.id],
        },
      }),
    );
    expect(collection.productIds).toEqual([ids.get('cup'), kettle.id]);
    const turned = value(
      await ada.saveCollection({
        id: collection.id,
        version: collection.version,
        draft: { texts: collection.texts, slug: 'mornings', productIds: [kettle.id] },
      }),
    );
    expect(turned.collection.productIds).toEqual([kettle.id]);
    expect(await shop.catalog.findMovedSlug('collection', 'slow-mornings')).toBe('mornings');
    value(await ada.deleteCollection(collection.id));
    expect(await shop.catalogDesk.listCollections()).toEqual([]);
  });

  describe('ADM-4 stock', () => {
    it('moves with a reason, never below zero, and does not set what somebody else counted meanwhile', async () => {
      const [sku] = (await read('cup')).skus;
      if (sku === undefined) throw new Error('no SKU');
      expect(value(await ada.adjustStock(sku.id, { reason: 'received', by: 10 }))).toEqual({
        onHand: sku.stock + 10,
        change: 10,
      });
      expect(await ada.adjustStock(sku.id, { reason: 'damaged', by: -1000 })).toMatchObject({
        error: { code: 'catalog.invalid' },
      });
      expect(await ada.adjustStock(sku.id, { reason: 'corrected', to: 1, expected: 4 })).toMatchObject({
        error: { code: 'catalog.conflict', conflicts: [{ field: 'stock', yours: 1, theirs: sku.stock + 10 }] },
      });
      value(await ada.adjustStock(sku.id, { reason: 'corrected', to: 1, expected: sku.stock + 10, lowAt: 2 }));
      expect(
        (await shop.catalogDesk.listStock({ level: 'low', limit: 10, offset: 0 })).rows.map(({ code }) => code),
      ).toContain('CUP-1');
      const movements = await shop.catalogDesk.listMovements(sku.id, 5);
      expect(movements.map(({ change, reason }) => [change, reason]).slice(0, 2)).toEqual([
        [-12, 'corrected'],
        [10, 'received'],
      ]);
    });
  });

  describe('ADM-4 bulk edits', () => {
    const chosen = () => ({ ids: ['kettle', 'toaster', 'lamp'].map((name) => ids.get(name) ?? '') });
    const prices = async () =>
      (await Promise.all(['kettle', 'toaster', 'lamp'].map(read))).map(({ skus }) => skus[0]?.priceMinor);

    it('say beforehand what they do, do it whole, and can be taken back', async () => {
      const change = { kind: 'price', percent: -10, rounding: '99', keepOld: true } as const;
      const preview = value(await shop.catalogDesk.previewBulk(chosen(), change));
      expect(preview).toMatchObject({ products: 3, changes: 3, unchanged: 0 });
      expect(await prices()).toEqual([1000, 2000, 3000]);
      const done = value(await ada.applyBulk(chosen(), change));
      expect(done).toMatchObject({ products: 3, changes: 3 });
      expect(await prices()).toEqual([899, 1799, 2699]);
      expect((await read('kettle')).skus[0]?.compareAtMinor).toBe(1000);
      expect(await waiting()).toEqual(expect.arrayContaining(chosen().ids));
      const lamp = await read('lamp');
      value(
        await bob.updateProduct(lamp.id, {
          version: lamp.version,
          patch: { skus: [{ id: lamp.skus[0]?.id, code: 'LAMP-1', priceMinor: 50 }] },
        }),
      );
      expect(value(await ada.undoBulk(done.batchId))).toEqual({ restored: 2, skipped: 1 });
      expect(await prices()).toEqual([1000, 2000, 50]);
      expect(await ada.undoBulk(done.batchId)).toMatchObject({ error: { code: 'catalog.in_use' } });
    });

    it('are done once however often somebody presses', async () => {
      const [before, batchId] = [await prices(), newId(systemClock)];
      const dearer = { kind: 'price', percent: 10, rounding: 'exact', keepOld: false } as const;
      const presses = await Promise.all([1, 2].map(() => ada.applyBulk(chosen(), dearer, batchId)));
      expect(presses.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
      expect(presses.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'catalog.in_use' } });
      expect(await prices()).toEqual(before.map((price) => Math.round(1.1 * Number(price))));
      expect(value(await ada.undoBulk(batchId))).toEqual({ restored: 3, skipped: 0 });
      const refused = await ada.applyBulk(chosen(), dearer, 'x');
      expect(refused).toMatchObject({ error: { code: 'catalog.invalid', faults: [{ path: 'batch' }] } });
    });

    it('reach all that a filter lets through, for tags, category, stock and archive', async () => {
      const [everything] = [{ filter: { search: 'product', status: 'all' } as const }];
      const tagged = value(await ada.applyBulk(everything, { kind: 'tags', add: ['winter'], remove: [] }));
      expect(tagged.products).toBe(4);
      expect((await read('cup')).tags).toEqual(['winter']);
      value(await ada.undoBulk(tagged.batchId));
      expect((await read('cup')).tags).toEqual([]);
      const home = (await read('kettle')).categories[0];
      const { category } = value(await ada.createCategory({ texts: { en: { name: 'Sale', description: '' } } }));
      const moved = value(await ada.applyBulk(chosen(), { kind: 'category', categoryId: category.id }));
      expect((await read('lamp')).category.slug).toBe('sale');
      expect((await read('lamp')).categories.map(({ slug }) => slug)).toEqual(['sale']);
      value(await ada.undoBulk(moved.batchId));
      expect((await read('lamp')).category.id).toBe(home?.id);
      const stocked = value(await ada.applyBulk(chosen(), { kind: 'stock', set: 7 }));
      expect((await read('lamp')).skus[0]?.stock).toBe(7);
      const [sku] = (await read('lamp')).skus;
      value(await ada.adjustStock(sku?.id ?? '', { reason: 'damaged', by: -2 }));
      value(await ada.undoBulk(stocked.batchId));
      expect((await read('lamp')).skus[0]?.stock).toBe(0);
      const shut = value(await ada.applyBulk(everything, { kind: 'archived', archived: true }));
      expect((await shop.catalog.listProducts()).total).toBe(1);
      value(await ada.undoBulk(shut.batchId));
      expect((await shop.catalog.listProducts()).total).toBe(5);
    });

    it('change nothing when one of them cannot be written', async () => {
      const before = await prices();
      const gone = '01890000-0000-7000-8000-000000000000';
      expect(await ada.applyBulk(chosen(), { kind: 'category', categoryId: gone })).toMatchObject({
        error: { code: 'catalog.invalid' },
      });
      expect(await ada.applyBulk({ ids: [] }, { kind: 'archived', archived: true })).toMatchObject({
        error: { code: 'catalog.invalid' },
      });
      expect(await prices()).toEqual(before);
      expect((await shop.catalogDesk.listBatches(10)).every(({ changes }) => changes > 0)).toBe(true);
    });
  });
});

import type { OperationName } from '@vitrine/contracts';
import { systemClock } from '@vitrine/database';
import { createShop, type ShopTables } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct } from '@vitrine/testkit/shop';
import * as fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aServer } from '../testing/a-server.ts';
import { type ExampleCall, exampleCalls } from '../testing/example-calls.ts';
import { expectClearAnswer } from '../testing/expect-clear-answer.ts';
import { hostileCalls } from '../testing/hostile-calls.ts';
import { inMemoryShop } from '../testing/in-memory-shop.ts';
import { signedInAs } from '../testing/signed-in-as.ts';

const operations: readonly OperationName[] = [
  'createProduct',
  'replaceProduct',
  'updateProduct',
  'archiveProduct',
  'createCategory',
  'updateCategory',
  'deleteCategory',
  'createBrand',
  'updateBrand',
  'deleteBrand',
];

describe('OPS-13 hostile edits of the catalog by an administrator, on a real database', () => {
  let database: TestDatabase;
  let app: FastifyInstance;
  let errors: unknown[];
  const ids = { product: '', category: '', brand: '' };

  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    const shop = createShop({ db, clock: systemClock });
    const report = await loadCatalog(db, { products: [aProduct()] }, { clock: systemClock });
    ids.product = report.ids.get('kettle') ?? '';
    ids.category = (await shop.catalogDesk.listCategories())[0]?.id ?? '';
    ids.brand = (await shop.catalogDesk.listBrands())[0]?.id ?? '';
    const services = { shop: { ...inMemoryShop(), catalogDesk: shop.catalogDesk } };
    ({ app, errors } = await aServer({ services, rateLimits: { interactionsPerMinute: 0 } }));
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  /** The example with ids that are there, so that what is broken gets as far as the tables. */
  const exampleOf = (operation: OperationName): ExampleCall => {
    const id = operation.endsWith('Brand') ? ids.brand : operation.endsWith('Category') ? ids.category : ids.product;
    const { params, query, body } = exampleCalls[operation];
    const known =
      body !== undefined && 'category_id' in body
        ? { ...body, category_id: ids.category, category_ids: [ids.category] }
        : body;
    return { ...(params ? { params: { id } } : {}), ...(query ? { query } : {}), ...(known ? { body: known } : {}) };
  };

  it.each(operations)('%s answers clearly, whatever it is given', async (operation) => {
    await fc.assert(
      fc.asyncProperty(hostileCalls(operation, exampleOf(operation)), async (call) => {
        expectClearAnswer(await app.inject({ ...call, headers: { ...call.headers, ...signedInAs('admin') } }));
        expect(errors).toEqual([]);
      }),
      { numRuns: 200, seed: 20_261_121 },
    );
  });
});

import { systemClock } from '@vitrine/database';
import { testDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { expect, describe, it } from 'vitest';
import type { ShopTables } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';
import { selectMainCurrency } from './index.ts';

describe('CAT-8 the currency of a shop', () => {
  it('is the one most prices are in, and none without prices', async () => {
    const database = await testDatabase();
    const db = database.connection.handle<ShopTables>();
    expect(await selectMainCurrency(db)).toBeNull();
    const inCurrency = (externalId: string, currency: string) =>
      aProduct({ externalId, skus: [aSku({ sku: externalId, currency })] });
    const products = [inCurrency('a', 'GBP'), inCurrency('b', 'GBP'), inCurrency('c', 'USD')];
    await loadCatalog(db, { products }, { clock: systemClock });
    expect(await selectMainCurrency(db)).toBe('GBP');
    await database.drop();
  });
});

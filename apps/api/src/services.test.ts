import type { Recsys } from '@vitrine/recsys';
import type { ShopUseCases } from '@vitrine/shop';
import { describe, expectTypeOf, it } from 'vitest';
import type { RecommenderUseCases, ShopReads } from './services.ts';

describe('the ports of this server', () => {
  it('are met by the recommender and the shop as they are, without adapters', () => {
    expectTypeOf<Recsys>().toExtend<RecommenderUseCases>();
    expectTypeOf<ShopUseCases>().toExtend<ShopReads>();
  });
});

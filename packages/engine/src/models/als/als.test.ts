import { topIndices } from '@vitrine/kernels';
import { compiledKernels } from '@vitrine/testkit/kernels';
import { aShop, describeModel } from '@vitrine/testkit/models';
import { startKernels } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { contextsOf } from '../../interactions/user-contexts.ts';
import { models } from '../registry.ts';

describeModel(models.als, { config: { factors: 16 } });
describeModel(models.als, { config: { factors: 16, scaling: 'plain' } });

describe('REC-4 als', () => {
  it('refuses weights that no float32 can solve for, and says what to do', async () => {
    const module = await compiledKernels();
    const shop = aShop();
    const weights = shop.weights.map((weight, row) => (row % 5 === 0 ? 1e20 : weight));
    const config = models.als.parseConfig({ factors: 16, signal: 'weighted' });
    const run = { seed: 1, nowSec: 0, kernels: () => startKernels({ module }) };
    expect(() => models.als.fit({ ...shop, weights }, config, run)).toThrow(
      /weights of the interactions.*signal: binary/,
    );
  });

  it.each(['frequency', 'plain'] as const)('gives exactly the lists of its scores, compiled, %s', async (scaling) => {
    const module = await compiledKernels();
    const shop = aShop();
    const config = models.als.parseConfig({ factors: 24, scaling });
    const model = models.als.fit(shop, config, { seed: 1, nowSec: 0, kernels: () => startKernels({ module }) });
    const source = contextsOf(shop, 1_710_000_000);
    const contexts = shop.userIds.map((_, user) => source.contextOf(user));
    const owned = contexts.map((context) => Int32Array.from(new Set(context.history.items)).sort());
    const excluded = Uint8Array.from(shop.itemIds, (_, item) => (item % 7 === 0 ? 1 : 0));
    const lists: Int32Array[] = [];
    model.recommendMany({ contexts, k: 10, excluded, own: (at) => owned[at] ?? new Int32Array(0) }, (at, list) => {
      lists[at] = list.slice();
    });
    model.recommendMany(
      { contexts: contexts.slice(0, 1), k: 10, excluded, own: () => owned[0] ?? new Int32Array(0) },
      (_, list) => expect([...list]).toEqual([...(lists[0] ?? [])]),
    );
    const scores = new Float32Array(shop.itemIds.length);
    contexts.forEach((context, at) => {
      model.scoreItems(context, scores);
      const mask = excluded.slice();
      for (const item of owned[at] ?? []) mask[item] = 1;
      expect([...(lists[at] ?? [])]).toEqual([...topIndices(scores, 10, mask)]);
    });
  });
});

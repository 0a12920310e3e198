import { RandomStream, startKernels } from '@vitrine/kernels';
import { compiledKernels } from '@vitrine/testkit/kernels';
import { aShop, describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext, contextsOf } from '../../interactions/index.ts';
import type { FittedModel } from '../model.ts';
import { models } from '../registry.ts';

describeModel(models['two-hop']);

const run = { seed: 1, nowSec: 0 };

function scores(model: FittedModel, session: readonly number[]): number[] {
  const out = new Float32Array(model.itemIds.length);
  model.scoreItems(anonymousContext(0, Int32Array.from(session)), out);
  return [...out];
}

describe('REC-3 two hops over the item graph', () => {
  it('is one hop after the other: a reaches c over b, though nobody has both', () => {
    // u0 has a and b, u1 has b and c. One hop: P(a, b) = 1 / (2 sqrt(1 x 2)), P(b, b) = 1/2, P(a, a) = 1/2, P(a, c) = 0.
    const shop = purchases('ab', 'bc');
    const fit = (hops: number): FittedModel =>
      models['two-hop'].fit(shop, models['two-hop'].parseConfig({ hops }), run);
    const hop = 1 / (2 * Math.SQRT2);
    const expected = { once: [0.5, hop, 0], twice: [1 / 4 + hop * hop, hop / 2 + hop / 2, hop * hop] };
    scores(fit(1), [0]).forEach((score, item) => expect(score).toBeCloseTo(expected.once[item] ?? NaN, 6));
    scores(fit(2), [0]).forEach((score, item) => expect(score).toBeCloseTo(expected.twice[item] ?? NaN, 6));
  });

  it('with one hop is the graph filter', () => {
    const shop = aShop();
    const filter = models['graph-filter'].fit(shop, models['graph-filter'].defaults, run);
    const once = models['two-hop'].fit(shop, models['two-hop'].parseConfig({ hops: 1 }), run);
    const expected = scores(filter, [3, 9]);
    scores(once, [3, 9]).forEach((score, item) => expect(score).toBeCloseTo(expected[item] ?? NaN, 5));
  });

  it('is taken away in a blend: the weight may be negative, and the scores stay finite', () => {
    const shop = aShop();
    const mix = { weights: { 'graph-filter': 1, 'two-hop': -0.5 } };
    const config = models.blend.parseConfig({ components: { 'graph-filter': {}, 'two-hop': {} }, mix });
    const blended = scores(models.blend.fit(shop, config, run), [2, 6]);
    const alone = scores(models['graph-filter'].fit(shop, models['graph-filter'].defaults, run), [2, 6]);
    expect(blended.every(Number.isFinite)).toBe(true);
    expect(blended.some((score) => score < 0)).toBe(true);
    expect(Math.min(...alone)).toBeGreaterThanOrEqual(0);
  });

  it('scores many visitors in the compiled kernels as it scores each alone', async () => {
    const module = await compiledKernels();
    const shop = aShop({ users: 70 });
    const kernels = (): ReturnType<typeof startKernels> => startKernels({ module });
    const model = models['two-hop'].fit(shop, models['two-hop'].defaults, { ...run, kernels });
    const source = contextsOf(shop, 0);
    const users = new RandomStream(1).shuffle([...shop.userIds.keys()]);
    const alone = new Float32Array(shop.itemIds.length);
    let taken = 0;
    let furthest = 0;
    model.scoreMany(
      users.map((user) => source.contextOf(user)),
      (at, together) => {
        model.scoreItems(source.contextOf(users[at] ?? -1), alone);
        together.forEach((score, item) => (furthest = Math.max(furthest, Math.abs(score - (alone[item] ?? NaN)))));
        taken++;
      },
    );
    expect(taken).toBe(users.length);
    expect(furthest).toBeLessThan(1e-6);
  });
});

import {
  anonymousContext,
  contextsOf,
  type FittedModel,
  type Interactions,
  type KernelSource,
  type UserContext,
} from '@vitrine/engine';
import { type Kernels, startKernels, topIndices } from '@vitrine/kernels';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compiledKernels, threadedKernels } from '../kernels/index.ts';
import { aShop } from './a-shop.ts';

/** Trains on a shop; in plain TypeScript when no kernels are given. */
type FitOn = (shop: Interactions, kernels?: KernelSource) => FittedModel;

const nowSec = 1_710_000_000;
const visitorsOf = (shop: Interactions): UserContext[] => {
  const source = contextsOf(shop, nowSec);
  const known = shop.userIds.slice(0, 60).map((_, user) => source.contextOf(user));
  return [...known, anonymousContext(nowSec), anonymousContext(nowSec, Int32Array.of(3, 7))];
};
const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Whether two rows of scores are the same up to a share of the largest one. */
function expectNear(found: Float32Array, wanted: Float32Array, share: number): void {
  const off = found.map((value, item) => Math.abs(value - (wanted[item] ?? NaN)));
  expect(largest(off)).toBeLessThanOrEqual(share * largest(wanted));
}

function scoresOf(model: FittedModel, context: UserContext): Float32Array {
  const out = new Float32Array(model.itemIds.length).fill(NaN);
  model.scoreItems(context, out);
  return out;
}

/** Many visitors at once are answered as each alone: what a shop's page shows is what an evaluation judged. */
export function describeBatches(fit: FitOn): void {
  it.each(['plain', 'simd'] as const)('answers many visitors at once as each alone, %s', async (kind) => {
    const shop = aShop({ users: 100, items: 60 });
    const module = kind === 'simd' ? await compiledKernels() : undefined;
    const model = fit(shop, module && (() => startKernels({ module })));
    const contexts = visitorsOf(shop);
    const alone = contexts.map((context) => scoresOf(model, context));
    const seen: number[] = [];
    model.scoreMany(contexts, (at, scores) => {
      seen.push(at);
      expectNear(scores, alone[at] ?? scores, 1e-5);
    });
    expect(seen).toEqual([...contexts.keys()]);
    const excluded = Uint8Array.from(shop.itemIds, (_, item) => (item % 11 === 5 ? 1 : 0));
    const own = contexts.map(({ history }) => Int32Array.from(new Set(history.items)).sort());
    model.recommendMany({ contexts, k: 10, excluded, own: (at) => own[at] ?? new Int32Array(0) }, (at, list) => {
      const scores = alone[at] ?? new Float32Array(0);
      const mask = excluded.slice();
      for (const item of own[at] ?? []) mask[item] = 1;
      const best = topIndices(scores, 10, mask);
      expect([new Set(list).size, list.some((item) => mask[item] === 1)]).toEqual([best.length, false]);
      // Of equal scores another may come first, for sums differ by rounding: what counts is that none better is left out.
      expectNear(scoresAt(scores, list), scoresAt(scores, best), 1e-5);
    });
  });
}

const scoresAt = (scores: Float32Array, items: Int32Array): Float32Array =>
  Float32Array.from(items, (item) => scores[item] ?? NaN);

/** Where a model computes changes nothing but the rounding, and the number of threads not even that. */
export function describeThreads(fit: FitOn, rounding: number): void {
  let two: Kernels;
  beforeAll(async () => {
    two = await threadedKernels(2);
  });
  afterAll(() => two.end());

  it('REC-17 learns the same on one thread and on two to the last bit, and in plain TypeScript up to rounding', async () => {
    // Large enough that most tasks come in several pieces.
    const shop = aShop({ users: 300, items: 160 });
    const module = await compiledKernels();
    const [plain, one, shared] = [
      fit(shop),
      fit(shop, () => startKernels({ module })),
      // One memory for all parts of the model, so that only one thread need be started; whoever ends its kernels ends nothing.
      fit(shop, () => ({ ...two, end: () => undefined })),
    ];
    for (const context of visitorsOf(shop)) {
      const scores = scoresOf(one, context);
      expect(scoresOf(shared, context)).toEqual(scores);
      expectNear(scores, scoresOf(plain, context), rounding);
    }
  });
}

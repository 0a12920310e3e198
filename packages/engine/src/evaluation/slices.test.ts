import { purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { models } from '../models/index.ts';
import { evaluateModel } from './evaluate-model.ts';
import { ItemSliceTally, sliceUsers } from './slices.ts';
import type { Split } from './split.ts';

/** a is in every basket; u0 and u1 have two items, u3 none. */
const known = purchases('ab', 'ac', 'abcdef');
const train = { ...known, userIds: [...known.userIds, 'u3'] };
const split: Split = {
  train,
  test: {
    ...train,
    users: Int32Array.of(0, 1, 3),
    items: Int32Array.of(2, 1, 0),
    weights: new Float32Array(3).fill(1),
    types: new Uint8Array(3),
    timesSec: new Float64Array(3),
    sessions: new Int32Array(3).fill(-1),
  },
  cutSec: 0,
};

describe('REC-14 results by slices', () => {
  const model = models.popularity.fit(train, models.popularity.parseConfig({ halfLifeDays: null }), {
    seed: 1,
    nowSec: 0,
  });
  const tally = new ItemSliceTally(split);
  const evaluation = evaluateModel(model, split, {
    k: 2,
    seed: 1,
    bootstrapSamples: 10,
    onList: (user, list) => tally.add(user, list),
  });

  it('of users: new, light, heavy', () => {
    const slices = sliceUsers(evaluation, split, { seed: 1, lightItems: 2, samples: 10 });
    expect(slices.map(({ slice, users }) => [slice, users])).toEqual([
      ['new', 1],
      ['light', 2],
      ['heavy', 0],
    ]);
    // The newcomer wants a, which everybody gets first; the others get what they do not have: c and d, b and d.
    expect(slices[0]?.summary.recall.mean).toBe(1);
    expect(slices[1]?.summary.recall.mean).toBe(1);
    expect(slices[2]?.summary.recall.mean).toBeNaN();
  });

  it('of items: the head has half of the interactions', () => {
    const [head, torso, tail] = tally.finish();
    // Ten interactions: a 3, b 2, c 2, d e f 1 each. Half is reached with b, eight tenths with d.
    expect(head).toMatchObject({ slice: 'head', items: 2, wanted: 2, found: 2, recall: 1 });
    expect(torso).toMatchObject({ slice: 'torso', items: 2, wanted: 1, found: 1, recall: 1 });
    expect(tail).toMatchObject({ slice: 'tail', items: 2, wanted: 0, found: 0, recall: NaN, listShare: 0 });
    // Lists: c d, b d, a b.
    expect([head?.listShare, torso?.listShare]).toEqual([0.5, 0.5]);
  });
});

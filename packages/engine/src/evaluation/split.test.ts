import { describe, expect, it } from 'vitest';
import { InteractionsBuilder } from '../interactions/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { leaveLastOut, randomSplit, temporalSplit } from './split.ts';

function rows(...list: [user: string, item: string, timeSec: number][]): Interactions {
  const builder = new InteractionsBuilder();
  for (const [userId, itemId, timeSec] of list) builder.add({ userId, itemId, timeSec });
  return builder.build();
}

const pairs = (from: Interactions): string[] =>
  [...from.users].map((user, row) => `${from.userIds[user]}${from.itemIds[from.items[row] ?? -1]}`);

const shop = rows(
  ['a', 'x', 1],
  ['b', 'x', 2],
  ['a', 'y', 3],
  ['b', 'y', 4],
  ['a', 'x', 5],
  ['b', 'z', 5],
  ['c', 'x', 6],
  ['b', 'z', 7],
);

describe('REC-17 splits', () => {
  it('temporal: one cut in time for all, rows of one second stay together', () => {
    const split = temporalSplit(shop, { trainShare: 0.7, keep: 'everything' });
    expect(split.cutSec).toBe(5);
    expect(pairs(split.train)).toEqual(['ax', 'bx', 'ay', 'by']);
    expect(pairs(split.test)).toEqual(['ax', 'bz', 'cx', 'bz']);
  });

  it('temporal, new items: first purchases of known customers only', () => {
    expect(pairs(temporalSplit(shop, { trainShare: 0.7, keep: 'new-items' }).test)).toEqual(['bz']);
  });

  it('temporal refuses rows without times', () => {
    expect(() => temporalSplit(rows(['a', 'x', 0], ['a', 'y', 0]), { trainShare: 0.5, keep: 'everything' })).toThrow(
      /leaveLastOut/,
    );
  });

  it('leave last out: one row of each user who has two', () => {
    const split = leaveLastOut(shop);
    expect(pairs(split.test)).toEqual(['ax', 'bz']);
    expect(split.train.users.length + split.test.users.length).toBe(8);
  });

  it('random: by seed, pairs whole, independent of other users', () => {
    const share = { testShare: 0.5, seed: 4 };
    const whole = pairs(randomSplit(shop, share).test);
    expect(pairs(randomSplit(shop, share).test)).toEqual(whole);
    const { train, test } = randomSplit(shop, share);
    expect(pairs(train).filter((pair) => pairs(test).includes(pair))).toEqual([]);
  });
});

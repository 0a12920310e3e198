import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { InteractionsBuilder, type Interactions } from '../interactions/index.ts';
import { checkSplit } from './check-split.ts';
import { splitInteractions, type SplitRequest } from './split-by.ts';
import { cutRows } from './split.ts';

const row = fc.tuple(fc.nat(5), fc.nat(7), fc.integer({ min: 1, max: 30 }));

function rowsOf(list: readonly (readonly [number, number, number])[]): Interactions {
  const builder = new InteractionsBuilder();
  for (const [user, item, timeSec] of list) builder.add({ userId: `u${user}`, itemId: `i${item}`, timeSec });
  return builder.build();
}

const request = (by: SplitRequest['by'], perUser: boolean, newItems = false): SplitRequest => ({
  by,
  perUser,
  newItems,
  testShare: 0.3,
  seed: 5,
});

/** Undefined where these few rows cannot be cut this way, which must be said as a RangeError. */
function cutOrNothing(rows: Interactions, how: SplitRequest) {
  try {
    return splitInteractions(rows, how);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return undefined;
  }
}

const ways = (['time', 'random', 'last'] as const).flatMap((by) => [request(by, false), request(by, true)]);

describe('REC-14 splits of every kind', () => {
  it.each(ways)('by $by, per user $perUser: no future in the past, no pair on both sides at random', (how) => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 60 }), (list) => {
        const rows = rowsOf(list);
        const split = cutOrNothing(rows, how);
        if (split === undefined) return;
        const check = checkSplit(split);
        if (how.by === 'random') expect(check.repeatedRows).toBe(0);
        else expect(check.lateOwnRows).toBe(0);
        if (how.by !== 'random' && !how.perUser) expect(check.lateRows).toBe(0);
        // Only the way by the last row of all drops rows: those between the cut and the last.
        if (how.by !== 'last' || how.perUser) expect(check.trainRows + check.testRows).toBe(list.length);
        if (how.perUser) expect(check.unknownUsers).toBe(0);
        expect(cutOrNothing(rows, how)).toEqual(split);
      }),
    );
  });

  it.each(ways)('by $by, per user $perUser: new items of known users only, when asked', (how) => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 60 }), (list) => {
        const split = cutOrNothing(rowsOf(list), { ...how, newItems: true });
        if (split === undefined) return;
        const { repeatedRows, unknownUsers } = checkSplit(split);
        expect([repeatedRows, unknownUsers]).toEqual([0, 0]);
      }),
    );
  });

  it('per user takes the newest third of each by time, the last one, or a third at random', () => {
    const rows = rowsOf(
      [0, 1, 2].flatMap((user) => [1, 2, 3, 4, 5, 6].map((at) => [user, at, 10 * at + user] as const)),
    );
    const times = (how: SplitRequest): number[] => [...splitInteractions(rows, how).test.timesSec];
    expect(times(request('time', true))).toEqual([50, 51, 52, 60, 61, 62]);
    expect(times(request('last', true))).toEqual([60, 61, 62]);
    expect(times(request('time', false))).toEqual([50, 51, 52, 60, 61, 62]);
    expect(times(request('last', false))).toEqual([60, 61, 62]);
    const random = splitInteractions(rows, request('random', true)).test;
    expect([0, 1, 2].map((user) => random.users.filter((own) => own === user).length)).toEqual([2, 2, 2]);
  });

  it('counts what leaks', () => {
    const rows = rowsOf([
      [0, 1, 1],
      [0, 2, 2],
      [1, 1, 3],
      [0, 1, 4],
      [2, 3, 5],
    ]);
    const leaky = cutRows(rows, (at) => at === 1 || at === 3 || at === 4, 0);
    expect(checkSplit(leaky)).toEqual({
      trainRows: 2,
      testRows: 3,
      trainUsers: 2,
      testUsers: 2,
      trainItems: 1,
      unknownUsers: 1,
      unknownItems: 2,
      repeatedRows: 1,
      lateOwnRows: 0,
      lateRows: 1,
    });
  });

  it('says what to change', () => {
    const flat = rowsOf([[0, 1, 1]]);
    expect(() => splitInteractions(flat, request('last', true))).toThrow(/larger share/);
    expect(() => splitInteractions(flat, { ...request('time', true), testShare: 1 })).toThrow(/between 0 and 1/);
    const untimed = new InteractionsBuilder();
    for (const itemId of ['a', 'b']) untimed.add({ userId: 'u', itemId });
    expect(() => splitInteractions(untimed.build(), request('time', true))).toThrow(/times; split at random/);
  });
});

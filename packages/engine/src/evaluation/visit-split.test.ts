import { describe, expect, it } from 'vitest';
import { EventType, type Interactions, InteractionsBuilder } from '../interactions/index.ts';
import { isOfVisits, visitSplit } from './visit-split.ts';

type Step = readonly [user: string, item: string, timeSec: number, type?: number];

function rowsOf(steps: readonly Step[]): Interactions {
  const builder = new InteractionsBuilder();
  for (const [userId, itemId, timeSec, type = EventType.click] of steps) builder.add({ userId, itemId, timeSec, type });
  return builder.build();
}

/** `user item` of each row. */
const told = ({ users, items, userIds, itemIds }: Interactions): string[] =>
  Array.from(users, (user, row) => `${userIds[user] ?? ''} ${itemIds[items[row] ?? 0] ?? ''}`);

const day = 86_400;

describe('REC-14 cut within visits', () => {
  it('judges the newest visits by what they turned to last, and trains on the way there', () => {
    const split = visitSplit(
      rowsOf([
        ['old', 'a', 100],
        ['old', 'b', 101],
        ['new', 'a', 200],
        ['new', 'b', 201],
        ['new', 'c', 202],
        ['new', 'b', 203],
        ['short', 'a', 300],
        ['short', 'a', 301],
      ]),
      { testShare: 0.5 },
    );
    expect(told(split.test)).toEqual(['new c']);
    expect(told(split.train)).toEqual(['old a', 'old b', 'new a', 'new b', 'short a', 'short a']);
    expect(split.cutSec).toBe(301);
  });

  it('judges by the asked event types, and hides how the visit got to that item', () => {
    const steps: Step[] = [
      ['one', 'a', 100],
      ['one', 'b', 101],
      ['one', 'b', 102, EventType.purchase],
      ['one', 'c', 103],
    ];
    const split = visitSplit(rowsOf(steps), { testShare: 1, testTypes: [EventType.purchase] });
    expect(told(split.test)).toEqual(['one b']);
    expect(told(split.train)).toEqual(['one a']);
  });

  it('has nothing to judge where every visit is one item', () => {
    const { train, test } = visitSplit(rowsOf([['one', 'a', 100]]), { testShare: 1 });
    expect([told(train), told(test)]).toEqual([['one a'], []]);
  });
});

describe('REC-14 rows of visits are told from rows of people', () => {
  const visits = Array.from({ length: 40 }, (_, at): Step[] => [
    [`visit ${at}`, 'a', at * day],
    [`visit ${at}`, 'b', at * day + 60],
  ]).flat();

  it('by whether anybody comes back', () => {
    expect(isOfVisits(rowsOf(visits))).toBe(true);
    const comeBack = [3, 5, 7].map((at): Step => [`visit ${at}`, 'c', (at + 9) * day]);
    expect(isOfVisits(rowsOf([...visits, ...comeBack]))).toBe(false);
  });

  it('and never by baskets alone, or by rows without times', () => {
    expect(isOfVisits(rowsOf(visits.map(([user, item]): Step => [user, item, day])))).toBe(false);
    expect(isOfVisits(rowsOf(visits.map(([user, item]): Step => [user, item, 0])))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { InteractionsBuilder } from '../interactions/index.ts';
import { groupedSplit } from './grouped-split.ts';

/** 60 people who each know four towns of a region and four of another; towns of a region are visited together. */
function travellers() {
  const builder = new InteractionsBuilder();
  for (let user = 0; user < 60; user++) {
    for (const region of [user % 5, (user + 1) % 5]) {
      for (let town = 0; town < 4; town++) builder.add({ userId: `u${user}`, itemId: `r${region}t${town}` });
    }
  }
  return builder.build();
}

describe('REC-14 grouped split', () => {
  const split = groupedSplit(travellers(), { testShare: 0.5, seed: 7 });

  it('hides a region as a whole and leaves the other', () => {
    const regionsOf = (rows: typeof split.test, user: number): Set<string> =>
      new Set(
        Array.from(rows.items.keys())
          .filter((row) => rows.users[row] === user)
          .map((row) => (rows.itemIds[rows.items[row] ?? 0] ?? '').slice(0, 2)),
      );
    for (let user = 0; user < 60; user++) {
      expect(regionsOf(split.test, user).size).toBe(1);
      expect(regionsOf(split.train, user).size).toBe(1);
    }
  });

  it('loses no row, and gives the same rows for the same seed', () => {
    expect(split.train.users.length + split.test.users.length).toBe(480);
    expect(groupedSplit(travellers(), { testShare: 0.5, seed: 7 }).test.items).toEqual(split.test.items);
    expect(groupedSplit(travellers(), { testShare: 0.5, seed: 8 }).test.items).not.toEqual(split.test.items);
  });

  it('never hides the only item of somebody', () => {
    const builder = new InteractionsBuilder();
    builder.add({ userId: 'one', itemId: 'a' });
    builder.add({ userId: 'one', itemId: 'a' });
    expect(groupedSplit(builder.build(), { testShare: 0.9, seed: 1 }).test.users).toHaveLength(0);
  });
});

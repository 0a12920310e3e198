import { RandomStream } from '@vitrine/kernels';
import { aShop } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import {
  contextsOf,
  InteractionsBuilder,
  mergeInteractions,
  selectRows,
  sessionSequences,
  userItemRows,
} from './index.ts';

describe('interactions', () => {
  it('are sorted by time, stable, with dense ids in the order of arrival', () => {
    const builder = new InteractionsBuilder();
    builder.add({ userId: 'b', itemId: 'y', timeSec: 2 });
    builder.add({ userId: 'a', itemId: 'x', timeSec: 1, session: 's' });
    builder.add({ userId: 'a', itemId: 'y', timeSec: 2, weight: 0.5, type: 3 });
    const built = builder.build();
    expect(built.userIds).toEqual(['b', 'a']);
    expect([...built.users]).toEqual([1, 0, 1]);
    expect([...built.timesSec]).toEqual([1, 2, 2]);
    expect([...built.weights]).toEqual([1, 1, 0.5]);
    expect([...built.sessions]).toEqual([0, -1, -1]);
  });

  it('are in the order of any times: negative, of parts of seconds, far apart, and equal ones as they came', () => {
    const random = new RandomStream(7);
    const scales = [1, 1e-3, 1e9, 1e15];
    const rows = Array.from({ length: 4000 }, (_, row) => ({
      row,
      timeSec: (random.nextBelow(300) - 150) * (scales[row % 4] ?? 1),
    }));
    const builder = new InteractionsBuilder();
    for (const { row, timeSec } of rows) builder.add({ userId: 'u', itemId: String(row), timeSec });
    const inOrder = rows.toSorted((a, b) => a.timeSec - b.timeSec || a.row - b.row);
    expect([...builder.build().items]).toEqual(inOrder.map(({ row }) => row));
  });

  it.each([
    [{ weight: -1 }, /weight -1/],
    [{ weight: NaN }, /weight NaN/],
    [{ type: 256 }, /type 256/],
    [{ timeSec: Infinity }, /timeSec/],
  ])('refuse %j', (wrong, message) => {
    expect(() => new InteractionsBuilder().add({ userId: 'a', itemId: 'x', ...wrong })).toThrow(message);
  });

  it('merged in two parts equal the whole', () => {
    const shop = aShop();
    const rows = Int32Array.from(shop.users, (_, row) => row);
    const cut = rows.length >> 1;
    const { merged } = mergeInteractions(selectRows(shop, rows.slice(0, cut)), selectRows(shop, rows.slice(cut)));
    expect([merged.users, merged.items, merged.timesSec]).toEqual([shop.users, shop.items, shop.timesSec]);
    expect(merged.itemIds).toEqual(shop.itemIds);
  });

  it('leave rows of weight 0 (impressions) out of matrices, histories and sessions', () => {
    const builder = new InteractionsBuilder();
    builder.add({ userId: 'a', itemId: 'x', timeSec: 10, weight: 0 });
    builder.add({ userId: 'a', itemId: 'y', timeSec: 20 });
    builder.add({ userId: 'a', itemId: 'z', timeSec: 5000 });
    const built = builder.build();
    expect([...userItemRows(built, 'binary').indices]).toEqual([1, 2]);
    const { history } = contextsOf(built, 6000).contextOf(0);
    expect([...history.items]).toEqual([2, 1]);
    expect([...history.ageSec]).toEqual([1000, 5980]);
    expect([...sessionSequences(built, 1800).starts]).toEqual([0, 1, 2]);
  });
});

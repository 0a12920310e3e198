import { aShop, datedPurchases, describeModel } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext } from '../../interactions/index.ts';
import { mergeInteractions, selectRows } from '../../interactions/merge-interactions.ts';
import type { FittedModel } from '../model.ts';
import { models } from '../registry.ts';

const kind = models['sequential-rules'];
const run = { seed: 1, nowSec: 0 };
const scores = (model: FittedModel, ...session: number[]): number[] => {
  const out = new Float32Array(model.itemIds.length);
  model.scoreItems(anonymousContext(0, Int32Array.from(session)), out);
  return [...out];
};

describeModel(kind);

describe('REC-10 sequential rules by hand', () => {
  const fit = (raw: object, ...visits: string[]): FittedModel =>
    kind.fit(datedPurchases(0.1, ...visits), kind.parseConfig({ decay: 0, ...raw }), run);
  const closeTo = (values: number[]): unknown[] => values.map((value) => expect.closeTo(value, 6));

  it('count 1 for the next item, 1/2 for the one after, nothing backwards and nothing beyond the steps', () => {
    expect(scores(fit({}, 'abc', 'ac'), 0)).toEqual(closeTo([0, 1 / 2.5, 1.5 / 2.5]));
    expect(scores(fit({}, 'abc', 'ac'), 1)).toEqual([0, 0, 1]);
    expect(scores(fit({ steps: 1 }, 'abc'), 0)).toEqual([0, 1, 0]);
  });

  it('do not cross the start of a session', () => {
    expect(scores(kind.fit(datedPurchases(2, 'ab'), kind.parseConfig({ decay: 0 }), run), 0)).toEqual([0, 0]);
  });

  it('know from the start of sessions what to show before the first click', () => {
    expect(scores(fit({}, 'ab', 'ac', 'ba'))).toEqual(closeTo([2.5 / 4.5, 1.5 / 4.5, 0.5 / 4.5]));
  });

  it('let older items of the session speak more quietly, every item with the same voice', () => {
    // Session b a, b newest: b's rules count 1, a's one half, the start of sessions one quarter.
    const [, , c, d] = scores(fit({ decay: 0.5 }, 'ac', 'ac', 'bd'), 1, 0);
    expect([c, d]).toEqual(closeTo([0.5 + (0.25 * 1) / 4.5, 1 + (0.25 * 0.5) / 4.5]));
  });

  it('keep the strongest of an item', () => {
    expect(scores(fit({ rulesPerItem: 1 }, 'ab', 'ab', 'ac'), 0)).toEqual([0, 1, 0]);
  });
});

describe('REC-14 sequential rules after more events', () => {
  it.each(['with', 'without'])('are those of a training on all events to the last byte, %s session ids', (sessions) => {
    const shop = aShop({ users: 60, items: 400, eventsPerUser: 30 });
    const all = sessions === 'with' ? shop : { ...shop, sessions: shop.sessions.map(() => -1) };
    const rows = Int32Array.from(all.users, (_, row) => row);
    const [early, late] = [selectRows(all, rows.slice(0, -40)), selectRows(all, rows.slice(-40))];
    const config = kind.parseConfig({ rulesPerItem: 5, gapMinutes: 600 });
    const { merged } = mergeInteractions(early, late);
    const nowSec = all.timesSec.at(-1) ?? 0;
    const updated = kind.fit(early, config, { seed: 1, nowSec }).update(late);
    expect(updated.encode()).toEqual(kind.fit(merged, config, { seed: 1, nowSec }).encode());
  });
});

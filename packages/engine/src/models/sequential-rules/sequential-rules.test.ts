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
  const plain = { sourceExponent: 0, decay: 0 };
  const fit = (raw: object, ...visits: string[]): FittedModel =>
    kind.fit(datedPurchases(0.1, ...visits), kind.parseConfig({ ...plain, ...raw }), run);

  it('count 1 for the next item, 1/2 for the one after, nothing backwards and nothing beyond the steps', () => {
    expect(scores(fit({}, 'abc', 'ac'), 0)).toEqual([0, 1, 1.5]);
    expect(scores(fit({}, 'abc', 'ac'), 1)).toEqual([0, 0, 1]);
    expect(scores(fit({ steps: 1 }, 'abc'), 0)).toEqual([0, 1, 0]);
  });

  it('do not cross the start of a session', () => {
    const apart = kind.fit(datedPurchases(2, 'ab'), kind.parseConfig(plain), run);
    expect(scores(apart, 0)).toEqual([0, 0]);
  });

  it('know from the start of sessions what to show before the first click', () => {
    expect(scores(fit({}, 'ab', 'ac', 'ba'))).toEqual([2.5, 1.5, 0.5]);
  });

  it('let older items of the session speak more quietly, and every item with the same voice where asked', () => {
    // Session b a, b newest: b's rules count 1, a's one half, the start of sessions one quarter.
    const visits = ['ac', 'ac', 'bd'];
    expect(scores(fit({ decay: 0.5 }, ...visits), 1, 0).slice(2)).toEqual([1 + 0.25 * 1, 1 + 0.25 * 0.5]);
    const voices = scores(fit({ decay: 0.5, sourceExponent: 1 }, ...visits), 1, 0).slice(2);
    expect(voices[0]).toBeCloseTo(0.5 + (0.25 * 1) / 4.5, 6);
    expect(voices[1]).toBeCloseTo(1 + (0.25 * 0.5) / 4.5, 6);
  });

  it('keep the strongest of an item', () => {
    expect(scores(fit({ rulesPerItem: 1 }, 'ab', 'ab', 'ac'), 0)).toEqual([0, 2, 0]);
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

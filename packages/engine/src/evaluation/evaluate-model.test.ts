import { aShop } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { InteractionsBuilder, selectRows } from '../interactions/index.ts';
import { models } from '../models/index.ts';
import { evaluateModel } from './evaluate-model.ts';
import { evaluateNextItem, lastItemMarkov } from './next-item.ts';
import { temporalSplit } from './split.ts';

describe('REC-17 evaluating a model', () => {
  it('equals a hand calculation: popularity on three users', () => {
    const builder = new InteractionsBuilder();
    const add = (userId: string, itemId: string, timeSec: number): void => builder.add({ userId, itemId, timeSec });
    ['a', 'b', 'c'].forEach((user, at) => add(user, 'x', 1 + at));
    add('b', 'y', 4);
    add('c', 'y', 5);
    add('c', 'z', 6);
    add('a', 'z', 7);
    add('b', 'z', 8);
    const split = temporalSplit(builder.build(), { trainShare: 0.75, keep: 'new-items' });
    const model = models.popularity.fit(split.train, models.popularity.parseConfig({ halfLifeDays: null }), {
      seed: 1,
      nowSec: 7,
    });
    const evaluation = evaluateModel(model, split, { k: 1, seed: 1 });
    // a has seen x: y comes first, z was wanted; b has seen x and y: z comes first and was wanted.
    expect([...evaluation.perUser.hitRate]).toEqual([0, 1]);
    expect(evaluation.summary.recall.mean).toBe(0.5);
    expect(evaluation.catalog.coverage).toBeCloseTo(2 / 3, 12);
  });

  it('REC-3 a personal model beats popularity on a shop with tastes', () => {
    const split = temporalSplit(aShop({ users: 150, items: 60 }), { trainShare: 0.7, keep: 'new-items' });
    const judge = (name: 'popularity' | 'graph-filter'): number => {
      const model = models[name].fit(split.train, models[name].defaults, { seed: 1, nowSec: split.cutSec });
      return evaluateModel(model, split, { k: 10, seed: 1 }).summary.ndcg.mean;
    };
    expect(judge('graph-filter')).toBeGreaterThan(1.5 * judge('popularity'));
  });

  it('next item: only items new to the session and known in training are asked for', () => {
    const builder = new InteractionsBuilder();
    const visit = (session: string, items: string[]): void => {
      items.forEach((itemId, at) => builder.add({ userId: session, itemId, session, timeSec: builder.size + at + 1 }));
    };
    visit('s1', ['x', 'y']);
    visit('s2', ['x', 'y']);
    visit('s3', ['x', 'z']);
    visit('t1', ['x', 'x', 'y', 'new', 'z']);
    const all = builder.build();
    const rows = Int32Array.from(all.users, (_, row) => row);
    const sides = { train: selectRows(all, rows.slice(0, 6)), test: selectRows(all, rows.slice(6)) };
    const judged = evaluateNextItem(lastItemMarkov(sides.train, 30), sides, {
      k: 1,
      gapMinutes: 30,
      maskSession: true,
    });
    // Asked: y after x x (hit), z after new (no follower known: first unmasked item is z: hit by mask).
    expect(judged.prefixes).toBe(2);
    expect([...judged.hits]).toEqual([1, 1]);
    expect(judged.mrr).toBe(1);
  });
});

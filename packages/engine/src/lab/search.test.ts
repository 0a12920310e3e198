import { RandomStream } from '@vitrine/kernels';
import { aShop } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { ModelConfigError } from '../models/index.ts';
import { drawSettings, parseSearchSpace, SearchSpaceError } from './search-space.ts';
import { searchSettings, type SearchRequest } from './search.ts';

const draw = (text: string, trials: number) => drawSettings(parseSearchSpace(text), trials, new RandomStream(3));

describe('REC-14 search spaces', () => {
  it('give every setting of short lists once, in order', () => {
    expect(draw('factors=8, 16;scaling=plain,frequency', 10)).toEqual([
      { factors: '8', scaling: 'plain' },
      { factors: '8', scaling: 'frequency' },
      { factors: '16', scaling: 'plain' },
      { factors: '16', scaling: 'frequency' },
    ]);
  });

  it('draw within ranges, evenly in the logarithm where asked, whole numbers with their ends, never twice', () => {
    const drawn = draw('a=log:0.001..1;b=int:3..5;c=0.5..0.75;d=intlog:8..512', 300);
    expect(new Set(drawn.map((settings) => JSON.stringify(settings))).size).toBe(300);
    const of = (key: string): number[] => drawn.map((settings) => Number(settings[key]));
    expect(Math.min(...of('a'))).toBeGreaterThanOrEqual(0.001);
    // A third of the logarithm lies below 0.01; five standard errors are 41.
    expect(Math.abs(of('a').filter((value) => value < 0.01).length - 100)).toBeLessThan(41);
    expect([...new Set(of('b'))].sort()).toEqual([3, 4, 5]);
    expect(of('c').every((value) => value >= 0.5 && value <= 0.75)).toBe(true);
    expect(of('d').every((value) => Number.isInteger(value) && value >= 8 && value <= 512)).toBe(true);
    expect(draw('b=int:3..5', 50)).toHaveLength(3);
    expect(draw('a=log:0.001..1', 20)).toEqual(draw('a=log:0.001..1', 20));
  });

  it.each(['', 'factors', 'factors=', '=3', 'a=1,,2', 'a=5..1', 'a=log:0..1', 'a=int:0.5..2', 'a=x..y', 'a=1;a=2'])(
    'refuses %j with an example',
    (text) => {
      expect(() => parseSearchSpace(text)).toThrow(SearchSpaceError);
    },
  );
});

describe('REC-14 a search over parameters', () => {
  const request: SearchRequest = {
    train: aShop({ users: 150, items: 60, eventsPerUser: 16 }),
    model: 'als',
    fixed: { epochs: '3' },
    space: parseSearchSpace('factors=2,4,8;regularization=log:0.001..0.1'),
    trials: 6,
    method: 'random',
    k: 10,
    seed: 1,
    maxUsers: 500,
    validationShare: 0.2,
    elapsedMs: () => 0,
  };

  it('tries the defaults first, then what was drawn, and names the best; the same by seed', () => {
    const found = searchSettings(request);
    expect(found.trials).toHaveLength(7);
    expect(found.trials[0]?.settings).toEqual({});
    expect(found.cut.by).toBe('time');
    const most = Math.max(...found.trials.map(({ ndcg }) => ndcg?.mean ?? 0));
    expect(found.bestNdcg.mean).toBe(most);
    if (found.againstDefaults !== null) {
      expect(found.best).toMatchObject({ epochs: '3' });
      expect(found.againstDefaults.mean).toBeCloseTo(most - found.defaultNdcg.mean, 12);
    }
    expect(searchSettings(request)).toEqual(found);
  });

  it('halves: all on a ninth of the users, a third of them on a third, a ninth on all', () => {
    const { trials } = searchSettings({ ...request, method: 'halving', trials: 9 });
    expect(trials.map(({ userShare }) => userShare)).toEqual([1, ...Array(9).fill(1 / 9), ...Array(3).fill(1 / 3), 1]);
  });

  it('ends with its budget and says what it left untried, but always tries the defaults', () => {
    let nowMs = 0;
    const found = searchSettings({ ...request, budgetMs: 2000, elapsedMs: () => (nowMs += 100) });
    expect(found.untried).toBeGreaterThan(0);
    expect(found.trials.length + found.untried).toBe(7);
    const none = searchSettings({ ...request, budgetMs: 0, elapsedMs: () => nowMs });
    expect([none.trials.length, none.untried, none.againstDefaults]).toEqual([1, 6, null]);
  });

  it('cuts at random where rows have no times, and refuses a value before any training', () => {
    const flat = { ...request.train, timesSec: request.train.timesSec.map(() => 0) };
    expect(searchSettings({ ...request, train: flat, trials: 1 }).cut.by).toBe('random');
    let asked = 0;
    const refuse = () =>
      searchSettings({ ...request, space: parseSearchSpace('factors=8,0'), elapsedMs: () => asked++ });
    expect(refuse).toThrow(ModelConfigError);
    expect(asked).toBe(0);
  });
});

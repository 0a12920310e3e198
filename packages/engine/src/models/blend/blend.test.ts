import { finish } from '@vitrine/kernels';
import { aShop, describeModel } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { evaluateModel, temporalSplit } from '../../evaluation/index.ts';
import { anonymousContext, selectRows } from '../../interactions/index.ts';
import { ModelConfigError } from '../config-error.ts';
import type { FittedModel } from '../model.ts';
import { decodeModel, decodeModelInSteps, models } from '../registry.ts';

describeModel(models.blend, {
  config: { mix: { weights: { 'graph-filter': 1, ease: 0.5, popularity: 0.1, session: 0.5 }, trendExponent: 0.5 } },
});

describe('REC-3 blend', () => {
  const split = temporalSplit(aShop({ users: 150, items: 60, eventsPerUser: 16 }), {
    trainShare: 0.8,
    keep: 'new-items',
  });
  const run = { seed: 1, nowSec: split.cutSec };
  const fit = (raw: object, more: object = {}): FittedModel =>
    models.blend.fit(split.train, models.blend.parseConfig(raw), { ...run, ...more });

  it('finds the same weights every time, says what it tried, and is not worse than popularity on the test', () => {
    const blend = fit({});
    expect(fit({}).notes).toEqual(blend.notes);
    expect(Object.keys(Object(blend.notes['singles']))).toEqual([
      'popularity',
      'graph-filter',
      'ease',
      'graph-lowpass',
      'als',
      'covisitation',
      'item-knn',
      'session',
      'sequential-rules',
      'user-knn',
    ]);
    expect(blend.notes['leftOut']).toEqual({ content: 'nothing is known of the items' });
    const popularity = models.popularity.fit(split.train, models.popularity.defaults, run);
    const ndcg = (model: FittedModel): number => evaluateModel(model, split, { k: 20, seed: 1 }).summary.ndcg.mean;
    expect(ndcg(blend)).toBeGreaterThan(1.3 * ndcg(popularity));
  });

  it('looks at nothing but its training rows: weights do not change with the rows after the cut', () => {
    const sooner = selectRows(
      split.train,
      Int32Array.from(split.train.users, (_, row) => row),
    );
    const again = models.blend.fit(sooner, models.blend.parseConfig({}), { seed: 1, nowSec: 2e9 });
    expect(again.notes).toEqual(fit({}).notes);
  });

  it('pauses between its components when it scores, and within them when it is read back', () => {
    const mix = { weights: { popularity: 0.1, 'graph-lowpass': 1, session: 1 } };
    const blend = fit({ mix });
    const out = new Float32Array(blend.itemIds.length);
    expect([...blend.scoreItemsInSteps(anonymousContext(run.nowSec, Int32Array.of(0)), out)]).toHaveLength(3);
    const pauses = (model: FittedModel): number => [...decodeModelInSteps(model.encode())].length;
    const parts = pauses(blend) - pauses(models.popularity.fit(split.train, models.popularity.defaults, run));
    expect(parts).toBeGreaterThan(20);
  });

  it('scores its components once for a list and the explanations of its items', () => {
    const blend = fit({ mix: { weights: { 'item-knn': 1, als: 1 } } });
    const context = anonymousContext(run.nowSec, Int32Array.of(0, 1));
    const first = new Float32Array(blend.itemIds.length);
    blend.scoreItems(context, first);
    // A history that changes after it was scored shows whether anybody looked again.
    context.session.fill(2);
    const again = new Float32Array(blend.itemIds.length);
    blend.scoreItems(context, again);
    expect([...again]).toEqual([...first]);
    blend.scoreItems(anonymousContext(run.nowSec, Int32Array.of(2, 2)), again);
    expect([...again]).not.toEqual([...first]);
  });

  it('remembers only what it computed itself: an updated model, visitors in between and one long gone get their own scores', () => {
    const blend = fit({ mix: { weights: { 'item-knn': 1, als: 1, popularity: 0.1 }, trendExponent: 1 } });
    const context = anonymousContext(run.nowSec, Int32Array.of(0, 1));
    const scoresOf = (model: FittedModel, asked = context): Float32Array => {
      const out = new Float32Array(model.itemIds.length);
      model.scoreItems(asked, out);
      return out;
    };
    const before = scoresOf(blend);
    const grown = blend.update(split.test);
    const after = scoresOf(decodeModel(grown.encode()), { ...context });
    expect(after).not.toEqual(before);
    expect(scoresOf(grown)).toEqual(after);
    const { parts } = grown.explainItem(context, 2);
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(after[2] ?? NaN, 4);
    expect(scoresOf(blend)).toEqual(before);
    const waiting = { ...context };
    const out = new Float32Array(before.length);
    const steps = grown.scoreItemsInSteps(waiting, out);
    steps.next();
    for (let item = 0; item < 40; item++) scoresOf(grown, anonymousContext(run.nowSec, Int32Array.of(item)));
    finish(steps);
    expect(out).toEqual(after);
    expect(scoresOf(grown)).toEqual(after);
  });

  it('gives strangers the order of popularity times trend', () => {
    const mix = { weights: { popularity: 0.02, 'graph-filter': 1 }, trendExponent: 0 };
    const scores = new Float32Array(60);
    fit({ mix }).scoreItems(anonymousContext(run.nowSec), scores);
    const popular = new Float32Array(60);
    models.popularity
      .fit(split.train, models.popularity.defaults, run)
      .scoreItems(anonymousContext(run.nowSec), popular);
    const order = (of: Float32Array): number[] => [...of.keys()].sort((a, b) => (of[b] ?? 0) - (of[a] ?? 0) || a - b);
    expect(order(scores)).toEqual(order(popular));
  });

  it('stops searching when its time is over, and still has a mixture', () => {
    let nowMs = 0;
    const elapsedMs = (): number => (nowMs += 400);
    const hurried = fit({ timeBudgetSec: 2 }, { elapsedMs });
    expect(Number(hurried.notes['tried'])).toBeLessThan(Number(fit({}).notes['tried']));
    expect(Object.keys(Object(Object(hurried.notes['mix'])['weights']))).toContain('popularity');
  });

  it('weighs rows without times on a cut that hides what belongs together, and tries nothing that needs times', () => {
    const { train } = split;
    const timeless = { ...train, timesSec: new Float64Array(train.timesSec.length) };
    const blend = models.blend.fit(
      timeless,
      models.blend.parseConfig({ components: 'popularity,graph-filter,session' }),
      run,
    );
    expect(Object(blend.notes['validation'])['byTime']).toBe(false);
    expect(blend.notes['leftOut']).toEqual({ session: 'the rows carry no times' });
  });

  it.each([
    { components: { blend: {} } },
    { components: 'nothing' },
    { mix: { weights: { ease: Infinity } } },
    { targetTypes: '9999' },
  ])('refuses %j', (raw) => {
    expect(() => models.blend.parseConfig(raw)).toThrow(ModelConfigError);
  });
});

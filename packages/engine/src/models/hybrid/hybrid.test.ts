import { aShop, describedItems, describeModel } from '@vitrine/testkit/models';
import { deviationOf } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { anonymousContext, contextsOf, type Interactions, selectRows } from '../../interactions/index.ts';
import { withItems } from '../../items/index.ts';
import { ModelConfigError } from '../config-error.ts';
import type { FittedModel, ModelName, UserContext } from '../model.ts';
import { models } from '../registry.ts';

const quick = { collaborativeConfig: { rank: 16 } };

describeModel(models.hybrid, { config: quick, itemFeatures: describedItems });

const nowSec = 1_710_000_000;

function fit(shop: Interactions, raw: object, name: ModelName = 'hybrid'): FittedModel {
  const itemFeatures = describedItems(shop);
  return models[name].fit(shop, models[name].parseConfig(raw), { seed: 1, nowSec, itemFeatures });
}

function scoresOf(model: FittedModel, context: UserContext): Float32Array {
  const out = new Float32Array(model.itemIds.length);
  model.scoreItems(context, out);
  return out;
}

describe('REC-3 hybrid', () => {
  const shop = aShop({ users: 120, items: 60 });

  it('is 0.6 of the model of behaviour and 0.4 of content, each over its deviation, and a trace of popularity', () => {
    const context = contextsOf(shop, nowSec).contextOf(5);
    const part = (name: ModelName, raw: object): Float32Array => {
      const scores = scoresOf(fit(shop, raw, name), context);
      const deviation = deviationOf(scores);
      return scores.map((score) => score / deviation);
    };
    const plain = { recencyHalfLifeDays: null };
    const parts = [part('item-knn', plain), part('content', plain), part('popularity', {})];
    const [collaborative = [], content = [], popular = []] = parts;
    const hybrid = scoresOf(fit(shop, { collaborative: 'item-knn' }), context);
    hybrid.forEach((score, item) => {
      const expected = 0.6 * (collaborative[item] ?? 0) + 0.4 * (content[item] ?? 0) + 0.02 * (popular[item] ?? 0);
      expect(score).toBeCloseTo(expected, 4);
    });
  });

  it('finds the shares itself when asked to, and says what it tried', () => {
    const learned = fit(shop, { collaborative: 'item-knn', learned: true });
    expect(Object.keys(Object(learned.notes['singles']))).toEqual(['item-knn', 'content', 'popularity']);
  });

  it('takes over what was found on the older rows when it is trained on all', () => {
    const itemFeatures = describedItems(shop);
    const config = models.hybrid.parseConfig({ collaborative: 'item-knn', learned: true });
    const rows = [...shop.users.keys()];
    const older = selectRows(shop, Int32Array.from(rows.slice(0, rows.length * 0.8)));
    const { notes: earlierNotes } = models.hybrid.fit(older, config, { seed: 1, nowSec, itemFeatures });
    const { notes } = models.hybrid.fit(shop, config, { seed: 1, nowSec, itemFeatures, earlierNotes });
    expect(notes).toEqual({ ...earlierNotes, search: 'on the older rows on which the judged model was trained' });
  });

  it.each([
    [{ collaborative: 'content' }, /model of behaviour/],
    [{ collaborativeShare: 2 }, /from 0 to 1/],
    [{ contentConfig: { colour: 1 } }, /unknown setting "colour"/],
    [{ collaborativeConfig: 7 }, /object of settings/],
  ])('refuses %j', (raw, message) => {
    expect(() => models.hybrid.parseConfig(raw)).toThrow(ModelConfigError);
    expect(() => models.hybrid.parseConfig(raw)).toThrow(message);
  });
});

describe('REC-10 hybrid', () => {
  const shop = withItems(aShop({ users: 200, eventsPerUser: 20 }), ['cold-40', 'cold-42']);
  const model = fit(shop, quick);
  const at = (id: string): number => shop.itemIds.indexOf(id);

  it('recommends what nobody has touched to those whose taste it is', () => {
    const scores = scoresOf(model, anonymousContext(nowSec, Int32Array.of(at('item-2'), at('item-6'))));
    expect(scores[at('cold-42')]).toBeGreaterThan(scores[at('cold-40')] ?? Infinity);
    const otherTaste = ['item-4', 'item-5', 'item-7'].map((id) => scores[at(id)] ?? 0);
    expect(scores[at('cold-42')]).toBeGreaterThan(Math.max(...otherTaste));
  });

  it('REC-17 says that only the description speaks for it', () => {
    const { parts } = model.explainItem(anonymousContext(nowSec, Int32Array.of(at('item-2'))), at('cold-42'));
    expect(parts['content']).toBeGreaterThan(0);
    expect(Math.abs(parts['popularity'] ?? 1)).toBeLessThan(0.1);
  });
});

import { RandomStream } from '@vitrine/kernels';
import { aShop, describeModel } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext, contextsOf } from '../../interactions/user-contexts.ts';
import { InteractionsBuilder } from '../../interactions/build-interactions.ts';
import { emptyInteractions, type Interactions } from '../../interactions/interactions.ts';
import type { GivenWeights } from '../../weights/given-weights.ts';
import { defineModel } from '../define-model.ts';
import type { FittedModel, ModelDefinition, UserContext } from '../model.ts';
import { models } from '../registry.ts';
import { parseExternalConfig, type ExternalConfig } from './config.ts';
import { externalKind, importWeights } from './external.ts';
import { warmUp } from './warm-up.ts';

const run = { seed: 1, nowSec: 1_710_000_000 };

/** As if an outside program had trained on a shop like `aShop`: each item and user a noisy unit vector of its taste. */
function tasteWeights({ itemIds, userIds }: Interactions, withUsers: boolean): GivenWeights {
  const random = new RandomStream(5);
  const width = 6;
  const vectors = (ids: readonly string[]) => ({
    ids,
    values: Float32Array.from(ids.flatMap((id) => tasteVector(Number(/\d+$/.exec(id)?.[0] ?? 0) % 4))),
  });
  const tasteVector = (taste: number): number[] =>
    Array.from({ length: width }, (_, at) => (at === taste ? 1 : 0) + 0.05 * random.nextNormal());
  const items = vectors(itemIds);
  const itemBias = Float32Array.from(itemIds, () => 0.01 * random.nextNormal());
  return { width, items, users: withUsers ? vectors(userIds) : null, itemBias };
}

/** The shared suite trains on what it likes; an imported model takes over weights for the same ids instead. */
function importing(withUsers: boolean): ModelDefinition<ExternalConfig> {
  return {
    ...defineModel(externalKind),
    fit(interactions, config, given) {
      const { itemBias, ...weights } = tasteWeights(interactions, withUsers);
      // Of a shop without events an outside program knows nothing.
      const bias = config.similarity === 'dot' && interactions.users.length > 0 ? itemBias : null;
      return importWeights({ ...weights, itemBias: bias }, { interactions, config, run: given });
    },
  };
}

describe('REC-4 imported weights', () => {
  describeModel(importing(true));
  describeModel(importing(true), { config: { similarity: 'cosine', storage: 'int8' } });
  describeModel(importing(false), {
    config: { foldIn: 'ridge', ridge: 0.1, unobserved: 0.01, recencyHalfLifeDays: 30 },
  });
});

describe('REC-4 imported weights, by hand', () => {
  const weights: GivenWeights = {
    width: 2,
    items: { ids: ['a', 'b', 'c'], values: Float32Array.of(1, 0, 0, 2, 3, 4) },
    users: { ids: ['ann', 'bob'], values: Float32Array.of(1, 1, 2, 0) },
    itemBias: null,
  };
  const imported = (config: object = {}, interactions = emptyInteractions(), of = weights): FittedModel =>
    importWeights(of, { interactions, config: parseExternalConfig(config), run });
  const of = (userIndex: number, session: readonly number[] = []): UserContext => ({
    ...anonymousContext(run.nowSec, Int32Array.from(session)),
    userIndex,
  });

  it('scores a known user by the product of vectors plus the bias, or by the angle', () => {
    expect(scores(imported(), of(0))).toEqual([1, 2, 7]);
    expect(
      scores(imported({}, emptyInteractions(), { ...weights, itemBias: Float32Array.of(5, 0, -1) }), of(1)),
    ).toEqual([7, 0, 5]);
    expect(scores(imported({ similarity: 'cosine' }), of(1))[2]).toBeCloseTo(0.6, 6);
  });

  it('gives a stranger the mean of the items in the session, and of whom nothing is known the mean user', () => {
    expect(scores(imported(), of(-1, [0, 1]))).toEqual([0.5, 2, 5.5]);
    expect(scores(imported(), of(-1))).toEqual([1.5, 1, 6.5]);
    expect(scores(imported({}, emptyInteractions(), { ...weights, users: null }), of(-1))).toEqual([0, 0, 0]);
  });

  it('turns a known user towards the running session by its share and says so', () => {
    const model = imported({ sessionShare: 0.5 });
    const turned = scores(model, of(1, [1]));
    expect(turned).toEqual([1, 2, 7]);
    const { parts, anchors } = model.explainItem(of(1, [1]), 2);
    expect(parts).toEqual({ vector: 3, history: 4 });
    expect(anchors).toEqual([{ item: 1, share: 1 }]);
    expect(scores(imported({ knownUsers: 'history' }), of(1, [1]))).toEqual(scores(imported(), of(-1, [1])));
  });

  it('scores many visitors at once as one by one, bias and fold-in included', () => {
    const model = imported({ foldIn: 'ridge' }, emptyInteractions(), {
      ...weights,
      itemBias: Float32Array.of(5, 0, -1),
    });
    const visitors = [of(0), of(-1, [0, 1]), of(1, [2]), of(-1)];
    const together: number[][] = [];
    model.scoreMany(visitors, (_, many) => together.push([...many]));
    expect(together).toEqual(
      visitors.map((visitor) => scores(model, visitor).map((score) => expect.closeTo(score, 5))),
    );
  });

  it('finds similar items by their angle, whatever their length', () => {
    const out = new Float32Array(3);
    imported().similarItems(2, out);
    expect([...out].map((value) => value.toFixed(3))).toEqual(['0.600', '0.800', '0.000']);
  });

  it('lines events up with the ids of the weights and folds items in that the weights do not know', () => {
    const builder = new InteractionsBuilder();
    for (const [userId, itemId] of [
      ['zoe', 'new'],
      ['zoe', 'a'],
      ['ann', 'b'],
      ['ann', 'new'],
      ['ann', 'lonely-not'],
    ]) {
      builder.add({ userId: userId ?? '', itemId: itemId ?? '', timeSec: 1_700_000_000 });
    }
    builder.addItem('untouched');
    const model = imported({}, builder.build());
    expect(model.itemIds).toEqual(['a', 'b', 'c', 'new', 'lonely-not', 'untouched']);
    expect(model.userIds).toEqual(['ann', 'bob', 'zoe']);
    // Two people, tastes [1, 0] and [0, 2], drawn towards zero by a third.
    expect(scores(model, of(0)).slice(3)).toEqual([1, 1, 0].map((value) => expect.closeTo(value, 6)));
    expect(model.notes).toMatchObject({ givenItems: 3, foldedInItems: 3, givenUsers: 2 });
  });

  it('updated with events equals imported with them', () => {
    const shop = aShop({ users: 40, items: 20 });
    const known = { ...shop, itemIds: shop.itemIds.slice(0, 12), userIds: shop.userIds.slice(0, 20) };
    const given = tasteWeights(known, true);
    const at = importWeights(given, { interactions: shop, config: parseExternalConfig({ storage: 'int8' }), run });
    const later = importWeights(given, {
      interactions: emptyInteractions(),
      config: parseExternalConfig({ storage: 'int8' }),
      run,
    }).update(shop);
    const contexts = contextsOf(shop, run.nowSec);
    for (const user of [0, 19, 25]) {
      expect(scores(later, { ...contexts.contextOf(user), userIndex: later.userIds.indexOf(`user-${user}`) })).toEqual(
        scores(at, { ...contexts.contextOf(user), userIndex: at.userIds.indexOf(`user-${user}`) }),
      );
    }
  });

  it('keeps a byte a number with int8 and says what that costs', () => {
    const shop = aShop({ users: 60, items: 200 });
    const random = new RandomStream(3);
    const vectors = (ids: readonly string[]) => ({
      ids,
      values: Float32Array.from({ length: ids.length * 32 }, () => random.nextNormal()),
    });
    const given = { width: 32, items: vectors(shop.itemIds), users: vectors(shop.userIds), itemBias: null };
    const sizeOf = (storage: string) => imported({ storage }, emptyInteractions(), given).encode().length;
    const { storageLoss } = imported({ storage: 'int8' }, emptyInteractions(), given).notes;
    expect(storageLoss).toMatchObject({ queries: 60 });
    const loss = storageLoss as { top20Overlap: number; worstScoreError: number };
    expect(loss.top20Overlap).toBeGreaterThan(0.95);
    expect(loss.worstScoreError).toBeGreaterThan(0);
    expect(loss.worstScoreError).toBeLessThan(0.02);
    expect(sizeOf('int8')).toBeLessThan(sizeOf('float32') * 0.4);
  });

  it('refuses weights that contradict themselves, with the numbers', () => {
    const wrong =
      (change: Partial<GivenWeights>, config: object = {}) =>
      () =>
        imported(config, emptyInteractions(), { ...weights, ...change });
    expect(wrong({ items: { ids: ['a'], values: new Float32Array(6) } })).toThrow(
      /1 ids with 2 numbers each need 2 numbers, and 6/,
    );
    expect(wrong({ itemBias: new Float32Array(2) })).toThrow(/2 biases do not fit 3 items/);
    expect(wrong({ itemBias: new Float32Array(3) }, { similarity: 'cosine' })).toThrow(/similarity=dot/);
  });

  it('refuses to serve when finite vectors have products that are not', () => {
    const long = { ...weights, items: { ids: ['a', 'b', 'c'], values: Float32Array.of(1, 0, 0, 1e30, 0, 0) } };
    const users = { ids: ['ann'], values: Float32Array.of(1, 1e30) };
    expect(() => warmUp(imported({}, emptyInteractions(), { ...long, users }), run.nowSec)).toThrow(
      /scores of a stranger are not finite, first at item "b"/,
    );
    expect(() => warmUp(imported({ foldIn: 'ridge', ridge: 10 }), run.nowSec)).not.toThrow();
  });

  it('says how it is made when somebody wants to train it', () => {
    expect(() => models.external.fit(aShop(), models.external.defaults, run)).toThrow(/vitrine import-weights FILE/);
  });
});

function scores(model: FittedModel, context: UserContext): number[] {
  const out = new Float32Array(model.itemIds.length);
  model.scoreItems(context, out);
  return [...out];
}

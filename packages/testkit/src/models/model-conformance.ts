import {
  anonymousContext,
  contextsOf,
  decodeModel,
  InteractionsBuilder,
  ModelCodecError,
  ModelConfigError,
  selectRows,
  type FittedModel,
  type Interactions,
  type ItemFeatures,
  type KernelSource,
  type ModelDefinition,
  type UserContext,
} from '@vitrine/engine';
import { topIndices } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { aShop } from './a-shop.ts';
import { describeBatches, describeThreads } from './model-batches.ts';

/** What differs between models in the shared suite. */
export interface ConformanceOptions {
  /** Partial configuration to test with, such as a fixed mixture for the blend. */
  readonly config?: object;
  /** False for a model that gives every visitor the same list. */
  readonly personal?: boolean;
  /** How far scores may differ between compiled and plain kernels, as a share of the largest; a training by gradients multiplies its rounding. */
  readonly rounding?: number;
  /** What the catalog says of the items of a shop, for a model that learns from it. */
  itemFeatures?(shop: Interactions): ItemFeatures;
}

const run = { seed: 7, nowSec: 1_710_000_000 };

/**
 * The suite that every model of the registry passes: determinism by seed and threads, strangers, empty and exhausted histories, tiny catalogs,
 * many visitors at once, artifacts, updates, explanations. Call it in the model's own test file.
 */
export function describeModel(definition: ModelDefinition<object>, options: ConformanceOptions = {}): void {
  const config = definition.parseConfig(options.config);
  const fit = (interactions: Interactions, kernels?: KernelSource): FittedModel =>
    definition.fit(interactions, config, {
      ...run,
      itemFeatures: options.itemFeatures?.(interactions),
      ...(kernels && { kernels }),
    });
  describe(`${definition.name}: model conformance`, () => {
    describeScores(fit, options);
    describeSteps(fit);
    describeBatches(fit);
    describeThreads(fit, options.rounding ?? 1e-4);
    describeArtifacts(definition, fit);
    describeUpdates(fit);
    describeExplanations(fit);
    it('refuses unknown settings by name and lists the valid ones', () => {
      expect(() => definition.parseConfig({ noSuchSetting: 1 })).toThrow(ModelConfigError);
      expect(() => definition.parseConfig({ noSuchSetting: 1 })).toThrow(/noSuchSetting.*use one of/);
      expect(() => definition.parseConfig('fast')).toThrow(ModelConfigError);
      expect(definition.parseConfig(definition.parseConfig(undefined))).toEqual(
        definition.parseConfig(definition.defaults),
      );
    });
  });
}

function describeScores(fit: (interactions: Interactions) => FittedModel, options: ConformanceOptions): void {
  it('gives the same scores for the same seed, and one context the same scores between other contexts', () => {
    const shop = aShop();
    const first = fit(shop);
    const second = fit(shop);
    const contexts = allContexts(shop);
    const together = contexts.map((context) => scoresOf(first, context));
    const backwards = contexts.toReversed().map((context) => scoresOf(second, context));
    expect(backwards.toReversed()).toEqual(together);
  });

  it('scores every item with a finite number for strangers, empty histories and items it does not know', () => {
    const shop = aShop();
    const model = fit(shop);
    const strange: UserContext = {
      userIndex: -1,
      history: {
        items: Int32Array.of(-1, shop.itemIds.length + 5, 0),
        weights: Float32Array.of(1, 1, 0),
        ageSec: Float64Array.of(0, 1, 2),
      },
      session: Int32Array.of(-1, 99_999),
      nowSec: run.nowSec,
    };
    for (const context of [anonymousContext(run.nowSec), strange, anonymousContext(run.nowSec, Int32Array.of(0, 1))]) {
      expect(scoresOf(model, context).every((score) => Number.isFinite(score))).toBe(true);
    }
  });

  it('stands a user who has seen everything, a catalog of one item and a shop without events', () => {
    const shop = aShop({ users: 5, items: 6, eventsPerUser: 60 });
    for (const context of allContexts(shop)) expect(scoresOf(fit(shop), context).every(Number.isFinite)).toBe(true);
    const single = new InteractionsBuilder();
    single.add({ userId: 'a', itemId: 'only', timeSec: 1_700_000_000 });
    const model = fit(single.build());
    expect(scoresOf(model, anonymousContext(run.nowSec, Int32Array.of(0)))).toHaveLength(1);
    expect(similarTo(model, 0)).toEqual([0]);
    const empty = new InteractionsBuilder();
    empty.addItem('new');
    expect(scoresOf(fit(empty.build()), anonymousContext(run.nowSec))).toEqual([0]);
  });

  if (options.personal !== false) {
    it('ranks the items of a taste first for someone who just showed that taste', () => {
      const shop = aShop({ users: 200, eventsPerUser: 20 });
      const session = ['item-2', 'item-6', 'item-10'].map((id) => shop.itemIds.indexOf(id));
      const scores = Float32Array.from(scoresOf(fit(shop), anonymousContext(run.nowSec, Int32Array.from(session))));
      for (const item of session) scores[item] = -1;
      const best = [...topIndices(scores, 5)].map((item) => Number((shop.itemIds[item] ?? '').slice(5)) % 4);
      expect(best.filter((taste) => taste === 2).length).toBeGreaterThanOrEqual(4);
    });
  }
}

function describeSteps(fit: (interactions: Interactions) => FittedModel): void {
  it('scores the same in steps, with the steps of another visitor and neighbours of an item in between', () => {
    const shop = aShop();
    const model = fit(shop);
    const contexts = allContexts(shop).slice(0, 2);
    const outs = contexts.map(() => new Float32Array(model.itemIds.length).fill(NaN));
    const steps = contexts.map((context, at) => model.scoreItemsInSteps(context, outs[at] ?? new Float32Array(0)));
    for (let running = steps; running.length > 0; similarTo(model, 1))
      running = running.filter((each) => each.next().done !== true);
    const atOnce = contexts.map((context) => scoresOf(fit(shop), context));
    expect(outs.map((out) => [...out])).toEqual(atOnce);
  });
}

function describeArtifacts(
  definition: ModelDefinition<object>,
  fit: (interactions: Interactions) => FittedModel,
): void {
  it('comes back from its artifact with the same scores, neighbours, ids and window', () => {
    const shop = aShop();
    const model = fit(shop);
    const again = decodeModel(model.encode());
    expect(again.name).toBe(definition.name);
    expect(again.itemIds).toEqual(model.itemIds);
    expect(again.userIds).toEqual(model.userIds);
    expect(again.training).toEqual(model.training);
    expect(JSON.parse(JSON.stringify(again.notes))).toEqual(JSON.parse(JSON.stringify(model.notes)));
    for (const context of allContexts(shop).slice(0, 10)) {
      expect(scoresOf(again, context)).toEqual(scoresOf(model, context));
    }
    expect(similarTo(again, 3)).toEqual(similarTo(model, 3));
    expect(again.encode()).toEqual(model.encode());
  });

  it('refuses artifacts that are foreign, of another version, damaged anywhere or cut off', () => {
    const bytes = fit(aShop({ users: 6, items: 5 })).encode();
    const damaged = (at: number): Uint8Array => bytes.map((byte, index) => (index === at ? byte ^ 0x40 : byte));
    expect(() => decodeModel(new Uint8Array(3))).toThrow(/no model artifact.*train/);
    expect(() => decodeModel(damaged(0))).toThrow(ModelCodecError);
    expect(() => decodeModel(damaged(4))).toThrow(/format version/);
    for (let at = 16; at < bytes.length; at += 97) expect(() => decodeModel(damaged(at))).toThrow(/damaged/);
    for (const length of [0, 15, 16, 40, bytes.length - 1]) {
      expect(() => decodeModel(bytes.slice(0, length))).toThrow(ModelCodecError);
    }
  });
}

function describeUpdates(fit: (interactions: Interactions) => FittedModel): void {
  it('REC-11 updated with the last fifth equals trained on all: top 20 overlap of at least 0.98', () => {
    const shop = aShop({ users: 120, items: 60 });
    const cut = Math.floor(shop.users.length * 0.8);
    const rows = Int32Array.from(shop.users, (_, row) => row);
    const updated = fit(selectRows(shop, rows.slice(0, cut))).update(selectRows(shop, rows.slice(cut)));
    const trained = fit(shop);
    let overlap = 0;
    const contexts = allContexts(shop);
    for (const context of contexts) {
      const expected = new Set(topIndices(Float32Array.from(scoresOf(trained, context)), 20));
      const found = topIndices(Float32Array.from(scoresOf(updated, context)), 20);
      overlap += found.filter((item) => expected.has(item)).length / Math.max(1, expected.size);
    }
    expect(overlap / contexts.length).toBeGreaterThanOrEqual(0.98);
  });

  it('grows its catalog by what an update brings, known ids keeping their place', () => {
    const model = fit(aShop({ users: 10, items: 8 }));
    const news = new InteractionsBuilder();
    news.add({ userId: 'newcomer', itemId: 'item-3', timeSec: 1_711_000_000 });
    news.add({ userId: 'newcomer', itemId: 'novelty', timeSec: 1_711_000_060 });
    const grown = model.update(news.build());
    expect(grown.itemIds).toEqual([...model.itemIds, 'novelty']);
    expect(grown.userIds).toEqual([...model.userIds, 'newcomer']);
    expect(grown.training.toSec).toBe(1_711_000_060);
    expect(scoresOf(grown, anonymousContext(run.nowSec)).every(Number.isFinite)).toBe(true);
    expect(model.itemIds).toHaveLength(8);
  });
}

function describeExplanations(fit: (interactions: Interactions) => FittedModel): void {
  it('REC-17 explains each score by parts that add up to it and by items the visitor really has', () => {
    const shop = aShop();
    const model = fit(shop);
    const known = allContexts(shop).slice(0, 5);
    for (const context of [...known, anonymousContext(run.nowSec), anonymousContext(run.nowSec, Int32Array.of(4, 8))]) {
      const scores = scoresOf(model, context);
      const own = new Set([...context.history.items, ...context.session]);
      for (let item = 0; item < shop.itemIds.length; item++) {
        const { parts, anchors } = model.explainItem(context, item);
        const sum = Object.values(parts).reduce((total, part) => total + part, 0);
        expect(Math.abs(sum - (scores[item] ?? NaN))).toBeLessThan(1e-4);
        const shares = anchors.reduce((total, anchor) => total + anchor.share, 0);
        expect(shares).toBeLessThan(1 + 1e-6);
        expect(anchors.every((anchor) => own.has(anchor.item) && anchor.share > 0)).toBe(true);
      }
    }
  });
}

function allContexts(shop: Interactions): UserContext[] {
  const source = contextsOf(shop, run.nowSec);
  return shop.userIds.map((_, user) => source.contextOf(user));
}

function scoresOf(model: FittedModel, context: UserContext): number[] {
  const out = new Float32Array(model.itemIds.length).fill(NaN);
  model.scoreItems(context, out);
  return [...out];
}

function similarTo(model: FittedModel, item: number): number[] {
  const out = new Float32Array(model.itemIds.length).fill(NaN);
  model.similarItems(item, out);
  return [...out];
}

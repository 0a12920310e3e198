import { makeMatrix, RandomStream, startKernels } from '@vitrine/kernels';
import { compiledKernels } from '@vitrine/testkit/kernels';
import { aShop, describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { toKernelRows } from '../../factors/sparse-in-memory.ts';
import { anonymousContext, contextsOf, type Interactions } from '../../interactions/index.ts';
import { decodeModelInSteps, models } from '../registry.ts';
import { graphOf, GraphError, loadGraph } from './graph.ts';
import { propagate } from './propagate.ts';
import { foldVisitor, tablesOf } from './tables.ts';

const small = { factors: 16, epochs: 10, negatives: 32 };

describeModel(models.lightgcn, { config: small });
describeModel(models.lightgcn, { config: { ...small, loss: 'bpr', quantise: 'int8', layers: 2 } });

const run = { seed: 3, nowSec: 0 };
const fit = (shop: Interactions, config: object): ReturnType<typeof models.lightgcn.fit> =>
  models.lightgcn.fit(shop, models.lightgcn.parseConfig({ ...small, ...config }), run);

function scores(model: ReturnType<typeof fit>, context: ReturnType<typeof anonymousContext>): Float32Array {
  const out = new Float32Array(model.itemIds.length);
  model.scoreItems(context, out);
  return out;
}

describe('REC-4 the graph loader', () => {
  it('joins people and items both ways, each edge over the roots of both degrees', () => {
    const graph = loadGraph(purchases('ab', 'a', ''), 'binary');
    // Users u0 u1, items a b. Degrees 2, 1; 2, 1.
    expect([...graph.degrees]).toEqual([2, 1, 2, 1]);
    expect([...graph.edges.starts]).toEqual([0, 2, 3, 5, 6]);
    expect([...graph.edges.indices]).toEqual([2, 3, 2, 0, 1, 0]);
    [1 / 2, 1 / Math.SQRT2, 1 / Math.SQRT2, 1 / 2, 1 / Math.SQRT2, 1 / Math.SQRT2].forEach((value, at) =>
      expect(graph.edges.values[at]).toBeCloseTo(value, 6),
    );
  });

  it('counts nodes that nothing leads to, and refuses weights that are no finite number and indices outside the catalog', () => {
    const shop = aShop({ users: 6, items: 8 });
    expect(loadGraph({ ...shop, itemIds: [...shop.itemIds, 'new'] }, 'binary').isolatedItems).toBeGreaterThan(0);
    const withWeight = (weight: number): Interactions => ({ ...shop, weights: shop.weights.map(() => weight) });
    for (const weight of [NaN, Infinity, -1]) {
      expect(() => loadGraph(withWeight(weight), 'weighted')).toThrow(GraphError);
      expect(() => loadGraph(withWeight(weight), 'weighted')).toThrow(/row 0 has the weight.*correct or drop/);
    }
    expect(() => loadGraph({ ...shop, items: shop.items.map(() => 8) }, 'binary')).toThrow(/row 0 joins.*8 items/);
    const huge = loadGraph(withWeight(1e30), 'weighted');
    expect(huge.edges.values.every((value) => Number.isFinite(value) && value <= 1)).toBe(true);
  });

  it('refuses weights whose sum is no number any more', () => {
    const rows = { rowCount: 1, columnCount: 2, starts: Int32Array.of(0, 2), indices: Int32Array.of(0, 1) };
    expect(() => graphOf({ ...rows, values: Float32Array.of(Infinity, 1) })).toThrow(/weights of user 0 add up/);
  });
});

describe('REC-4 training', () => {
  const shop = aShop({ users: 100, items: 60, eventsPerUser: 15 });

  it('learns: the loss falls and the slice held out is ranked far better than by chance, with either loss', () => {
    for (const loss of ['softmax', 'bpr'] as const) {
      const looks = fit(shop, { loss, epochs: 12, learningRate: 0.05, patience: null }).notes['looks'] as {
        loss: number;
        recall: number;
      }[];
      expect(looks.at(-1)?.loss).toBeLessThan((looks[0]?.loss ?? 0) * 0.9);
      // 20 of 60 items by chance hold a third.
      expect(looks.at(-1)?.recall).toBeGreaterThan(0.5);
    }
  });

  it('tries both ways to draw items where none is set, and ends as if the better one alone had been set', () => {
    const config = { epochs: 6, judgeEvery: 2 };
    const tried = fit(shop, config);
    const trials = tried.notes['trials'] as { drawExponent: number; ndcg: number }[];
    expect(trials.map(({ drawExponent }) => drawExponent)).toEqual([0, 1]);
    const best = trials.toSorted((a, b) => b.ndcg - a.ndcg)[0];
    expect(tried.notes['drawExponent']).toBe(best?.drawExponent);
    const alone = fit(shop, { ...config, drawExponent: best?.drawExponent });
    expect(alone.notes).toEqual({ ...tried.notes, trials: [] });
    const context = anonymousContext(0, Int32Array.of(2, 6, 10));
    expect(scores(alone, context)).toEqual(scores(tried, context));
  });

  it('stops early, or when its time is over, and says so', () => {
    const early = fit(shop, { epochs: 100, judgeEvery: 1, patience: 2, learningRate: 0.05 });
    expect(early.notes['stopped']).toBe('early');
    let now = 0;
    const config = models.lightgcn.parseConfig({ ...small, timeBudgetSec: 1 });
    const late = models.lightgcn.fit(shop, config, { ...run, elapsedMs: () => (now += 300) });
    expect(late.notes).toMatchObject({ stopped: 'time' });
  });

  it('can be cancelled from its progress, also within a round', () => {
    let steps = 0;
    const cancel = (done: number): void => {
      steps++;
      if (steps === 3) throw new Error(`cancelled after ${done} rounds`);
    };
    expect(() => models.lightgcn.fit(shop, models.lightgcn.defaults, { ...run, progress: cancel })).toThrow(
      'cancelled after 0 rounds',
    );
  });

  it('tells how far it is over all trials, and never goes back', () => {
    const told: number[] = [];
    let total = 0;
    const progress = (done: number, all: number): void => {
      told.push(done);
      total = all;
    };
    const config = models.lightgcn.parseConfig({ ...small, epochs: 5, judgeEvery: 1, patience: null });
    models.lightgcn.fit(shop, config, { ...run, progress });
    expect(total).toBe(7);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect([...new Set(told)]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('learns the same in the compiled kernels', async () => {
    const module = await compiledKernels();
    const config = models.lightgcn.parseConfig({ ...small, epochs: 3 });
    const plain = models.lightgcn.fit(shop, config, run);
    const compiled = models.lightgcn.fit(shop, config, { ...run, kernels: () => startKernels({ module }) });
    const context = anonymousContext(0, Int32Array.of(2, 6, 10));
    const expected = scores(plain, context);
    scores(compiled, context).forEach((score, item) => expect(score).toBeCloseTo(expected[item] ?? NaN, 3));
  });
});

describe('REC-4 serving', () => {
  const shop = aShop({ users: 150, items: 40 });

  it('answers a click at once, from a known visitor and from one it never saw', () => {
    const model = fit(shop, {});
    const known = contextsOf(shop, 0).contextOf(5);
    const clicked = { ...known, session: Int32Array.of(7) };
    expect(scores(model, clicked)).not.toEqual(scores(model, known));
    expect(scores(model, anonymousContext(0, Int32Array.of(7)))).not.toEqual(scores(model, anonymousContext(0)));
  });

  it.each([1, 2, 3])('folds a visitor in to the embedding of the network itself, %i layers', (layers) => {
    const graph = loadGraph(aShop({ users: 9, items: 12 }), 'weighted');
    const kernels = startKernels();
    const room = (): ReturnType<typeof makeMatrix> => makeMatrix(kernels, graph.degrees.length, 16);
    const rooms = { edges: toKernelRows(kernels, graph.edges), parameters: room(), spread: room(), spare: room() };
    const random = new RandomStream(4);
    rooms.parameters.values.forEach((_, at) => (rooms.parameters.values[at] = random.nextNormal()));
    const tables = tablesOf(kernels, { graph, rooms }, layers);
    const { edges, parameters, spare } = rooms;
    const out = room();
    propagate(kernels, { edges, from: parameters, out, spare, steps: layers, factor: 1 / (layers + 1) });
    const folded = new Float64Array(16);
    const { starts, indices, values } = graph.byUser;
    for (let user = 0; user < graph.users; user++) {
      const [begin, end] = [starts[user], starts[user + 1]];
      foldVisitor(tables, { user, items: indices.subarray(begin, end), weights: values.subarray(begin, end) }, folded);
      folded.forEach((value, column) => expect(value).toBeCloseTo(out.values[user * 16 + column] ?? NaN, 5));
    }
  });

  it.each(['none', 'int8'])('pauses while it is read back, quantise %s', (quantise) => {
    const pauses = (model: ReturnType<typeof fit>): number => [...decodeModelInSteps(model.encode())].length;
    const popular = models.popularity.fit(shop, models.popularity.defaults, run);
    // Each table is looked at, and that of the items copied; bytes are made numbers first.
    expect(pauses(fit(shop, { quantise, epochs: 1 })) - pauses(popular)).toBe(quantise === 'int8' ? 7 : 4);
  });

  it('rounded to bytes takes a third of the room or less, and says what that costs', () => {
    const config = { factors: 64, epochs: 4 };
    const [plain, rounded] = ['none', 'int8'].map((quantise) => fit(shop, { ...config, quantise }));
    const loss = rounded?.notes['quantising'] as Record<string, number>;
    expect((loss['bytesInt8'] ?? NaN) / (loss['bytesFloat'] ?? NaN)).toBeLessThan(0.3);
    expect(Math.abs((loss['ndcgInt8'] ?? NaN) - (loss['ndcgFloat'] ?? NaN))).toBeLessThan(0.01);
    expect(loss['scoreDeviation']).toBeGreaterThan(0);
    expect(loss['scoreDeviation']).toBeLessThan(0.02);
    const embeddingBytes = (loss['bytesFloat'] ?? NaN) - (loss['bytesInt8'] ?? NaN);
    const saved = (plain?.encode().length ?? NaN) - (rounded?.encode().length ?? NaN);
    expect(Math.abs(saved / embeddingBytes - 1)).toBeLessThan(0.1);
  });
});

import { makeMatrix, RandomStream, startKernels } from '@vitrine/kernels';
import { aShop } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { models } from '../registry.ts';
import type { LightGcnConfig } from './config.ts';
import { weightedDraw } from './draw-items.ts';
import { loadGraph } from './graph.ts';
import { addGradient } from './loss.ts';

/** The loss at `values` of a small shop, always with the same items drawn, and its gradient. */
function lossAt(values: Float64Array, loss: 'softmax' | 'bpr'): { loss: number; gradient: Float32Array } {
  const { byUser, degrees } = loadGraph(aShop({ users: 7, items: 9, eventsPerUser: 4 }), 'binary');
  const kernels = startKernels();
  const [spread, gradient] = [0, 1].map(() => makeMatrix(kernels, degrees.length, 16));
  if (spread === undefined || gradient === undefined) throw new Error('two matrices were asked for');
  spread.values.set(values);
  const random = new RandomStream(5);
  const draw = (): number => random.nextBelow(byUser.columnCount);
  // The models of the registry are typed without their configurations.
  const config = models.lightgcn.parseConfig({ loss, temperature: 0.5, negatives: 8 }) as LightGcnConfig;
  const users = Int32Array.of(0, 3, 4, 6);
  return {
    loss: addGradient(kernels, { byUser, users, spread, gradient, draw }, config),
    gradient: gradient.values.slice(),
  };
}

describe('REC-4 the losses of the graph network', () => {
  it.each(['softmax', 'bpr'] as const)('%s: the gradient is what the loss changes by', (loss) => {
    const random = new RandomStream(2);
    const values = Float64Array.from({ length: 16 * 16 }, () => random.nextNormal());
    const { gradient } = lossAt(values, loss);
    expect(gradient.some((slope) => Math.abs(slope) > 0.01)).toBe(true);
    const step = 0.01;
    for (let at = 0; at < values.length; at += 7) {
      const [above, below] = [step, -step].map(
        (change) =>
          lossAt(
            values.map((value, place) => (place === at ? value + change : value)),
            loss,
          ).loss,
      );
      expect(gradient[at]).toBeCloseTo(((above ?? NaN) - (below ?? NaN)) / (2 * step), 3);
    }
  });

  it('draws in proportion to weight and never what weighs nothing', () => {
    const random = new RandomStream(1);
    const draw = weightedDraw(Float64Array.of(1, 0, 3, 4));
    const counts = [0, 0, 0, 0];
    for (let time = 0; time < 8000; time++) {
      const place = draw(random);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    const total = counts.reduce((sum, count) => sum + count, 0);
    [1 / 8, 0, 3 / 8, 1 / 2].forEach((share, place) =>
      expect(Math.abs((counts[place] ?? 0) / total - share)).toBeLessThan(0.02),
    );
    expect(() => weightedDraw(Float64Array.of(0, 0))).toThrow(/pass some above 0/);
  });
});

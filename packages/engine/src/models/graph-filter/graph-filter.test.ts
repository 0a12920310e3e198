import { describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext } from '../../interactions/index.ts';
import { models } from '../registry.ts';

describeModel(models['graph-filter']);

describe('REC-3 graph filter by hand', () => {
  it('P = sum over common buyers of degree^-c, to the power p, over both popularities to the power b', () => {
    // a: u0 u1; b: u0 u1; c: u1. Degrees 2 and 3. P(a, b) = 1/2 + 1/3, P(a, c) = 1/3, P(a, a) = 5/6.
    const shop = purchases('ab', 'abc');
    const config = models['graph-filter'].parseConfig({ userExponent: 1, itemExponent: 0.5, cellExponent: 2 });
    const model = models['graph-filter'].fit(shop, config, { seed: 1, nowSec: 0 });
    const out = new Float32Array(3);
    model.scoreItems(anonymousContext(0, Int32Array.of(0)), out);
    expect(out[0]).toBeCloseTo((5 / 6) ** 2 / 2, 6);
    expect(out[1]).toBeCloseTo((5 / 6) ** 2 / 2, 6);
    expect(out[2]).toBeCloseTo((1 / 3) ** 2 / Math.sqrt(2), 6);
  });

  it('fades a history by its half-life, the newest event whole', () => {
    const shop = purchases('ab', 'cd');
    const config = models['graph-filter'].parseConfig({ recencyHalfLifeDays: 10 });
    const model = models['graph-filter'].fit(shop, config, { seed: 1, nowSec: 0 });
    const out = new Float32Array(4);
    const history = {
      items: Int32Array.of(0, 2),
      weights: Float32Array.of(1, 1),
      ageSec: Float64Array.of(5 * 86_400, 15 * 86_400),
    };
    model.scoreItems({ userIndex: -1, history, session: new Int32Array(0), nowSec: 0 }, out);
    expect((out[3] ?? 0) / (out[1] ?? NaN)).toBeCloseTo(0.5, 6);
  });
});

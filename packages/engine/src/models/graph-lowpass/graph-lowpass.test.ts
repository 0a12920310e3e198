import { deviationOf, meanOf } from '@vitrine/kernels';
import { describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext } from '../../interactions/index.ts';
import { models } from '../registry.ts';

describeModel(models['graph-lowpass'], { config: { rank: 8 } });

describe('REC-3 graph low-pass by hand', () => {
  // One block of people and items, so that the single vector is the roots of the degrees, 4 and 3, and its value 1.
  const shop = purchases('ab', 'ab', 'a', 'ab');
  const histories = [[0, 1], [0, 1], [0], [0, 1]];
  const scores = (name: 'graph-filter' | 'graph-lowpass', raw: object, session: readonly number[]): number[] => {
    const model = models[name].fit(shop, models[name].parseConfig(raw), { seed: 1, nowSec: 0 });
    const out = new Float32Array(2);
    model.scoreItems(anonymousContext(0, Int32Array.from(session)), out);
    return [...out];
  };
  const hop = (session: readonly number[]): number[] => scores('graph-filter', {}, session);
  const beside = (raw: object, session: readonly number[]): number[] => {
    const once = hop(session);
    return scores('graph-lowpass', raw, session).map((score, item) => score - (once[item] ?? NaN));
  };

  it('is the graph filter when both other parts weigh nothing', () => {
    beside({ smooth: 0, sharpen: 0 }, [1]).forEach((rest) => expect(rest).toBeCloseTo(0, 6));
  });

  it('adds the smooth part, which shares a history by degree, and takes two hops away, by the root of it', () => {
    const [smoothA = 0, smoothB = 0] = beside({ smooth: 1, sharpen: 0 }, [1]);
    expect(smoothB).toBeGreaterThan(0);
    expect(smoothA / smoothB).toBeCloseTo(4 / 3, 4);
    const [twiceA = 0, twiceB = 0] = beside({ smooth: 0, sharpen: 1 }, [1]);
    expect(twiceB).toBeLessThan(0);
    expect(twiceA / twiceB).toBeCloseTo(2 / Math.sqrt(3), 4);
  });

  it.each([
    [{ smooth: 2, sharpen: 0 }, 2],
    [{ smooth: 0, sharpen: 0.5 }, 0.5],
  ])('weighs a part in units of one hop: %o', (raw, weight) => {
    const usual = (scoresOf: (session: readonly number[]) => number[]): number =>
      meanOf(histories.map((session) => deviationOf(scoresOf(session))));
    expect(usual((session) => beside(raw, session)) / usual(hop)).toBeCloseTo(weight, 4);
  });
});

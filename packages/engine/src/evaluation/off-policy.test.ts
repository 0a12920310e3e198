import { RandomStream } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { estimateOffPolicy, type LoggedDecision } from './off-policy.ts';

/** Three things to show with known chances of a click; the log shows them unevenly, the new policy prefers the best. */
const chances = [0.05, 0.2, 0.5];
const logging = [0.6, 0.3, 0.1];
const target = [0.1, 0.2, 0.7];
const truth = chances.reduce((sum, chance, at) => sum + chance * (target[at] ?? 0), 0);

function aLog(decisions: number, seed: number, model: readonly number[] = [0, 0, 0]): LoggedDecision[] {
  const random = new RandomStream(seed);
  const predictedTarget = model.reduce((sum, guess, at) => sum + guess * (target[at] ?? 0), 0);
  return Array.from({ length: decisions }, () => {
    const drawn = random.next();
    const shown = drawn < 0.6 ? 0 : drawn < 0.9 ? 1 : 2;
    return {
      reward: random.next() < (chances[shown] ?? 0) ? 1 : 0,
      loggedPropensity: logging[shown] ?? 1,
      targetPropensity: target[shown] ?? 0,
      predictedLogged: model[shown] ?? 0,
      predictedTarget,
    };
  });
}

describe('REC-12 REC-14 the value of a policy from the log of another', () => {
  it('is found by all three estimators, where the log itself is far off', () => {
    const { logged, ips, snips, doublyRobust } = estimateOffPolicy(aLog(40_000, 1), { seed: 1, samples: 200 });
    expect(logged.mean).toBeLessThan(0.6 * truth);
    for (const { mean, low, high } of [ips, snips, doublyRobust]) {
      expect(Math.abs(mean - truth)).toBeLessThan(0.02);
      expect(low).toBeLessThan(truth);
      expect(high).toBeGreaterThan(truth);
    }
  });

  it('is the mean reward, with the whole sample, when nothing changes', () => {
    const log = aLog(500, 2).map((decision) => ({ ...decision, targetPropensity: decision.loggedPropensity }));
    const same = estimateOffPolicy(log, { seed: 1, samples: 50 });
    expect(same.ips).toEqual(same.logged);
    expect(same.snips.mean).toBeCloseTo(same.logged.mean, 12);
    expect(same.effectiveSampleSize).toBeCloseTo(500, 9);
  });

  it('varies less the better the reward model is', () => {
    const width = (model: readonly number[]): number => {
      const { doublyRobust } = estimateOffPolicy(aLog(4000, 3, model), { seed: 1, samples: 300 });
      return doublyRobust.high - doublyRobust.low;
    };
    expect(width(chances)).toBeLessThan(0.95 * width([0, 0, 0]));
  });

  it('is worth one decision, not nothing, where one weight is beyond all others', () => {
    const [first, second] = aLog(2, 1);
    if (first === undefined || second === undefined) throw new Error('no decisions');
    const rare = { ...first, loggedPropensity: 1e-200, targetPropensity: 1 };
    expect(estimateOffPolicy([rare, second], { seed: 1, samples: 10 }).effectiveSampleSize).toBeCloseTo(1, 9);
  });

  it('by hand: weights 2 and 0.5', () => {
    const log: LoggedDecision[] = [
      { reward: 1, loggedPropensity: 0.25, targetPropensity: 0.5, predictedLogged: 0.5, predictedTarget: 0.25 },
      { reward: 0, loggedPropensity: 0.5, targetPropensity: 0.25, predictedLogged: 0.5, predictedTarget: 0.25 },
    ];
    const found = estimateOffPolicy(log, { seed: 1, samples: 10 });
    expect(found.ips.mean).toBe(1);
    expect(found.snips.mean).toBeCloseTo(2 / 2.5, 12);
    expect(found.doublyRobust.mean).toBeCloseTo(0.25 + (2 * 0.5 - 0.5 * 0.5) / 2, 12);
    expect(found.effectiveSampleSize).toBeCloseTo(2.5 ** 2 / 4.25, 12);
    const cut = estimateOffPolicy(log, { seed: 1, samples: 10, weightCap: 1 });
    expect([cut.ips.mean, cut.cappedShare]).toEqual([0.5, 0.5]);
  });

  it.each([
    [[], /no decision/],
    [[{ reward: 1, loggedPropensity: 0, targetPropensity: 1 }], /decision 0: loggedPropensity is 0/],
    [[{ reward: 1, loggedPropensity: 1, targetPropensity: 1.5 }], /targetPropensity is 1\.5/],
    [[{ reward: NaN, loggedPropensity: 1, targetPropensity: 1 }], /reward is NaN/],
  ])('refuses %j', (log, message) => {
    expect(() => estimateOffPolicy(log, { seed: 1 })).toThrow(message);
  });
});

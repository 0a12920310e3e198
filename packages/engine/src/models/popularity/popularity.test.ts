import { describeModel } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext, InteractionsBuilder } from '../../interactions/index.ts';
import { models } from '../registry.ts';

describeModel(models.popularity, { personal: false });

describe('REC-3 popularity by hand', () => {
  const daySec = 86_400;
  const builder = new InteractionsBuilder();
  const at = (itemId: string, day: number, weight = 1): void =>
    builder.add({ userId: 'u', itemId, timeSec: 1_700_000_000 + day * daySec, weight });
  at('old', 0);
  at('old', 0);
  at('old', 0);
  at('new', 14);
  at('shown', 14, 0);
  const scores = (raw: object): number[] => {
    const out = new Float32Array(3);
    models.popularity
      .fit(builder.build(), models.popularity.parseConfig(raw), { seed: 1, nowSec: 0 })
      .scoreItems(anonymousContext(0), out);
    return [...out];
  };

  it('with a half-life of 7 days, three sales two half-lives ago weigh 3/4 of one today; impressions weigh nothing', () => {
    expect(scores({ halfLifeDays: 7 })).toEqual([0.75, 1, 0]);
    expect(scores({ halfLifeDays: 'none' })).toEqual([1, Math.fround(1 / 3), 0]);
  });

  it('a trend factor puts what sells now above what sold ever', () => {
    const [old = 0, fresh = 0] = scores({ halfLifeDays: null, trendExponent: 2, trendDays: 7 });
    expect(fresh).toBeGreaterThan(old);
  });
});

import { models } from '@vitrine/engine';
import { aShop } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { describeMixture } from './champion-notes.ts';

describe('REC-4 what the model that answers says of itself', () => {
  it('names what counts most first, with what it is worth alone, and what was left out and why', () => {
    const shop = aShop({ users: 60, items: 30, eventsPerUser: 12 });
    const components = { popularity: {}, ease: {}, covisitation: {}, content: {} };
    const { notes } = models.blend.fit(shop, models.blend.parseConfig({ components }), { seed: 1, nowSec: 2e9 });
    const said = describeMixture('blend-1', notes);
    expect(said).toMatchObject({
      version: 'blend-1',
      leftOut: [{ name: 'content', reason: 'nothing is known of the items' }],
      judged: { people: expect.any(Number) },
      tried: expect.any(Number),
    });
    expect(said?.parts.map(({ name }) => name).toSorted()).toEqual(['covisitation', 'ease', 'popularity']);
    const weights = said?.parts.map(({ weight }) => Math.abs(weight)) ?? [];
    expect(weights).toEqual(weights.toSorted((left, right) => right - left));
    for (const { alone } of said?.parts ?? []) expect(alone).toBeGreaterThan(0);
    expect(said?.path.length).toBeGreaterThan(0);
  });

  it('is short where nothing was judged, and nothing for a single model', () => {
    const mix = { weights: { als: 1 }, trendExponent: 0, trendDays: 7, recencyHalfLifeDays: null };
    expect(describeMixture('blend-1', { mix, search: 'even weights' })).toMatchObject({ judged: null, tried: null });
    expect(describeMixture('als-1', { epochs: 15 })).toBeNull();
  });
});

import { outsideBands } from '@vitrine/analytics/quality';
import { describe, expect, it } from 'vitest';
import { generateCatalog } from '../catalog/index.ts';
import { launchDate } from './launches.ts';
import { collectHistory, measureHistory } from './measure.ts';
import { personalLift } from './personal-lift.fixture.ts';
import type { ShelfProduct } from './shelf.ts';
import { simulateBehaviour } from './simulate.ts';

const asOf = new Date('2026-11-21T12:00:00Z');
const days = 365;

function demoShelf(seed: number): ShelfProduct[] {
  return generateCatalog({ products: 1000, seed }).map((product) => ({
    ...product,
    firstAvailable: launchDate(product, { seed, asOf, days }),
  }));
}

// three years of a shop are played and learnt; on a busy machine that takes longer than a usual test may
describe('INS-2 the demo shop behaves like real shops', { timeout: 120_000 }, () => {
  const lifts: number[] = [];
  const purchaseLifts: number[] = [];

  it.each([1, 2, 3])('seed %i: every figure lies in the band of real shops, and taste is worth learning', (seed) => {
    const products = demoShelf(seed);
    const history = [...simulateBehaviour({ products, customers: 500, events: 100_000, days, seed, asOf })];
    expect(outsideBands(measureHistory(collectHistory(history, products), products))).toEqual([]);
    const lift = personalLift(history);
    expect(lift.people).toBeGreaterThan(250);
    expect(lift.ratio).toBeGreaterThan(1.5);
    expect(lift.ratio).toBeLessThan(3);
    lifts.push(lift.ratio);
    purchaseLifts.push(personalLift(history, [3]).ratio);
  });

  it('on first purchases too, a personal model beats popularity by 1.5 to 3 times', () => {
    // about a hundred people buy something new in the test period, too few to judge one seed alone
    const mean = purchaseLifts.reduce((sum, ratio) => sum + ratio, 0) / purchaseLifts.length;
    expect(lifts).toHaveLength(3);
    expect(mean).toBeGreaterThan(1.5);
    expect(mean).toBeLessThan(3);
  });
});

import { outsideBands } from '@vitrine/analytics/quality';
import { describe, expect, it } from 'vitest';
import { collectHistory, measureHistory } from './measure.ts';
import { personalLift } from './personal-lift.fixture.ts';
import { plainShelf } from './shelf.fixture.ts';
import { simulateBehaviour } from './simulate.ts';

const asOf = new Date('2026-11-21T12:00:00Z');
const products = plainShelf(1000, asOf);

describe('INS-2 the demo shop behaves like real shops', () => {
  const lifts: number[] = [];
  const purchaseLifts: number[] = [];

  it.each([1, 2, 3])('seed %i: every figure lies in the band of real shops, and taste is worth learning', (seed) => {
    const days = [...simulateBehaviour({ products, customers: 500, events: 100_000, days: 365, seed, asOf })];
    expect(outsideBands(measureHistory(collectHistory(days, products), products))).toEqual([]);
    const lift = personalLift(days);
    expect(lift.people).toBeGreaterThan(250);
    expect(lift.ratio).toBeGreaterThan(1.5);
    expect(lift.ratio).toBeLessThan(3);
    lifts.push(lift.ratio);
    purchaseLifts.push(personalLift(days, [3]).ratio);
  });

  it('on first purchases too, a personal model beats popularity by 1.5 to 3 times', () => {
    // about a hundred people buy something new in the test period, too few to judge one seed alone
    const mean = purchaseLifts.reduce((sum, ratio) => sum + ratio, 0) / purchaseLifts.length;
    expect(lifts).toHaveLength(3);
    expect(mean).toBeGreaterThan(1.5);
    expect(mean).toBeLessThan(3);
  });
});

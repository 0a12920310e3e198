import { describe, expect, it } from 'vitest';
import { dayMs } from './calendar.ts';
import type { BehaviourEvent } from './records.ts';
import { plainShelf } from './shelf.fixture.ts';
import { simulateBehaviour } from './simulate.ts';

const asOf = new Date('2026-11-21T12:00:00Z');
const products = plainShelf(600, asOf);
const categoryOf = new Map(products.map((product) => [product.externalId, product.categorySlug]));
const views = [...simulateBehaviour({ products, customers: 150, events: 60_000, days: 365, seed: 11, asOf })]
  .flatMap((day) => day.events)
  .filter((event) => event.type === 0);

function categoryCounts(events: readonly BehaviourEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) {
    const category = categoryOf.get(event.item_id) ?? '';
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}

function groupBy(
  events: readonly BehaviourEvent[],
  keyOf: (event: BehaviourEvent) => string,
): Map<string, BehaviourEvent[]> {
  const groups = new Map<string, BehaviourEvent[]>();
  for (const event of events) {
    const group = groups.get(keyOf(event));
    if (group === undefined) groups.set(keyOf(event), [event]);
    else group.push(event);
  }
  return groups;
}

function cosine(first: Map<string, number>, second: Map<string, number>): number {
  const norm = (counts: Map<string, number>): number => Math.hypot(...counts.values());
  let product = 0;
  for (const [category, count] of first) product += count * (second.get(category) ?? 0);
  return product / (norm(first) * norm(second));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('INS-2 tastes and fashions', () => {
  const histories = [...groupBy(views, (event) => event.user_id).entries()]
    .filter(([user, events]) => user.startsWith('customer') && events.length >= 90)
    .map(([, events]) => events);

  it('gives people tastes of their own, mixed of several categories', () => {
    expect(histories.length).toBeGreaterThan(40);
    const crowd = categoryCounts(views);
    const toCrowd = mean(histories.map((events) => cosine(categoryCounts(events), crowd)));
    expect(toCrowd).toBeLessThan(0.85);
    const categoriesWithTenth = histories.map(
      (events) => [...categoryCounts(events).values()].filter((count) => count > events.length / 10).length,
    );
    expect(mean(categoriesWithTenth)).toBeGreaterThan(1.8);
  });

  it('lets tastes drift: the end of a year is less like its beginning than chance alone would make it', () => {
    const drift = histories.map((events) => {
      const third = Math.floor(events.length / 3);
      return cosine(categoryCounts(events.slice(0, third)), categoryCounts(events.slice(-third)));
    });
    // whole sessions are dealt out, because a session's views are alike by themselves
    const chance = histories.map((events) => {
      const sessions = [...groupBy(events, (event) => event.meta.session_id).values()];
      const part = (rest: number): BehaviourEvent[] => sessions.filter((_, index) => index % 3 === rest).flat();
      return cosine(categoryCounts(part(0)), categoryCounts(part(2)));
    });
    expect(mean(drift)).toBeLessThan(mean(chance) - 0.05);
    expect(mean(drift)).toBeGreaterThan(0.3);
  });

  it('gives new products more attention than they keep', () => {
    const launched = products.filter((product) => {
      const ageDays = (asOf.getTime() - product.firstAvailable.getTime()) / dayMs;
      return ageDays > 130 && ageDays < 355;
    });
    const ages = new Map(launched.map((product) => [product.externalId, product.firstAvailable.getTime()]));
    const count = (fromDay: number, untilDay: number): number =>
      views.filter((event) => {
        const launch = ages.get(event.item_id);
        if (launch === undefined) return false;
        const age = (Date.parse(event.ts) - launch) / dayMs;
        return age >= fromDay && age < untilDay;
      }).length;
    expect(count(0, 30)).toBeGreaterThan(count(90, 120) * 1.2);
  });
});

import { describe, expect, it } from 'vitest';
import { describeCustomers } from './customers.ts';
import { earlierReviews } from './earlier-reviews.ts';
import type { BehaviourDay } from './records.ts';
import { plainShelf } from './shelf.fixture.ts';
import { simulateBehaviour, type BehaviourOptions } from './simulate.ts';

const asOf = new Date('2026-11-21T15:30:00Z');
const small: BehaviourOptions = {
  products: plainShelf(200, asOf),
  customers: 80,
  events: 8000,
  days: 120,
  seed: 5,
  asOf,
};

function play(options: BehaviourOptions): BehaviourDay[] {
  return [...simulateBehaviour(options)];
}

describe('INS-2 simulated behaviour', () => {
  const days = play(small);
  const events = days.flatMap((day) => day.events);
  const orders = days.flatMap((day) => day.orders);
  const reviews = days.flatMap((day) => day.reviews);

  it('is the same for the same seed and another for another seed', () => {
    expect(play(small)).toEqual(days);
    expect(
      play({ ...small, seed: 6 })
        .flatMap((day) => day.events)
        .slice(0, 50),
    ).not.toEqual(events.slice(0, 50));
  });

  it('makes about as many events as asked, in time order, all before the present', () => {
    expect(events.length).toBeGreaterThan(small.events * 0.98);
    expect(events.length).toBeLessThan(small.events * 1.02);
    const times = events.map((event) => event.ts);
    expect(times).toEqual(times.toSorted());
    expect(Date.parse(times.at(-1) ?? '')).toBeLessThan(asOf.getTime());
    expect(Date.parse(times.at(-1) ?? '')).toBeGreaterThan(asOf.getTime() - 6 * 3_600_000);
    expect(days).toHaveLength(small.days);
  });

  it('gives every event an id of its own, a known product and a session', () => {
    const known = new Set(small.products.map((product) => product.externalId));
    expect(new Set(events.map((event) => event.source_event_id)).size).toBe(events.length);
    expect(events.every((event) => known.has(event.item_id) && event.meta.session_id !== '')).toBe(true);
    expect(new Set(events.map((event) => event.type))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('never shows a product before it is on sale', () => {
    const launches = new Map(small.products.map((product) => [product.externalId, product.firstAvailable.getTime()]));
    const early = events.filter((event) => Date.parse(event.ts) < (launches.get(event.item_id) ?? 0));
    expect(early).toEqual([]);
  });

  it('agrees with orders line by line', () => {
    const fromEvents = events
      .filter((event) => event.type === 3)
      .map((event) => ({
        order: event.meta['order_id'],
        buyer: event.user_id.startsWith('customer') ? event.user_id : null,
        at: event.ts,
        sku: event.meta['sku'],
        product: event.item_id,
        quantity: event.value,
        price: event.meta['unit_price'],
      }));
    const fromOrders = orders.flatMap((order) =>
      order.lines.map((line) => ({
        order: order.externalId,
        buyer: order.customerExternalId,
        at: order.placedAt.toISOString(),
        sku: line.sku,
        product: line.productExternalId,
        quantity: line.quantity,
        price: line.unitPriceMinor / 100,
      })),
    );
    const byText = (rows: object[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(fromOrders.length).toBeGreaterThan(50);
    expect(byText(fromEvents)).toEqual(byText(fromOrders));
  });

  it('lets people review what they bought and got, once each', () => {
    // the earliest order of a pair wins, because later entries of a Map replace earlier ones
    const delivered = new Map(
      orders
        .toReversed()
        .filter((order) => order.status === 'delivered')
        .flatMap((order) =>
          order.lines.map((line) => [`${order.customerExternalId} ${line.productExternalId}`, order.placedAt]),
        ),
    );
    expect(reviews.length).toBeGreaterThan(10);
    for (const review of reviews) {
      const placedAt = delivered.get(`${review.customerExternalId} ${review.productExternalId}`);
      expect(placedAt?.getTime()).toBeLessThan(review.createdAt.getTime());
      expect(review.createdAt.getTime()).toBeLessThan(asOf.getTime());
    }
    expect(new Set(reviews.map((review) => review.externalId)).size).toBe(reviews.length);
  });

  it('makes people who joined before their first visit, with mail that reaches nobody', () => {
    const people = [...describeCustomers(small)];
    const joined = new Map(people.map((person) => [person.externalId, person.joinedAt.getTime()]));
    expect(people).toHaveLength(small.customers);
    expect(new Set(people.map((person) => person.email)).size).toBe(small.customers);
    expect(people.every((person) => /^[a-z.]+\d+@example\.(com|org|net)$/.test(person.email))).toBe(true);
    const tooEarly = events.filter((event) => Date.parse(event.ts) < (joined.get(event.user_id) ?? 0));
    expect(tooEarly).toEqual([]);
    const slugs = new Set(small.products.map((product) => product.categorySlug));
    expect(people.every((person) => person.preferredCategories.every((slug) => slugs.has(slug)))).toBe(true);
  });

  it('lets earlier customers write before the history begins', () => {
    const written = [...earlierReviews(small)];
    const start = days[0]?.dayStart.getTime() ?? 0;
    expect(written.length).toBeGreaterThan(50);
    expect(written.every((review) => review.createdAt.getTime() < start && !review.verified)).toBe(true);
  });

  it('plays one customer the same whether or not there are more', () => {
    const more = [...describeCustomers({ ...small, customers: 100 })];
    expect(more.slice(0, 80)).toEqual([...describeCustomers(small)]);
  });

  it('works at the edges', () => {
    expect(play({ ...small, customers: 0, events: 0 }).flatMap((day) => day.events)).toEqual([]);
    const one = { ...small, products: small.products.slice(0, 1), customers: 3, events: 50, days: 1 };
    expect(play(one).length).toBe(1);
    expect(() => play({ ...small, products: [] })).toThrow(/at least one product/);
    expect(() => play({ ...small, customers: -1 })).toThrow(/customers is -1/);
    expect(() => play({ ...small, days: 0 })).toThrow(/days is 0/);
    expect(() => play({ ...small, asOf: new Date(Number.NaN) })).toThrow(/asOf/);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecsys, diskArtifacts, shopTenant, type EventInput, type RecsysTables } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { loadCatalog, loadCustomers, loadOrders } from '@vitrine/shop/loading';
import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, anOrder, aProduct } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEvents, type EventHealth, qualityReport } from './index.ts';

const clock = fakeClock('2026-06-01T12:00:00Z');
const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 4, day, hour));

describe('EVT-8 checks on stored events', () => {
  let database: TestDatabase;
  let home: string;
  let health: EventHealth;
  const found = (name: string) => health.checks.find((check) => check.name === name);

  beforeAll(async () => {
    database = await testDatabase();
    home = await mkdtemp(join(tmpdir(), 'vitrine-quality-'));
    const [shop, recsysDb] = [database.connection.handle<ShopTables>(), database.connection.handle<RecsysTables>()];
    const recsys = createRecsys({ db: recsysDb, clock, polling: false, modelStore: diskArtifacts(home) });
    await loadCatalog(shop, { products: [aProduct()] }, { clock });
    await loadCustomers(shop, [aCustomer()], { clock });
    const lost = anOrder({ externalId: 'lost', placedAt: at(3) });
    await loadOrders(
      shop,
      [anOrder({ externalId: 'told', placedAt: at(2) }), lost, { ...lost, externalId: 'void', status: 'cancelled' }],
      { clock },
    );
    await recsys.items.upsert(shopTenant, [
      { itemId: 'k', category: 'kettles', tags: [] },
      { itemId: 'l', category: 'lamps', tags: [] },
    ]);
    const look = (user: string, more: Partial<EventInput>): EventInput => ({
      userId: user,
      itemId: 'k',
      type: 0,
      ts: at(1),
      meta: { session_id: 's' },
      ...more,
    });
    const events: EventInput[] = [
      ...Array.from({ length: 60 }, (_, n) =>
        look(`u${n % 30}`, { ts: at(1 + (n % 10), n % 24), meta: { session_id: 's', plan: 'a' } }),
      ),
      ...Array.from({ length: 90 }, (_, n) =>
        look(`v${n % 30}`, { itemId: 'l', ts: at(24 + (n % 7), n % 24), meta: { session_id: 's', qty: 'two' } }),
      ),
      look('twice', {}),
      look('twice', {}),
      look('x', { itemId: 'unknown' }),
      look('x', { itemId: null, meta: {} }),
      look('x', { ts: new Date(clock.now().getTime() + 3_600_000) }),
      look('x', { ts: new Date('1993-05-05T00:00:00Z') }),
      look('ada', { type: 3, ts: at(2), meta: { session_id: 's', order_id: 'told' } }),
      look('ada', { type: 3, ts: at(2), meta: { session_id: 's', order_id: 'nowhere' } }),
      ...Array.from({ length: 501 }, (_, n) => look('bot', { ts: new Date(at(5).getTime() + n * 1000) })),
    ];
    expect(await recsys.events.ingest(shopTenant, events, { backfill: true })).toMatchObject({
      ok: true,
      accepted: events.length,
    });
    const checked = await checkEvents({
      recsys: recsysDb,
      shop,
      tenant: shopTenant,
      now: clock.now(),
      since: null,
      withOrders: true,
      dictionary: { session_id: 'string', qty: 'number' },
    });
    if (checked === null) throw new Error('there are events');
    health = checked;
  });
  afterAll(async () => {
    await rm(home, { recursive: true });
    await database.drop();
  });

  it.each<[string, number]>([
    ['missingItem', 1],
    ['missingSession', 1],
    ['repeated', 1],
    ['unknownItems', 1],
    ['future', 1],
    ['ancient', 1],
    ['busyUsers', 501],
  ])('counts the planted %s exactly', (name, planted) => {
    expect(Math.round((found(name)?.value ?? 0) * health.facts.events)).toBe(planted);
  });

  it('compares purchases with the books, both ways', () => {
    expect(health.facts.books).toEqual({ purchases: 2, purchasesWithoutOrder: 1, orders: 2, ordersWithoutPurchase: 1 });
  });

  it('sees that a field went and that another has the wrong type', () => {
    expect(found('driftFields')?.sentence).toMatch(/plan went/);
    expect(found('wrongTypes')?.sentence).toMatch(/qty is string instead of number in 90/);
  });

  it('draws a page that needs nothing from outside and lets no text become markup', () => {
    const evil = { ...health, namespace: '<img src=x onerror=alert(1)>' };
    const html = qualityReport(evil, { madeAt: clock.now(), command: 'vitrine events check' });
    expect(html).toMatch(/^<!doctype html>[^]*<svg[^]*<svg[^]*<table/);
    expect(html).not.toMatch(/<script|<img|<link|<iframe|@import|url\(|(src|href)="(?!#)/i);
  });
});

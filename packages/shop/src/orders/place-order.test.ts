import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';
import { orderStatuses, orderTransitions } from './index.ts';

const databases = testDatabases();

const goods = Array.from({ length: 50 }, (_, index) =>
  aProduct({
    externalId: `thing-${index}`,
    skus: [aSku({ sku: `THING-${index}`, priceMinor: 1000 + index, stock: 100 })],
  }),
);

describe.each(databases)('DB-6 the order routine on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  let shop: ShopUseCases;
  let serial = 0;
  const skuIds = new Map<string, string>();

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'], poolSize: 25 });
    db = database.connection.handle<ShopTables>();
    shop = createShop({
      db,
      clock: systemClock,
      terms: { deliveryMinor: 0, freeDeliveryFromMinor: 0, includedTaxBp: 0 },
    });
    await loadCatalog(db, { products: goods }, { clock: systemClock });
    const { rows } = await sql<{ id: string; code: string }>`select id, code from shop.sku`.execute(db);
    for (const row of rows) skuIds.set(row.code, row.id);
  });
  afterAll(() => database.drop());
  beforeEach(() => sql`update shop.stock set on_hand = 100 where on_hand <> 100`.execute(db));

  const sku = (index: number) => skuIds.get(`THING-${index}`) ?? '';
  const key = () => `key-${(serial += 1)}-${process.pid}`;
  const buy = (lines: { skuId: string; quantity: number }[], idempotencyKey = key()) =>
    shop.orders.placeOrder({ idempotencyKey, lines, visitorId: 'v1' });
  const setStock = (index: number, onHand: number) =>
    sql`update shop.stock set on_hand = ${onHand} where sku_id = ${sku(index)}::uuid`.execute(db);
  const one = async (query: ReturnType<typeof sql<{ value: number }>>) => (await query.execute(db)).rows[0]?.value;
  const onHand = (index: number) =>
    one(sql<{ value: number }>`select on_hand as value from shop.stock where sku_id = ${sku(index)}::uuid`);

  const callRoutine = (lines: unknown[]) => {
    const made = { order_id: crypto.randomUUID(), payment: { id: crypto.randomUUID(), provider: 'mock' } };
    const request = { ...made, idempotency_key: key(), fingerprint: 'raw', now: new Date(), currency: 'EUR', lines };
    return sql`select * from shop.place_order(${JSON.stringify(request)}::jsonb)`.execute(db);
  };

  async function expectBooksToBalance() {
    const wrongStock = await one(sql<{ value: number }>`
      select count(*) as value from shop.stock where on_hand <> (select coalesce(sum(change), 0) from shop.stock_movement where stock_movement.sku_id = stock.sku_id)`);
    const wrongTotals = await one(sql<{ value: number }>`
      select count(*) as value from shop.orders where goods_minor <> (select sum(unit_price_minor * quantity) from shop.order_line where order_id = orders.id)
        or (select count(*) from shop.payment where order_id = orders.id and amount_minor = goods_minor - discount_minor + delivery_minor) <> 1`);
    expect([wrongStock, wrongTotals]).toEqual([0, 0]);
  }

  it('gives the last unit to exactly one of 50 buyers', async () => {
    await setStock(0, 1);
    const answers = await Promise.all(Array.from({ length: 50 }, () => buy([{ skuId: sku(0), quantity: 1 }])));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const failures = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(new Set(failures.map((error) => error.code))).toEqual(new Set(['orders.out_of_stock']));
    expect(failures[0]).toMatchObject({ lines: [{ skuId: sku(0), wanted: 1, left: 0 }] });
    expect(await onHand(0)).toBe(0);
    await expectBooksToBalance();
  });

  it('makes 50 orders of 50 different products at once, each with its own number', async () => {
    const answers = await Promise.all(goods.map((_, index) => buy([{ skuId: sku(index), quantity: 2 }])));
    const numbers = answers.map((answer) => (answer.ok ? answer.value.orderNumber : answer.error));
    expect(new Set(numbers).size).toBe(50);
    expect(answers.every((answer, index) => answer.ok && answer.value.totalMinor === 2 * (1000 + index))).toBe(true);
    await expectBooksToBalance();
  });

  it('makes one order of one form sent five times, even of the last unit', async () => {
    await setStock(1, 1);
    const sent = key();
    const answers = await Promise.all(Array.from({ length: 5 }, () => buy([{ skuId: sku(1), quantity: 1 }], sent)));
    const again = await buy([{ skuId: sku(1), quantity: 1 }], sent);
    const ids = [...answers, again].map((answer) => (answer.ok ? answer.value.orderId : answer.error.code));
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter((answer) => answer.ok && !answer.value.replayed)).toHaveLength(1);
    expect(await buy([{ skuId: sku(1), quantity: 2 }], sent)).toEqual({
      ok: false,
      error: { code: 'orders.idempotency_conflict' },
    });
    await expectBooksToBalance();
  });

  it('never deadlocks on baskets in opposite orders', async () => {
    // Straight at the routine: the use case would try a deadlock again and hide it.
    const forward = Array.from({ length: 10 }, (_, index) => ({
      sku_id: sku(index + 10),
      quantity: 1,
      unit_price_minor: 1010 + index,
      price_version: 1,
    }));
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => callRoutine(index % 2 === 0 ? forward : [...forward].reverse())),
    );
    expect(await onHand(10)).toBe(60);
    await expectBooksToBalance();
  });

  it('takes nothing when one line of many is short', async () => {
    await setStock(21, 0);
    expect(
      await buy([
        { skuId: sku(20), quantity: 1 },
        { skuId: sku(21), quantity: 1 },
      ]),
    ).toMatchObject({ ok: false, error: { code: 'orders.out_of_stock' } });
    expect(await onHand(20)).toBe(100);
  });

  it('refuses a price the buyer did not see, and a quote made before a price change', async () => {
    expect(
      await shop.orders.placeOrder({
        idempotencyKey: key(),
        lines: [{ skuId: sku(22), quantity: 1, seenPriceMinor: 1 }],
      }),
    ).toMatchObject({
      ok: false,
      error: { code: 'orders.price_changed', lines: [{ skuId: sku(22), quotedMinor: 1, priceMinor: 1022 }] },
    });
    await expect(
      callRoutine([{ sku_id: sku(22), quantity: 1, unit_price_minor: 1022, price_version: 7 }]),
    ).rejects.toMatchObject({ code: 'VT002' });
  });

  it('answers unknown SKUs and malformed baskets with what is wrong', async () => {
    const stranger = '00000000-0000-7000-8000-000000000000';
    expect(await buy([{ skuId: stranger, quantity: 1 }])).toEqual({
      ok: false,
      error: { code: 'orders.sku_unavailable', skuIds: [stranger] },
    });
    expect(await buy([])).toMatchObject({ ok: false, error: { code: 'orders.invalid_request', field: 'lines' } });
    expect(await buy([{ skuId: sku(0), quantity: 0.5 }])).toMatchObject({
      ok: false,
      error: { field: 'lines[0].quantity' },
    });
    const line = [{ skuId: sku(0), quantity: 1 }];
    for (const hostile of [
      { visitorId: 'a\0b' },
      { email: 'x\ud800@y' },
      { idempotencyKey: 'key-\0\0\0\0\0' },
      { promotionCode: '\0' },
      { visitorId: '' },
    ]) {
      expect(await shop.orders.placeOrder({ idempotencyKey: key(), lines: line, ...hostile })).toMatchObject({
        error: { code: 'orders.invalid_request', field: Object.keys(hostile)[0] },
      });
    }
    expect(await buy([{ skuId: "' or 1=1", quantity: 1 }])).toMatchObject({
      ok: false,
      error: { field: 'lines[0].skuId' },
    });
  });

  it('lets a promotion be used as often as it may be, and no oftener', async () => {
    await sql`insert into shop.promotion (id, code, kind, percent_bp, starts_at, max_uses) values (${crypto.randomUUID()}::uuid, 'TEN', 'percent', 1000, '2020-01-01', 3)
      on conflict do nothing`.execute(db);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        shop.orders.placeOrder({
          idempotencyKey: key(),
          lines: [{ skuId: sku(30), quantity: 10 }],
          promotionCode: 'ten',
        }),
      ),
    );
    const totals = answers.map((answer) => (answer.ok ? answer.value.totalMinor : answer.error.code)).sort();
    expect(totals).toEqual([
      ...Array.from({ length: 3 }, () => 9270),
      ...Array.from({ length: 7 }, () => 'orders.promotion_unavailable'),
    ]);
    await expectBooksToBalance();
  });

  it('ORD-3 returns stock, promotion and money when an order is cancelled, once', async () => {
    const placed = await buy([{ skuId: sku(31), quantity: 3 }]);
    if (!placed.ok) throw new Error(placed.error.code);
    const { orderId } = placed.value;
    expect(await shop.orders.changeStatus(orderId, 'shipped')).toMatchObject({
      ok: false,
      error: { code: 'orders.illegal_transition' },
    });
    expect(await shop.orders.changeStatus(orderId, 'paid')).toEqual({
      ok: true,
      value: { before: 'pending', after: 'paid' },
    });
    const cancelled = await Promise.all([1, 2, 3].map(() => shop.orders.changeStatus(orderId, 'cancelled')));
    expect(cancelled.every((answer) => answer.ok)).toBe(true);
    expect(await onHand(31)).toBe(100);
    const order = await shop.orders.getOrder(orderId);
    expect(order?.history.map((past) => past.status)).toEqual(['pending', 'paid', 'cancelled']);
    expect(order?.payments.map((payment) => payment.status)).toEqual(['refund_due']);
    expect(await shop.orders.changeStatus(orderId, 'paid')).toMatchObject({ ok: false });
    expect(await shop.orders.changeStatus(crypto.randomUUID(), 'paid')).toMatchObject({
      error: { code: 'orders.not_found' },
    });
    await expectBooksToBalance();
  });

  it('gives back the stock of orders that nobody paid, and leaves paid ones alone', async () => {
    // Those of the tests before this one first.
    await shop.orders.cancelUnpaid(new Date(Date.now() + 60_000));
    await setStock(33, 100);
    const answers = await Promise.all([buy([{ skuId: sku(33), quantity: 2 }]), buy([{ skuId: sku(33), quantity: 5 }])]);
    const [unpaid, paid] = answers.map((answer) => (answer.ok ? answer.value.orderId : ''));
    await shop.orders.changeStatus(paid ?? '', 'paid');
    await shop.orders.cancelUnpaid(new Date(Date.now() + 60_000));
    expect(await onHand(33)).toBe(95);
    expect((await shop.orders.getOrder(unpaid ?? ''))?.status).toBe('cancelled');
    expect((await shop.orders.getOrder(paid ?? ''))?.status).toBe('paid');
    expect(await shop.orders.cancelUnpaid(new Date(Date.now() + 60_000))).toBe(0);
    await expectBooksToBalance();
  });

  it('writes one outbox entry with every order', async () => {
    const entries = () =>
      one(sql<{ value: number }>`select count(*) as value from platform.outbox where topic = 'order'`);
    const before = (await entries()) ?? 0;
    await buy([{ skuId: sku(32), quantity: 1 }]);
    await buy([{ skuId: sku(32), quantity: 999 }]);
    expect(await entries()).toBe(before + 1);
  });

  it('ORD-3 guards the same moves in SQL as in TypeScript', async () => {
    const { rows } = await sql<{
      move: string;
    }>`select from_status || '>' || to_status as move from shop.order_transition`.execute(db);
    const moves = orderStatuses.flatMap((from) => orderTransitions[from].map((to) => `${from}>${to}`));
    expect(rows.map((row) => row.move).sort()).toEqual(moves.sort());
  });
});

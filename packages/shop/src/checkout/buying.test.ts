import { createMockPayments } from '@vitrine/backends/payments';
import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CartOwner } from '../cart/index.ts';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { createMailRelay, type Mail } from '../mail/index.ts';
import { findCustomerIds, loadCatalog, loadCustomers } from '../loading/index.ts';

const typed = {
  email: 'ada@example.org',
  recipient: 'Ada Lovelace',
  line1: 'Ackerstr. 1',
  postal_code: '10115',
  city: 'Berlin',
  country: 'de',
};
const goodCard = { card_number: '4242 4242 4242 4242', expiry: '12/39', cvc: '123' };

describe.each(testDatabases())('on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  let shop: ShopUseCases;
  let ada = '';
  let serial = 0;
  const skus = new Map<string, string>();

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'], poolSize: 12 });
    db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock: systemClock, payments: [createMockPayments({ clock: systemClock })] });
    const products = Array.from({ length: 9 }, (_, n) =>
      aProduct({ externalId: `p${n}`, skus: [aSku({ sku: `P${n}`, priceMinor: 2000 + n, stock: 50 })] }),
    );
    await loadCatalog(db, { products }, { clock: systemClock });
    await loadCustomers(db, [aCustomer()], { clock: systemClock });
    ada = (await findCustomerIds(db, 'test', ['ada'])).get('ada') ?? '';
    const { rows } = await sql<{ id: string; code: string }>`select id, code from shop.sku`.execute(db);
    for (const row of rows) skus.set(row.code, row.id);
  });
  afterAll(() => database.drop());

  const sku = (n: number) => skus.get(`P${n}`) ?? '';
  const aGuest = (): CartOwner & { visitorId: string } => ({ visitorId: `guest-${(serial += 1)}` });
  const count = async (query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(db)).rows[0]?.n;
  const stockOf = (n: number) =>
    count(sql<{ n: number }>`select on_hand as n from shop.stock where sku_id = ${sku(n)}::uuid`);

  async function reviewed(owner: CartOwner, n = 0, quantity = 1) {
    await shop.cart.add(owner, { skuId: sku(n), quantity });
    await shop.checkout.setAddress(owner, typed);
    await shop.checkout.setDelivery(owner, 'standard');
    await shop.checkout.setPayment(owner, 'mock');
    const checkout = await shop.checkout.get(owner);
    if (checkout === null) throw new Error('no checkout');
    return checkout;
  }
  async function ordered(owner: CartOwner, n = 0) {
    const checkout = await reviewed(owner, n);
    const made = await shop.checkout.confirm(owner, { checkoutId: checkout.id, seen: checkout.seen, trace: null });
    if (!made.ok) throw new Error(made.error.code);
    return made.value;
  }

  describe('ORD-1 a basket', () => {
    it('holds no more than there is, and says so', async () => {
      const owner = aGuest();
      expect(await shop.cart.add(owner, { skuId: sku(1), quantity: 60 })).toMatchObject({
        value: { cart: { itemCount: 50 }, limited: { quantity: 50, left: 50 } },
      });
      expect(await shop.cart.change(owner, { skuId: sku(1), quantity: 3 })).toMatchObject({ value: { limited: null } });
    });

    it('counts a double press of the button once, and a later press again', async () => {
      const owner = aGuest();
      const press = () => shop.cart.add(owner, { skuId: sku(1), quantity: 1, formKey: 'form-1' });
      await Promise.all([press(), press(), press()]);
      expect(await shop.cart.count(owner)).toBe(1);
      await sql`update platform.idempotency_key set created_at = created_at - interval '6 seconds'`.execute(db);
      await press();
      expect(await shop.cart.count(owner)).toBe(2);
    });

    it('ACC-4 joins the account’s once, however often and from wherever it is merged', async () => {
      const guest = aGuest();
      await shop.cart.clear({ customerId: ada });
      await shop.cart.add(guest, { skuId: sku(1), quantity: 30 });
      await shop.cart.add(guest, { skuId: sku(2), quantity: 1 });
      await shop.cart.add({ customerId: ada }, { skuId: sku(1), quantity: 30 });
      const merge = () => shop.cart.merge({ visitorId: guest.visitorId, customerId: ada });
      const came = await Promise.all([merge(), merge(), merge()]);
      expect(came.toSorted()).toEqual([0, 0, 2]);
      expect(await merge()).toBe(0);
      const { lines } = await shop.cart.get({ customerId: ada });
      expect(lines.map((line) => [line.sku, line.quantity])).toEqual(
        expect.arrayContaining([
          ['P1', 50],
          ['P2', 1],
        ]),
      );
      expect(await shop.cart.count(guest)).toBe(0);
    });

    it('ACC-5 stays with the visit, and the wishes too, when leave to be known again is taken back', async () => {
      const [known, visit] = [aGuest(), aGuest()];
      await shop.cart.add(known, { skuId: sku(1), quantity: 2 });
      await shop.cart.add(visit, { skuId: sku(2), quantity: 1 });
      const product = (await shop.cart.get(known)).lines[0]?.productId ?? '';
      await shop.wishlist.add(known, product);
      const from = { visitorId: known.visitorId, sessionId: visit.visitorId };
      const handOver = () => Promise.all([shop.cart.handOver(from), shop.wishlist.handOver(from)]);
      await Promise.all([handOver(), handOver()]);
      expect(await shop.cart.count(visit)).toBe(3);
      expect(await shop.wishlist.list(visit)).toEqual([product]);
      expect([await shop.cart.count(known), (await shop.wishlist.list(known)).length]).toEqual([0, 0]);
      await shop.cart.handOver({ visitorId: visit.visitorId, sessionId: visit.visitorId });
      expect(await shop.cart.count(visit)).toBe(3);
    });

    it('explains a price that changed since it was put in', async () => {
      const owner = aGuest();
      await shop.cart.add(owner, { skuId: sku(3), quantity: 1 });
      await shop.catalog.changePrice(sku(3), { amountMinor: 1500, compareAtMinor: null });
      expect((await shop.cart.get(owner)).lines).toMatchObject([
        { unitPriceMinor: 1500, notice: { kind: 'price_changed', fromMinor: 2003 } },
      ]);
      await shop.cart.acceptPrices(owner);
      expect((await shop.cart.get(owner)).lines).toMatchObject([{ notice: null }]);
    });
  });

  describe('ORD-2 a checkout', () => {
    it('names every wrong field by the rules of the country', async () => {
      const owner = aGuest();
      await shop.cart.add(owner, { skuId: sku(1), quantity: 1 });
      const refused = await shop.checkout.setAddress(owner, {
        ...typed,
        email: 'ada',
        postal_code: '1011',
        city: ' ',
        country: 'US',
      });
      expect(refused).toMatchObject({ ok: false, error: { code: 'checkout.invalid_address' } });
      const faults = refused.ok || refused.error.code !== 'checkout.invalid_address' ? [] : refused.error.faults;
      expect(faults.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
        'email email',
        'postal_code postal_code',
        'city required',
        'region required',
      ]);
    });

    it('survives a reload and goes on at the first open step', async () => {
      const owner = aGuest();
      await shop.cart.add(owner, { skuId: sku(1), quantity: 1 });
      expect(await shop.checkout.get(owner)).toMatchObject({ next: 'address' });
      await shop.checkout.setAddress(owner, { ...typed, country: 'NL', postal_code: '1012ab' });
      expect(await shop.checkout.get(owner)).toMatchObject({ next: 'delivery', address: { postalCode: '1012 AB' } });
      await shop.checkout.setDelivery(owner, 'express');
      expect(await shop.checkout.get(owner)).toMatchObject({ next: 'payment', costs: { deliveryMinor: 1290 } });
      expect(await shop.checkout.setPayment(owner, 'gold')).toMatchObject({
        error: { code: 'checkout.unknown_payment' },
      });
    });

    it('ORD-4 makes one order of ten confirmations at once, and closes the basket', async () => {
      const owner = aGuest();
      const before = await stockOf(4);
      const checkout = await reviewed(owner, 4, 2);
      const confirm = () => shop.checkout.confirm(owner, { checkoutId: checkout.id, seen: checkout.seen, trace: null });
      const answers = await Promise.all(Array.from({ length: 10 }, confirm));
      answers.push(await confirm());
      const orders = new Set(
        answers.map((answer) => (answer.ok ? `${answer.value.orderId} ${answer.value.token}` : answer.error.code)),
      );
      expect(orders.size).toBe(1);
      expect(answers.every((answer) => answer.ok && answer.value.token !== null)).toBe(true);
      expect(await stockOf(4)).toBe((before ?? 0) - 2);
      expect(await shop.cart.get(owner)).toMatchObject({ id: null, lines: [] });
    });

    it('tells a price that changed between the steps before anything is ordered', async () => {
      const owner = aGuest();
      const checkout = await reviewed(owner, 5);
      await shop.catalog.changePrice(sku(5), { amountMinor: 2999, compareAtMinor: null });
      const confirm = (seen: string) => shop.checkout.confirm(owner, { checkoutId: checkout.id, seen, trace: null });
      expect(await confirm(checkout.seen)).toMatchObject({
        error: { code: 'checkout.changed', changes: [{ kind: 'price', fromMinor: 2005, toMinor: 2999 }] },
      });
      expect(await confirm((await shop.checkout.get(owner))?.seen ?? '')).toMatchObject({ ok: true });
    });

    it('gives the last one to one of two buyers, and tells the other', async () => {
      await sql`update shop.stock set on_hand = 1 where sku_id = ${sku(6)}::uuid`.execute(db);
      const [one, two] = [aGuest(), aGuest()];
      const [first, second] = [await reviewed(one, 6), await reviewed(two, 6)];
      const answers = await Promise.all([
        shop.checkout.confirm(one, { checkoutId: first.id, seen: first.seen, trace: null }),
        shop.checkout.confirm(two, { checkoutId: second.id, seen: second.seen, trace: null }),
      ]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers.find((answer) => !answer.ok)).toMatchObject({ error: { code: 'checkout.not_orderable' } });
      expect(await stockOf(6)).toBe(0);
    });

    it('does not order what another tab put in meanwhile', async () => {
      const owner = aGuest();
      const checkout = await reviewed(owner, 1);
      await shop.cart.add(owner, { skuId: sku(2), quantity: 1 });
      expect(
        await shop.checkout.confirm(owner, { checkoutId: checkout.id, seen: checkout.seen, trace: null }),
      ).toMatchObject({
        error: { code: 'checkout.changed', changes: [{ kind: 'added' }] },
      });
    });
  });

  describe('ORD-3 an order', () => {
    it('is declined, then paid; saying so again changes nothing', async () => {
      const { orderId } = await ordered(aGuest(), 7);
      const pay = (card_number: string) => shop.payments.pay(orderId, { ...goodCard, card_number });
      expect(await pay('1234')).toMatchObject({
        error: { code: 'payments.invalid', faults: [{ rule: 'card_number' }] },
      });
      expect(await pay('4000 0000 0000 0002')).toMatchObject({ value: { state: 'declined' } });
      expect(await shop.orders.getOrder(orderId)).toMatchObject({ status: 'pending' });
      expect(await pay(goodCard.card_number)).toMatchObject({ value: { state: 'paid' } });
      expect(await pay(goodCard.card_number)).toMatchObject({ error: { code: 'payments.not_due' } });
      const order = await shop.orders.getOrder(orderId);
      expect(order?.history.map((past) => past.status)).toEqual(['pending', 'paid']);
      expect(order?.payments.map((payment) => payment.status)).toEqual(['failed', 'captured']);
      const paid = order?.payments.at(-1);
      await shop.payments.settle({ paymentId: paid?.id ?? '', outcome: 'succeeded', reference: 'again' });
      await shop.payments.settle({ paymentId: paid?.id ?? '', outcome: 'declined', reference: 'again' });
      expect((await shop.orders.getOrder(orderId))?.payments.map((payment) => payment.status)).toEqual([
        'failed',
        'captured',
      ]);
    });

    it('writes to its buyer once when it is paid, with the link that opens it', async () => {
      const sent: Mail[] = [];
      const sender = { send: async (mail: Mail) => void sent.push(mail) };
      const relay = createMailRelay(shop.context, sender, { siteUrl: 'https://shop.example' });
      await relay.drain();
      sent.length = 0;
      const order = await ordered(aGuest(), 7);
      await shop.payments.pay(order.orderId, goodCard);
      await shop.payments.pay(order.orderId, goodCard);
      await relay.drain();
      expect(sent).toMatchObject([{ to: 'ada@example.org', subject: `Your order ${order.orderNumber} at Vitrine` }]);
      expect(sent[0]?.text).toContain(`https://shop.example/orders/${order.orderNumber}?token=${order.token}`);
      expect(sent[0]?.text).toContain('1 × Product p7, €20.07');
    });

    it('waits for its buyer, or for a bank that does not answer in time', async () => {
      const first = await ordered(aGuest(), 7);
      expect(await shop.payments.pay(first.orderId, { ...goodCard, card_number: '4000002500003155' })).toMatchObject({
        value: { state: 'waiting', for: 'buyer' },
      });
      expect(await shop.payments.open(first.orderId)).toMatchObject({ stage: 'confirm' });
      expect(await shop.payments.confirm(first.orderId, 'yes')).toMatchObject({ value: { state: 'paid' } });
      const second = await ordered(aGuest(), 7);
      await shop.payments.pay(second.orderId, { ...goodCard, card_number: '4000000000000119' });
      expect(await shop.payments.open(second.orderId)).toMatchObject({ stage: 'wait' });
      expect(await shop.payments.recheck(new Date(Date.now() + 1000))).toBe(1);
      expect(await shop.orders.getOrder(second.orderId)).toMatchObject({ status: 'paid' });
    });

    it('left unpaid by a buyer whose browser died can be paid later, or cancelled: then its stock returns', async () => {
      const before = await stockOf(8);
      const order = await ordered(aGuest(), 8);
      const opened = await shop.orders.getByToken(order.token ?? '');
      expect(opened).toMatchObject({ id: order.orderId, status: 'pending', delivery: { code: 'standard' } });
      const answers = await Promise.all([
        shop.orders.cancelByBuyer(order.orderId),
        shop.payments.pay(order.orderId, goodCard),
        shop.orders.cancelByBuyer(order.orderId),
      ]);
      const status = (await shop.orders.getOrder(order.orderId))?.status;
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(await stockOf(8)).toBe((before ?? 0) - (status === 'paid' ? 1 : 0));
    });

    it('owes the money back when it comes after the order was cancelled', async () => {
      const { orderId } = await ordered(aGuest(), 8);
      const open = await shop.payments.open(orderId);
      await shop.orders.cancelByBuyer(orderId);
      await shop.payments.settle({ paymentId: open?.paymentId ?? '', outcome: 'succeeded', reference: 'late' });
      expect(await shop.orders.getOrder(orderId)).toMatchObject({
        status: 'cancelled',
        payments: [{ status: 'refund_due' }],
      });
    });

    it('opens by its token or to its customer, never by its number alone', async () => {
      const order = await ordered({ customerId: ada }, 1);
      expect(await shop.orders.getOfCustomer(ada, order.orderNumber)).toMatchObject({ id: order.orderId });
      expect(await shop.orders.getOfCustomer(crypto.randomUUID(), order.orderNumber)).toBeNull();
      for (const token of [String(order.orderNumber), '', 'x'.repeat(32), "' or true --"])
        expect(await shop.orders.getByToken(token)).toBeNull();
    });

    it('is found by the office by its number, and by the name and e-mail it was made with', async () => {
      const order = await ordered(aGuest(), 8);
      const whole = await shop.orders.getOrder(order.orderId);
      const found = async (search: string) => (await shop.orders.listLatest({ search })).map(({ id }) => id);
      expect(await found(`#${order.orderNumber}`)).toEqual([order.orderId]);
      expect(await found(whole?.email?.toUpperCase() ?? '?')).toContain(order.orderId);
      expect(await found(whole?.address?.recipient.slice(0, 4) ?? '?')).toContain(order.orderId);
      expect(await found('no%such')).toEqual([]);
    });
  });
});

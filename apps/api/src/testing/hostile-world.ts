import { systemClock } from '@vitrine/database';
import { createShop, type ShopTables, type ShopUseCases } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import { createMailRelay } from '@vitrine/shop/mail';
import type { PaymentProvider } from '@vitrine/shop/payments';
import type { TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { visitorCookies } from '../edge/visitor.ts';
import type { ExampleCall } from './example-calls.ts';

/** Who attacks: without and with a cookie, signed in as each role, with a bearer token that holds and one that does not. */
export const attackers = [
  'stranger',
  'visitor',
  'customer',
  'bearer',
  'forged',
  'support',
  'analyst',
  'admin',
] as const;
export type Attacker = (typeof attackers)[number];

/** Part of everything the victim typed: where it turns up in an answer to anybody but staff, something leaked. */
export const victimMark = 'Zq7victim';

/** A shop with one buyer to rob, and the headers of everybody who tries. */
export interface HostileWorld {
  readonly shop: ShopUseCases;
  readonly headersOf: Readonly<Record<Attacker, Readonly<Record<string, string>>>>;
  /** An example aimed at what exists: the victim's address, order and account, and things of the catalog. */
  aimed(operation: string, example: ExampleCall): ExampleCall;
  /** All that is the victim's, as it stands. */
  holdings(): Promise<unknown>;
}

const password = 'a phrase that is long enough';
const typed = { recipient: victimMark, line1: `${victimMark} street 1`, city: 'Berlin', country: 'DE' };

/** Takes every payment. */
const mock: PaymentProvider = {
  code: 'mock',
  stageOf: () => 'form',
  start: async ({ paymentId }) => ({ outcome: 'succeeded', reference: paymentId }),
  confirm: async ({ paymentId }) => ({ outcome: 'succeeded', reference: paymentId }),
  check: async ({ paymentId }) => ({ outcome: 'succeeded', reference: paymentId }),
};

/** The way of a person into the shop: registered, confirmed by the mail's link. */
async function aCustomer(shop: ShopUseCases, email: string) {
  let token = '';
  const relay = createMailRelay(
    shop.context,
    { send: async ({ text }) => void (token = /token=([\w-]+)/.exec(text)?.[1] ?? token) },
    { siteUrl: 'https://shop.example' },
  );
  await shop.accounts.register({ email, password, firstName: email.split('@')[0] });
  await relay.drain();
  const opened = await shop.accounts.confirmEmail(token);
  if (!opened.ok || opened.value.account.customerId === null) throw new Error('the registration led nowhere');
  return { ...opened.value, accountId: opened.value.account.id, customerId: opened.value.account.customerId };
}

async function aStaffToken(shop: ShopUseCases, role: 'support' | 'analyst' | 'admin'): Promise<string> {
  const email = `${role}@example.org`;
  await shop.accounts.create({ email, password, role });
  const opened = await shop.accounts.signIn(email, password);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.token;
}

/** An order, a filled basket, an address and a wish of one person. */
async function settle(shop: ShopUseCases, customerId: string, kettle: { id: string; skuId: string }) {
  const owner = { customerId };
  const postal = '10115';
  await shop.cart.add(owner, { skuId: kettle.skuId, quantity: 1 });
  await shop.checkout.setAddress(owner, { ...typed, email: `${victimMark}@example.org`, postal_code: postal });
  await shop.checkout.setDelivery(owner, 'standard');
  await shop.checkout.setPayment(owner, 'mock');
  const made = await shop.checkout.confirm(owner, { trace: null });
  if (!made.ok) throw new Error(made.error.code);
  await shop.cart.add(owner, { skuId: kettle.skuId, quantity: 2 });
  await shop.customers.addAddress(customerId, { ...typed, postalCode: postal, isDefault: true });
  await shop.wishlist.add(owner, kettle.id);
  const [address] = await shop.customers.listAddresses(customerId);
  return { number: made.value.orderNumber, orderId: made.value.orderId, addressId: address?.id ?? '' };
}

interface Targets {
  readonly id: string;
  readonly skuId: string;
  readonly number: number;
  readonly addressId: string;
  readonly accountId: string;
  readonly categoryId: string;
  readonly brandId: string;
  readonly cartId: string;
}

/** What `{id}` names in the path of an operation. */
function idFor(operation: string, targets: Targets): string {
  if (/Address/.test(operation)) return targets.addressId;
  if (/Account/.test(operation)) return targets.accountId;
  if (/Category/.test(operation)) return targets.categoryId;
  return /Brand/.test(operation) ? targets.brandId : targets.id;
}

function aim(operation: string, example: ExampleCall, targets: Targets): ExampleCall {
  const { params, body } = example;
  const real: Record<string, unknown> = {
    id: idFor(operation, targets),
    sku_id: targets.skuId,
    product_id: targets.id,
    number: String(targets.number),
    checkout_id: targets.cartId,
    category_id: targets.categoryId,
    category_ids: [targets.categoryId],
  };
  const aimedAt = (part: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(part).map(([name, value]) => [name, real[name] ?? value]));
  return { ...example, ...(params ? { params: aimedAt(params) } : {}), ...(body ? { body: aimedAt(body) } : {}) };
}

/** Fills a database. */
export async function hostileWorld(database: TestDatabase): Promise<HostileWorld> {
  const db = database.connection.handle<ShopTables>();
  const shop = createShop({ db, clock: systemClock, payments: [mock] });
  await loadCatalog(db, { products: [aProduct({ skus: [aSku({ stock: 900_000 })] })] }, { clock: systemClock });
  const product = await shop.catalog.getProductBySlug('kettle');
  const kettle = { id: product?.id ?? '', skuId: product?.skus[0]?.id ?? '' };
  const victim = await aCustomer(shop, `${victimMark}@example.org`);
  const theirs = await settle(shop, victim.customerId, kettle);
  const shelf = {
    categoryId: (await shop.catalogDesk.listCategories())[0]?.id ?? '',
    brandId: (await shop.catalogDesk.listBrands())[0]?.id ?? '',
    cartId: (await shop.cart.get({ customerId: victim.customerId })).id ?? '',
  };
  const customer = await aCustomer(shop, 'mallory@example.org');
  const tokens = await shop.accounts.issueTokens({ email: 'mallory@example.org', password }, {});
  if (!tokens.ok) throw new Error(tokens.error.code);
  const page = { 'sec-fetch-site': 'same-origin' };
  const as = (token: string) => ({ ...page, cookie: `${visitorCookies.account}=${token}` });
  return {
    shop,
    headersOf: {
      stranger: page,
      visitor: { ...page, cookie: `${visitorCookies.session}=${'v'.repeat(24)}; ${visitorCookies.consent}=full` },
      customer: as(customer.token),
      bearer: { authorization: `Bearer ${tokens.value.accessToken}` },
      forged: { authorization: `Bearer ${tokens.value.accessToken.slice(0, -4)}AAAA` },
      support: as(await aStaffToken(shop, 'support')),
      analyst: as(await aStaffToken(shop, 'analyst')),
      admin: as(await aStaffToken(shop, 'admin')),
    },
    aimed: (operation, example) =>
      aim(operation, example, { ...kettle, ...theirs, ...shelf, accountId: victim.accountId }),
    holdings: async () => ({
      // Without the stock: others may buy too.
      cart: (await shop.cart.get({ customerId: victim.customerId })).lines.map((line) => [line.skuId, line.quantity]),
      orders: await shop.orders.listForCustomer(victim.customerId),
      addresses: await shop.customers.listAddresses(victim.customerId),
      profile: await shop.customers.getProfile(victim.customerId),
      wishes: await shop.wishlist.list({ customerId: victim.customerId }),
      account: await shop.accounts.getUser(victim.accountId),
      session: await shop.accounts.session(victim.token),
    }),
  };
}

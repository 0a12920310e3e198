import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables } from '../index.ts';
import { startTestAccounts } from './test-accounts.ts';

let database: TestDatabase;
let test: ReturnType<typeof startTestAccounts>;
const clock = fakeClock('2026-05-01T08:00:00Z');
const password = 'a long enough phrase';

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  test = startTestAccounts(database.connection.handle<ShopTables>(), clock);
  await test.aPerson('ada@example.org');
});
afterAll(() => database.drop());

async function aPair(shop = test.shop) {
  const pair = await shop.accounts.issueTokens({ email: 'ada@example.org', password }, {});
  if (!pair.ok) throw new Error(pair.error.code);
  return pair.value;
}

describe('ACC-1 tokens of API clients', () => {
  it('speak for the person for a quarter of an hour', async () => {
    const pair = await aPair();
    expect(pair.accessExpiresSec).toBe(900);
    expect(await test.shop.accounts.bearer(pair.accessToken)).toMatchObject({ email: 'ada@example.org' });
    clock.advanceMs(15 * 60_000 + 1000);
    expect(await test.shop.accounts.bearer(pair.accessToken)).toBeNull();
  });

  it('are renewed once; a refresh token that comes again ends everything it led to', async () => {
    const { accounts } = test.shop;
    const first = await aPair();
    const second = await accounts.refreshTokens(first.refreshToken);
    if (!second.ok) throw new Error(second.error.code);
    expect(await accounts.bearer(second.value.accessToken)).not.toBeNull();
    expect(await accounts.refreshTokens(first.refreshToken)).toMatchObject({
      error: { code: 'accounts.token_invalid' },
    });
    expect(await accounts.refreshTokens(second.value.refreshToken)).toMatchObject({ ok: false });
    expect(await accounts.bearer(second.value.accessToken)).toBeNull();
  });

  it('count once when the same refresh token is used twice at the same time', async () => {
    const pair = await aPair();
    const answers = await Promise.all([1, 2, 3].map(() => test.shop.accounts.refreshTokens(pair.refreshToken)));
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
  });

  it('end when they are revoked or their time is over', async () => {
    const { accounts } = test.shop;
    const pair = await aPair();
    await accounts.revokeTokens(pair.refreshToken);
    expect(await accounts.bearer(pair.accessToken)).toBeNull();
    const old = await aPair();
    clock.advanceMs(31 * 24 * 3_600_000);
    expect(await accounts.refreshTokens(old.refreshToken)).toMatchObject({ ok: false });
    await accounts.sweep();
  });

  it('are refused when altered, unsigned or signed by somebody else', async () => {
    const { accounts } = test.shop;
    const { accessToken } = await aPair();
    const [head = '', body = ''] = accessToken.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const forged = await new SignJWT(JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .sign(Buffer.alloc(32, 1));
    for (const token of [`${none}.${body}.`, `${head}.${body}.AAAA`, forged, 'x', ''])
      expect(await accounts.bearer(token)).toBeNull();
  });

  it('are signed with the secret of the settings where there is one', async () => {
    const own = createShop({ ...test.shop.context, secret: 'a secret of the settings, long enough' });
    const { accessToken } = await aPair(own);
    expect(await own.accounts.bearer(accessToken)).not.toBeNull();
    expect(await test.shop.accounts.bearer(accessToken)).toBeNull();
  });
});

describe('ACC-2 accounts staff look after', () => {
  it('signs out whoever loses rights, and never loses the last administrator', async () => {
    const { accounts } = test.shop;
    const made = await accounts.create({ email: 'boss@example.org', password, role: 'admin' });
    const other = await accounts.create({ email: 'help@example.org', password, role: 'admin' });
    if (!made.ok || !other.ok) throw new Error('not made');
    const opened = await accounts.signIn('help@example.org', password);
    expect(await accounts.changeUser(other.value.id, { role: 'support' }, 'ada')).toMatchObject({
      value: { role: 'support' },
    });
    expect(opened.ok && (await accounts.session(opened.value.token))).toBeNull();
    expect(await accounts.changeUser(made.value.id, { role: 'analyst' }, 'ada')).toMatchObject({
      error: { code: 'accounts.last_admin' },
    });
    expect(await accounts.changeUser(made.value.id, { isDisabled: true }, 'ada')).toMatchObject({
      error: { code: 'accounts.last_admin' },
    });
    expect(await accounts.changeUser(other.value.id, { role: 'customer' }, 'ada')).toMatchObject({
      error: { code: 'accounts.customer_missing' },
    });
    expect(await test.shop.catalogDesk.listChanges({ kind: 'user', limit: 9 })).toMatchObject([
      { label: 'help@example.org', actor: 'ada', action: 'updated', fields: { role: ['admin', 'support'] } },
    ]);
    expect(await accounts.listUsers({ search: 'HELP@' })).toMatchObject({ total: 1 });
    expect((await accounts.listUsers({ search: '%' })).total).toBe(0);
  });

  it('leaves one of two administrators who take the role from each other at once', async () => {
    const { accounts } = test.shop;
    const two = await accounts.create({ email: 'two@example.org', password, role: 'admin' });
    const boss = (await accounts.listUsers({ search: 'boss@' })).users[0];
    if (!two.ok || boss === undefined) throw new Error('not made');
    const answers = await Promise.all(
      [two.value.id, boss.id].map((id) => accounts.changeUser(id, { role: 'support' }, 'ada')),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

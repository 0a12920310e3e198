import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShopTables } from '../index.ts';
import { startTestAccounts } from './test-accounts.ts';

let database: TestDatabase;
let test: ReturnType<typeof startTestAccounts>;
const clock = fakeClock('2026-05-01T08:00:00Z');
const password = 'kettle on the hob';

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  test = startTestAccounts(database.connection.handle<ShopTables>(), clock);
});
afterAll(() => database.drop());

const accountsOf = async (email: string) =>
  (
    await sql<{ id: string }>`select id from shop.account where lower(email) = lower(${email})`.execute(
      database.connection.handle<ShopTables>(),
    )
  ).rows;

describe('ACC-1 registering', () => {
  it('makes account and customer, which sign in only after the link in the mail was followed, once', async () => {
    const { accounts, customers } = test.shop;
    expect(await accounts.register({ email: 'ada@example.org', password, firstName: ' Ada  Maria ' })).toMatchObject({
      ok: true,
    });
    expect(await accounts.signIn('ada@example.org', password)).toMatchObject({
      error: { code: 'accounts.wrong_credentials' },
    });
    const token = await test.tokenFor('ada@example.org');
    expect(await accounts.readLink(token)).toEqual({ purpose: 'verify_email', email: 'ada@example.org' });
    const opened = await accounts.confirmEmail(token);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(await accounts.session(opened.value.token)).toMatchObject({ role: 'customer', email: 'ada@example.org' });
    expect(await customers.getProfile(opened.value.account.customerId ?? '')).toMatchObject({ firstName: 'Ada Maria' });
    expect(await accounts.confirmEmail(token)).toMatchObject({ error: { code: 'accounts.link_invalid' } });
    expect(await accounts.signIn('ADA@example.org', password)).toMatchObject({ ok: true });
  });

  it('answers the same for a taken address and tells its owner by mail', async () => {
    const free = await test.shop.accounts.register({ email: 'free@example.org', password });
    const taken = await test.shop.accounts.register({ email: 'Ada@example.org', password: 'somebody elses' });
    expect(taken).toEqual(free);
    expect((await test.mailsTo('Ada@example.org')).at(-1)?.subject).toBe('You already have an account');
    expect(await test.shop.accounts.signIn('ada@example.org', 'somebody elses')).toMatchObject({ ok: false });
  });

  it('lets one of many registrations at once win, and each link bring its own password', async () => {
    const { accounts } = test.shop;
    const answers = await Promise.all(
      ['first password!', 'other password!'].map((own) =>
        accounts.register({ email: 'race@example.org', password: own }),
      ),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await accountsOf('race@example.org')).toHaveLength(1);
    const tokens = (await test.mailsTo('race@example.org')).map(({ text }) => /token=([\w-]+)/.exec(text)?.[1] ?? '');
    expect(tokens).toHaveLength(2);
    const both = await Promise.all(tokens.map((token) => accounts.confirmEmail(token)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const opens = await Promise.all(
      ['first password!', 'other password!'].map((own) => accounts.signIn('race@example.org', own)),
    );
    expect(opens.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('forgets a link after a day', async () => {
    await test.shop.accounts.register({ email: 'late@example.org', password });
    const token = await test.tokenFor('late@example.org');
    clock.advanceMs(24 * 3_600_000);
    expect(await test.shop.accounts.confirmEmail(token)).toMatchObject({ ok: false });
  });

  it('names each field that is wrong', async () => {
    expect(await test.shop.accounts.register({ email: 'no address', password: 'short' })).toMatchObject({
      error: {
        code: 'accounts.invalid',
        faults: [
          { field: 'email', fault: 'invalid' },
          { field: 'password', fault: 'too_short' },
        ],
      },
    });
  });

  it('gives the account to who bought as a guest with that address', async () => {
    const id = '018f0000-0000-7000-8000-000000000001';
    await sql`insert into shop.customer (id, email, joined_at, updated_at) values (${id}::uuid, 'guest@example.org', now(), now())`.execute(
      database.connection.handle<ShopTables>(),
    );
    expect((await test.aPerson('Guest@example.org')).account.customerId).toBe(id);
  });

  it('stops an address that registers without end', async () => {
    clock.advanceMs(2 * 3_600_000);
    const codes: string[] = [];
    for (let at = 0; at < 31; at += 1) {
      const answer = await test.shop.accounts.register(
        { email: `bulk${at}@example.org`, password: 'no' },
        { address: '203.0.113.4' },
      );
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(new Set(codes)).toEqual(new Set(['accounts.invalid']));
    for (let at = 0; at < 31; at += 1) {
      const answer = await test.shop.accounts.register(
        { email: `bulk${at}@example.org`, password },
        { address: `2001:db8:1:1::${at + 1}` },
      );
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(codes.indexOf('accounts.throttled')).toBe(61);
  }, 30_000);
});

describe('ACC-1 secrets', () => {
  it('keeps no token of a mail, neither in its table nor in the outbox', async () => {
    await test.shop.accounts.register({ email: 'quiet@example.org', password });
    const { rows } = await sql<{
      payload: string;
    }>`select payload::text from platform.outbox where topic = 'mail'`.execute(
      database.connection.handle<ShopTables>(),
    );
    expect(rows.map((row) => row.payload).join()).not.toContain('argon2id');
    const token = await test.tokenFor('quiet@example.org');
    const { rows: kept } = await sql<{ hash: string }>`
      select encode(token_hash, 'base64') as hash from shop.account_request_token`.execute(
      database.connection.handle<ShopTables>(),
    );
    expect(kept.some(({ hash }) => hash.includes(token))).toBe(false);
    expect(token).toHaveLength(43);
  });
});

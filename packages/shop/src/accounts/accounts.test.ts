import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';

let database: TestDatabase;
let shop: ShopUseCases;
const clock = fakeClock('2026-05-01T08:00:00Z');

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  shop = createShop({ db: database.connection.handle<ShopTables>(), clock });
  expect(
    (await shop.accounts.create({ email: 'Admin@example.org', password: 'correct horse', role: 'admin' })).ok,
  ).toBe(true);
});
afterAll(() => database.drop());

describe('ACC-1 signing in', () => {
  it('opens a session with the right password, in any case of the e-mail, and ends it', async () => {
    const opened = await shop.accounts.signIn('admin@EXAMPLE.org', 'correct horse', '10.0.0.1');
    if (!opened.ok) throw new Error(opened.error.code);
    expect(await shop.accounts.session(opened.value.token)).toMatchObject({
      role: 'admin',
      email: 'Admin@example.org',
    });
    await shop.accounts.signOut(opened.value.token);
    expect(await shop.accounts.session(opened.value.token)).toBeNull();
  });

  it('forgets a session when its time is over', async () => {
    const opened = await shop.accounts.signIn('admin@example.org', 'correct horse');
    if (!opened.ok) throw new Error(opened.error.code);
    clock.advanceMs(13 * 3_600_000);
    expect(await shop.accounts.session(opened.value.token)).toBeNull();
    await shop.accounts.sweep();
  });

  it('keeps neither password nor token in the database', async () => {
    const opened = await shop.accounts.signIn('admin@example.org', 'correct horse');
    const db = database.connection.handle<ShopTables>();
    const { rows } = await sql<{
      hash: string;
      token: string;
    }>`select password_hash as hash, encode(token_hash, 'hex') as token from shop.account, shop.account_session`.execute(
      db,
    );
    expect(rows[0]?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(
      opened.ok && rows.some((row) => row.token === Buffer.from(opened.value.token, 'base64url').toString('hex')),
    ).toBe(false);
  });

  it('refuses a second account of the same e-mail and a short password', async () => {
    expect(
      await shop.accounts.create({ email: 'ADMIN@example.org', password: 'another one', role: 'support' }),
    ).toMatchObject({ error: { code: 'accounts.email_taken' } });
    expect(await shop.accounts.create({ email: 'new@example.org', password: 'short', role: 'support' })).toMatchObject({
      error: { field: 'password' },
    });
  });
});

describe('ACC-1 wrong passwords', () => {
  it('says the same of an unknown e-mail, and stops the account after ten, even sent at once, until the window has passed', async () => {
    clock.advanceMs(60 * 60_000);
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, index) =>
        shop.accounts.signIn('nobody@example.org', `guess ${index}`, `10.0.1.${index}`),
      ),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.filter((code) => code === 'accounts.wrong_credentials')).toHaveLength(10);
    expect(codes.filter((code) => code === 'accounts.throttled')).toHaveLength(15);
    expect(await shop.accounts.signIn('admin@example.org', 'correct horse', '10.0.1.1')).toMatchObject({ ok: true });
    clock.advanceMs(15 * 60_000);
    expect(await shop.accounts.signIn('nobody@example.org', 'again', '10.0.1.1')).toMatchObject({
      error: { code: 'accounts.wrong_credentials' },
    });
  });

  it('stops an address that tries many accounts', async () => {
    clock.advanceMs(60 * 60_000);
    const codes: string[] = [];
    for (let index = 0; index < 52; index += 1) {
      const answer = await shop.accounts.signIn(`user${index}@example.org`, 'x'.repeat(9), '203.0.113.9');
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(codes.indexOf('accounts.throttled')).toBe(50);
  });

  it('takes as long for an unknown e-mail as for a wrong password', async () => {
    clock.advanceMs(60 * 60_000);
    const signInMs = async (email: string) => {
      const began = performance.now();
      await shop.accounts.signIn(email, 'not the password');
      return performance.now() - began;
    };
    let [known, unknown] = [Infinity, Infinity];
    // In turns, and the quickest of each: what else the machine does only makes some of them slower.
    for (let at = 0; at < 9; at += 1) {
      known = Math.min(known, await signInMs('admin@example.org'));
      unknown = Math.min(unknown, await signInMs('who@example.org'));
    }
    // Without the same work it would be a tenth.
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });
});

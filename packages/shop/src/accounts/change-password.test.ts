import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShopTables } from '../index.ts';
import { startTestAccounts } from './test-accounts.ts';

let database: TestDatabase;
let test: ReturnType<typeof startTestAccounts>;
const clock = fakeClock('2026-05-01T08:00:00Z');
const password = 'a long enough phrase';
const fresh = 'an even longer phrase';

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  test = startTestAccounts(database.connection.handle<ShopTables>(), clock);
});
afterAll(() => database.drop());

describe('ACC-1 a forgotten password', () => {
  it('is set anew by a link that works once, and ends every session', async () => {
    const { accounts } = test.shop;
    const opened = await test.aPerson('ada@example.org');
    const [tokens] = [await accounts.issueTokens({ email: 'ada@example.org', password }, {})];
    expect(await accounts.requestReset({ email: 'ada@example.org' })).toEqual({ ok: true, value: true });
    const token = await test.tokenFor('ada@example.org');
    expect(await accounts.resetPassword({ token, password: 'ada@example.org' })).toMatchObject({
      error: { faults: [{ field: 'password', fault: 'is_email' }] },
    });
    expect(await accounts.resetPassword({ token, password: fresh })).toMatchObject({ ok: true });
    expect(await accounts.resetPassword({ token, password: fresh })).toMatchObject({
      error: { code: 'accounts.link_invalid' },
    });
    expect(await accounts.session(opened.token)).toBeNull();
    expect(tokens.ok && (await accounts.bearer(tokens.value.accessToken))).toBeNull();
    expect(await accounts.signIn('ada@example.org', password)).toMatchObject({ ok: false });
    expect(await accounts.signIn('ada@example.org', fresh)).toMatchObject({ ok: true });
    expect((await test.mailsTo('ada@example.org')).at(-1)?.subject).toBe('Your password was changed');
  });

  it('answers an unknown address the same and writes nobody', async () => {
    expect(await test.shop.accounts.requestReset({ email: 'nobody@example.org' })).toEqual({ ok: true, value: true });
    expect(await test.mailsTo('nobody@example.org')).toEqual([]);
  });

  it('does the same for every address until the answer, so that its time tells nothing', async () => {
    const { db } = test.shop.context;
    await test.aPerson('known@example.org');
    await test.mailsTo('known@example.org');
    const requests = async () => {
      const { rows } = await sql`select 1 from shop.account_request where purpose = 'reset_password'`.execute(db);
      return rows.length;
    };
    const left = async (email: string) => {
      const before = await requests();
      await test.shop.accounts.requestReset({ email });
      const waiting = await sql<{ kind: string; keys: string[] }>`
        select payload ->> 'kind' as kind, array(select jsonb_object_keys(payload) order by 1) as keys
        from platform.outbox where topic = 'mail'`.execute(db);
      const opened = (await requests()) - before;
      await test.mailsTo(email);
      return { waiting: waiting.rows, opened };
    };
    expect(await left('known@example.org')).toEqual(await left('unknown@example.org'));
  });

  it('runs out after an hour, and the link of a registration is none', async () => {
    const { accounts } = test.shop;
    await test.aPerson('bob@example.org');
    await accounts.requestReset({ email: 'bob@example.org' });
    const token = await test.tokenFor('bob@example.org');
    clock.advanceMs(3_600_000);
    expect(await accounts.resetPassword({ token, password: fresh })).toMatchObject({ ok: false });
    await accounts.register({ email: 'new@example.org', password });
    const other = await test.tokenFor('new@example.org');
    expect(await accounts.resetPassword({ token: other, password: fresh })).toMatchObject({ ok: false });
  });

  it('is asked for three times an hour at most, whoever the address belongs to', async () => {
    clock.advanceMs(2 * 3_600_000);
    for (const email of ['bob@example.org', 'stranger@example.org']) {
      const codes: string[] = [];
      for (let at = 0; at < 4; at += 1) {
        const answer = await test.shop.accounts.requestReset({ email }, { address: `198.51.100.${at}` });
        codes.push(answer.ok ? 'ok' : answer.error.code);
      }
      expect(codes).toEqual(['ok', 'ok', 'ok', 'accounts.throttled']);
    }
  });
});

describe('ACC-1 changing one’s own credentials', () => {
  it('needs the password in use, keeps this session and ends the others', async () => {
    const { accounts } = test.shop;
    const here = await test.aPerson('cleo@example.org');
    const there = await accounts.signIn('cleo@example.org', password, {
      userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/130.0',
    });
    const wrong = await accounts.changePassword(here.account, {
      currentPassword: 'not it',
      password: fresh,
      sessionToken: here.token,
    });
    expect(wrong).toMatchObject({ error: { faults: [{ field: 'currentPassword', fault: 'wrong' }] } });
    expect(await accounts.listSessions(here.account.id, here.token)).toMatchObject([
      { isCurrent: true },
      { isCurrent: false, device: 'Firefox, Linux' },
    ]);
    await accounts.changePassword(here.account, {
      currentPassword: password,
      password: fresh,
      sessionToken: here.token,
    });
    expect(await accounts.session(here.token)).not.toBeNull();
    expect(there.ok && (await accounts.session(there.value.token))).toBeNull();
  });

  it('moves to another address only when its mailbox agrees, and not to a taken one', async () => {
    const { accounts, customers } = test.shop;
    const { account } = await test.aPerson('dora@example.org');
    expect(
      await accounts.requestEmailChange(account, { currentPassword: password, email: 'dora2@example.org' }),
    ).toMatchObject({ ok: true });
    expect(await accounts.signIn('dora2@example.org', password)).toMatchObject({ ok: false });
    expect(await accounts.confirmEmail(await test.tokenFor('dora2@example.org'))).toMatchObject({ ok: true });
    expect(await accounts.signIn('dora2@example.org', password)).toMatchObject({ ok: true });
    expect((await customers.getProfile(account.customerId ?? ''))?.email).toBe('dora2@example.org');
    await accounts.requestEmailChange(account, { currentPassword: password, email: 'bob@example.org' });
    expect((await test.mailsTo('bob@example.org')).at(-1)?.subject).toBe('You already have an account');
  });

  it('counts wrong guesses at the password of a session like wrong sign-ins', async () => {
    const { account, token } = await test.aPerson('eve@example.org');
    const codes: string[] = [];
    for (let at = 0; at < 11; at += 1) {
      const answer = await test.shop.accounts.changePassword(account, {
        currentPassword: `guess ${at}`,
        password: fresh,
        sessionToken: token,
      });
      codes.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(codes.indexOf('accounts.throttled')).toBe(10);
  });
});

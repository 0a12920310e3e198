import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailRelay, type Mail, type MailRelay } from '../mail/index.ts';
import type { ShopTables } from '../tables.ts';
import { bindNewsletter, type NewsletterUseCases } from './index.ts';

describe.each(testDatabases())('WEB-2 newsletter on $name', (engine) => {
  let database: TestDatabase;
  let newsletter: NewsletterUseCases;
  let relay: MailRelay;
  const links: string[] = [];
  const ask = async (email: string, address?: string) => {
    const asked = await newsletter.ask(email, address === undefined ? {} : { address });
    await relay.drain();
    return asked;
  };
  const readers = async () => {
    const { rows } = await sql<{ email: string }>`
      select email from shop.newsletter_subscription where confirmed_at is not null and ended_at is null`.execute(
      database.connection.handle<ShopTables>(),
    );
    return rows.map(({ email }) => email);
  };

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    const context = { db, clock: systemClock, locale: 'de', currency: 'EUR' };
    newsletter = bindNewsletter(context);
    const link = /https:\/\/shop\.example\/de\/newsletter\/([\w-]{43})/;
    const send = async ({ text }: Mail) => void links.push(link.exec(text)?.[1] ?? '');
    relay = createMailRelay(context, { send }, { siteUrl: 'https://shop.example' });
  });
  afterAll(() => database.drop());

  it('is read only by those who followed the link, and ended by one click', async () => {
    expect(await ask(' Ada@Example.org ')).toEqual({ ok: true, value: true });
    expect(await readers()).toEqual([]);
    expect(await newsletter.confirm(links[0] ?? '')).toBe(true);
    expect(await newsletter.confirm(links[0] ?? '')).toBe(true);
    expect(await readers()).toEqual(['ada@example.org']);
    expect(await newsletter.end(links[0] ?? '')).toBe(true);
    expect(await readers()).toEqual([]);
  });

  it('writes to an address once in a while, however often it is asked', async () => {
    const before = links.length;
    await ask('grace@example.org');
    await ask('grace@example.org');
    expect(links).toHaveLength(before + 1);
  });

  it('OPS-7 does not write to half the world for one network address', async () => {
    const codes = new Set<string>();
    for (let i = 0; i < 31; i += 1) {
      const asked = await ask(`reader-${i}@example.org`, '198.51.100.7');
      codes.add(asked.ok ? `${i < 30}` : asked.error.code);
    }
    expect([...codes]).toEqual(['true', 'newsletter.throttled']);
    expect(await ask('another@example.org', '198.51.100.8')).toMatchObject({ ok: true });
  });

  it('refuses what is no address, and knows no made-up link', async () => {
    expect(await ask('no address')).toEqual({ ok: false, error: { code: 'newsletter.invalid_email', field: 'email' } });
    expect(await newsletter.confirm('A'.repeat(43))).toBe(false);
    expect(await newsletter.end("' or 1=1 --")).toBe(false);
  });
});

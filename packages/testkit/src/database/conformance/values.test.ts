import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabases } from '../index.ts';
import type { TestDatabase } from '../index.ts';

const databases = testDatabases();

describe.each(databases)('DB-5 values, letters and notifications on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<unknown>;

  beforeAll(async () => {
    database = await engine.open({ domains: [] });
    db = database.connection.handle<unknown>();
  });
  afterAll(() => database.drop());

  it('returns the same JavaScript types everywhere', async () => {
    const { rows } = await sql`select
      9007199254740991::bigint as big, count(*) as counted, 0.1::numeric(10,2) as exact, timestamptz '2026-03-29 01:30:00+01' as at,
      date '2026-02-28' as day, array[1,2]::bigint[] as bigs, '{"a":[1]}'::jsonb as json, true as yes, null::bigint as none,
      '\\x00ff'::bytea as bytes, array['a','b'] as texts, current_setting('timezone') as zone`.execute(db);
    expect(rows[0]).toEqual({
      big: 9007199254740991,
      counted: 1,
      exact: '0.10',
      at: new Date('2026-03-29T00:30:00Z'),
      day: '2026-02-28',
      bigs: [1, 2],
      json: { a: [1] },
      yes: true,
      none: null,
      bytes: Buffer.from([0, 255]),
      texts: ['a', 'b'],
      zone: 'UTC',
    });
  });

  it('refuses to round an integer beyond 2^53', async () => {
    await expect(sql`select 9007199254740993::bigint as big`.execute(db)).rejects.toThrow(/cannot hold exactly/);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  it('finds accented letters by search, prefix and likeness, with or without the accent', async () => {
    await sql`create table thing (name text not null)`.execute(db);
    await sql`create index thing_words on thing using gin (to_tsvector('platform.folded', name))`.execute(db);
    await sql`create index thing_likeness on thing using gin (platform.fold(name) gin_trgm_ops)`.execute(db);
    await sql`insert into thing values ('Écharpe rouge'), ('Straße aus Holz'), ('Façade lamp'), ('Zebra rug'), ('Apple bowl'), ('Ärmel'), ('Élan chair')`.execute(
      db,
    );
    const find = async (words: string) =>
      (
        await sql<{
          name: string;
        }>`select name from thing where to_tsvector('platform.folded', name) @@ plainto_tsquery('platform.folded', ${words})`.execute(
          db,
        )
      ).rows.map((row) => row.name);
    expect(await find('echarpe')).toEqual(['Écharpe rouge']);
    expect(await find('ÉCHARPE')).toEqual(['Écharpe rouge']);
    expect(await find('strasse')).toEqual(['Straße aus Holz']);
    expect(await find('STRASSE')).toEqual(['Straße aus Holz']);
    expect(await find('façade')).toEqual(['Façade lamp']);
    expect(await find('facade')).toEqual(['Façade lamp']);
    const like = await sql<{
      name: string;
    }>`select name from thing where similarity(platform.fold(name), platform.fold('fasade lamp')) > 0.3`.execute(db);
    expect(like.rows.map((row) => row.name)).toEqual(['Façade lamp']);
    const sorted = await sql<{ name: string }>`select name from thing order by platform.fold(name), name`.execute(db);
    expect(sorted.rows.map((row) => row.name)).toEqual([
      'Apple bowl',
      'Ärmel',
      'Écharpe rouge',
      'Élan chair',
      'Façade lamp',
      'Straße aus Holz',
      'Zebra rug',
    ]);
  });

  it.skipIf(engine.engine === 'pglite')(
    'answers the trigram operator (PGlite loses its answers: similarity() there)',
    async () => {
      expect((await sql`select 'fasade' % ${'facade'} as alike`.execute(db)).rows).toEqual([{ alike: true }]);
    },
  );

  it('tells every listener of a channel, until it stops listening', async () => {
    const heard: string[] = [];
    const stopFirst = await database.connection.listen('model_changed', (payload) => heard.push(`first ${payload}`));
    const stopSecond = await database.connection.listen('model_changed', (payload) => heard.push(`second ${payload}`));
    await sql`select pg_notify('model_changed', 'v1')`.execute(db);
    await expect.poll(() => heard.length).toBe(2);
    await stopFirst();
    await sql`select pg_notify('model_changed', 'v2')`.execute(db);
    await expect.poll(() => heard.length).toBe(3);
    await stopSecond();
    await sql`select pg_notify('model_changed', 'v3')`.execute(db);
    // Notifications come in the order sent: once a later one is here, v3 does not come any more.
    const stopLast = await database.connection.listen('after_all', (payload) => heard.push(payload));
    await sql`select pg_notify('after_all', 'end')`.execute(db);
    await expect.poll(() => heard.at(-1)).toBe('end');
    await stopLast();
    expect(heard).toEqual(['first v1', 'second v1', 'second v2', 'end']);
    await expect(database.connection.listen('no; drop', () => undefined)).rejects.toThrow(/not a channel name/);
  });

  it('does not tell a listener of a change that was rolled back', async () => {
    const heard: string[] = [];
    const stop = await database.connection.listen('rolled_back', (payload) => heard.push(payload));
    await db
      .transaction()
      .execute(async (trx) => {
        await sql`select pg_notify('rolled_back', 'never')`.execute(trx);
        throw new Error('back');
      })
      .catch(() => undefined);
    await sql`select pg_notify('rolled_back', 'after')`.execute(db);
    await expect.poll(() => heard).toEqual(['after']);
    await stop();
  });

  it.skipIf(engine.engine === 'pglite')(
    'listens again after its connection was cut, and says that something may be missed',
    async () => {
      const heard: string[] = [];
      const stop = await database.connection.listen('after_cut', (payload) => heard.push(payload));
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vitrine-listen' and datname = current_database()`.execute(
        db,
      );
      await expect.poll(() => heard).toEqual(['']);
      await sql`select pg_notify('after_cut', 'again')`.execute(db);
      await expect.poll(() => heard).toEqual(['', 'again']);
      await stop();
    },
  );
});

import { setTimeout as sleep } from 'node:timers/promises';
import { databaseErrorOf, inTransaction, serializeBy, tryExclusively } from '@vitrine/database';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../index.ts';
import type { TestDatabase } from '../index.ts';

const databases = testDatabases();

interface Tables {
  note: { id: string; amount: number };
}

/** Lets nobody pass before so many have come: what must collide in the database collides on any machine. */
function gate(count: number): () => Promise<void> {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let come = 0;
  return () => {
    come += 1;
    if (come === count) open();
    return opened;
  };
}

describe.each(databases)('DB-5 transactions on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<Tables>;
  const isSingle = engine.engine === 'pglite';

  beforeAll(async () => {
    database = await engine.open({ domains: [] });
    db = database.connection.handle<Tables>();
    await sql`create table note (id text primary key, amount int not null default 0)`.execute(db);
  });
  afterAll(() => database.drop());
  beforeEach(() => sql`truncate note`.execute(db));

  const ids = async () => (await db.selectFrom('note').select('id').orderBy('id').execute()).map((row) => row.id);

  it("keeps an acknowledged write through a neighbour's rollback", async () => {
    let neighbour: Promise<unknown> = Promise.resolve();
    const rolledBack = inTransaction(db, async (trx) => {
      await trx.insertInto('note').values({ id: 'A', amount: 0 }).execute();
      neighbour = db.insertInto('note').values({ id: 'B', amount: 0 }).execute();
      // On the one connection of PGlite it waits for the end of this transaction.
      if (!isSingle) await neighbour;
      throw new Error('changed my mind');
    }).catch(() => 'rolled back');
    expect(await rolledBack).toBe('rolled back');
    await neighbour;
    await Promise.all(
      ['T1', 'T2', 'T3'].map((id) =>
        inTransaction(db, async (trx) => {
          await trx.insertInto('note').values({ id, amount: 0 }).execute();
          await sleep(10);
          if (id === 'T2') throw new Error('changed my mind');
        }).catch(() => undefined),
      ),
    );
    expect(await ids()).toEqual(['B', 'T1', 'T3']);
  });

  it('keeps 200 mixed concurrent calls apart', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const id = `n${String(index).padStart(3, '0')}`;
        if (index % 4 === 0) return sql`select * from no_such_table`.execute(db).catch(() => null);
        if (index % 4 === 1) {
          return inTransaction(db, async (trx) => {
            await trx.insertInto('note').values({ id, amount: 1 }).execute();
            throw new Error('back');
          }).catch(() => null);
        }
        return inTransaction(db, (trx) => trx.insertInto('note').values({ id, amount: 1 }).execute());
      }),
    );
    expect(outcomes.filter((outcome) => outcome !== null)).toHaveLength(100);
    expect(await ids()).toHaveLength(100);
  });

  it('retries a serialization failure until both counts are in', async () => {
    await db.insertInto('note').values({ id: 'sum', amount: 0 }).execute();
    let tries = 0;
    const allHaveRead = gate(isSingle ? 1 : 6);
    await Promise.all(
      Array.from({ length: 6 }, () =>
        inTransaction(
          db,
          async (trx) => {
            tries += 1;
            const { amount } = await trx
              .selectFrom('note')
              .select('amount')
              .where('id', '=', 'sum')
              .executeTakeFirstOrThrow();
            await allHaveRead();
            await trx
              .updateTable('note')
              .set({ amount: amount + 1 })
              .where('id', '=', 'sum')
              .execute();
          },
          { isolation: 'serializable', retries: 20 },
        ),
      ),
    );
    const { amount } = await db.selectFrom('note').select('amount').executeTakeFirstOrThrow();
    expect(amount).toBe(6);
    // One connection runs them one by one; of several all but the first have collided.
    expect(tries).toBeGreaterThanOrEqual(isSingle ? 6 : 11);
  });

  it('resolves a deadlock by running the loser again', async () => {
    await db
      .insertInto('note')
      .values([
        { id: 'x', amount: 0 },
        { id: 'y', amount: 0 },
      ])
      .execute();
    let tries = 0;
    const bothHoldOne = gate(isSingle ? 1 : 2);
    const touch = (order: string[]) =>
      inTransaction(db, async (trx) => {
        tries += 1;
        for (const id of order) {
          await trx
            .updateTable('note')
            .set((eb) => ({ amount: eb('amount', '+', 1) }))
            .where('id', '=', id)
            .execute();
          await bothHoldOne();
        }
      });
    await Promise.all([touch(['x', 'y']), touch(['y', 'x'])]);
    expect((await db.selectFrom('note').select('amount').execute()).map((row) => row.amount)).toEqual([2, 2]);
    expect(tries).toBe(isSingle ? 2 : 3);
  });

  it('refuses to open a transaction inside a transaction', async () => {
    await expect(
      inTransaction<Tables, number>(db, (trx) => inTransaction<Tables, number>(trx, async () => 1)),
    ).rejects.toThrow(/pass the transaction on/);
  });

  it('lets one holder of a named lock in and tells the other at once', async () => {
    const inner = await tryExclusively(db, 'train', async (trx) => {
      await sql`select 1`.execute(trx);
      // The pool of PGlite has one connection, so there the second attempt would wait instead.
      return isSingle ? { ran: false } : tryExclusively(db, 'train', async () => 1);
    });
    expect(inner).toEqual({ ran: true, result: { ran: false } });
    expect(await tryExclusively(db, 'train', async () => 2)).toEqual({ ran: true, result: 2 });
  });

  it('makes transactions that name the same thing wait for each other', async () => {
    await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        inTransaction(db, async (trx) => {
          await serializeBy(trx, 'counter');
          const { count } = await trx
            .selectFrom('note')
            .select((eb) => eb.fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow();
          await trx
            .insertInto('note')
            .values({ id: `c${count}`, amount: index })
            .execute();
        }),
      ),
    );
    expect(await ids()).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
  });

  it('names the constraint and kind of each refusal', async () => {
    await sql`create table part (id int primary key, note_id text not null references note, size int check (size > 0))`.execute(
      db,
    );
    await db.insertInto('note').values({ id: 'n', amount: 0 }).execute();
    const refusal = async (statement: string) => {
      const error = await sql
        .raw(statement)
        .execute(db)
        .catch((thrown: unknown) => thrown);
      const { kind, sqlState, constraint, retryable } = databaseErrorOf(error) ?? {};
      return [kind, sqlState, constraint, retryable];
    };
    expect(await refusal("insert into note values ('n', 1)")).toEqual(['unique', '23505', 'note_pkey', false]);
    expect(await refusal("insert into part values (1, 'absent', 1)")).toEqual([
      'foreign-key',
      '23503',
      'part_note_id_fkey',
      false,
    ]);
    expect(await refusal("insert into part values (1, 'n', 0)")).toEqual(['check', '23514', 'part_size_check', false]);
    expect(await refusal('insert into part values (1, null, 1)')).toEqual(['not-null', '23502', null, false]);
    expect(await refusal("select 'x'::int")).toEqual(['value', '22P02', null, false]);
    expect(await refusal("do $$ begin raise exception 'no' using errcode = '40001'; end $$")).toEqual([
      'serialization',
      '40001',
      null,
      true,
    ]);
    expect(databaseErrorOf(new Error('something else'))).toBeNull();
    await sql`drop table part`.execute(db);
  });
});

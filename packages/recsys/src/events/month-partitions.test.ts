import { testDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';

describe('DB-4 partitions by month', () => {
  it('are made once when several processes reach a new month together', async () => {
    const database = await testDatabase({ poolSize: 8 });
    const db = database.connection.handle<unknown>();
    const months = ['2031-01-01', '2031-02-01', '2031-03-01', '2031-04-01'];
    for (const month of months) {
      const made = await Promise.all(
        Array.from({ length: 8 }, () =>
          sql<{ made: number }>`select recsys.ensure_month_partitions(${month}::date, ${month}::date) as made`.execute(
            db,
          ),
        ),
      );
      expect(made.reduce((sum, { rows }) => sum + (rows[0]?.made ?? 0), 0)).toBe(3);
    }
    await database.drop();
  });
});

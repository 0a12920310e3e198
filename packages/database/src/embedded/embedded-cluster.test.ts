import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { readServerNote } from './server-process.ts';

describe('OPS-9 an embedded server that is killed', () => {
  it('is started again where its users look for it, with everything it had acknowledged', async () => {
    const home = await mkdtemp(join(tmpdir(), 'vitrine-killed-'));
    const said: string[] = [];
    const connection = await openDatabase({ home, log: (line) => said.push(line) });
    try {
      const db = connection.handle<Record<string, never>>();
      await sql`create table kept (n integer)`.execute(db);
      await sql`insert into kept values (7)`.execute(db);
      const folder = join(home, 'postgres');
      const before = await readServerNote(folder);
      process.kill(before?.pid ?? 0, 'SIGKILL');
      const read = () =>
        sql<{ n: number }>`select n from kept`.execute(db).then(
          ({ rows }) => rows[0]?.n,
          () => 'away',
        );
      // What the killed one had started answers on for a moment.
      const pid = async () => (await readServerNote(folder))?.pid ?? before?.pid;
      await expect.poll(pid, { timeout: 60_000, interval: 200 }).not.toBe(before?.pid);
      await expect.poll(read, { timeout: 60_000, interval: 200 }).toBe(7);
      expect(said.some((line) => line.includes('starting it again'))).toBe(true);
      const after = await readServerNote(folder);
      expect(after?.port).toBe(before?.port);
    } finally {
      await connection.close();
      await rm(home, { recursive: true, force: true });
    }
  }, 120_000);
});

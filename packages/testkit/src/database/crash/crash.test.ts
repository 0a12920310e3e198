import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@vitrine/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRowWriter, startRowWriter } from './row-writer.ts';

const rounds = Number(process.env['VITRINE_CRASH_ROUNDS'] ?? 3);
const roundTimeoutMs = 60_000;

type Victim = 'program' | 'postmaster';
const cases: { name: string; url: (home: string) => string; victim: Victim }[] = [
  { name: 'embedded PostgreSQL, program killed', url: () => '', victim: 'program' },
  { name: 'embedded PostgreSQL, postmaster killed', url: () => '', victim: 'postmaster' },
  { name: 'PGlite, program killed', url: (home) => `pglite:${join(home, 'pglite')}`, victim: 'program' },
];

async function killPostmaster(home: string): Promise<void> {
  const note = await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8');
  process.kill(Number(note.split('\n')[0]), 'SIGKILL');
}

describe.each(cases)(
  `DB-5 kill -9 in the middle of acknowledged writes, ${rounds} rounds: $name`,
  ({ url, victim }) => {
    let home: string;
    let program: string;

    beforeAll(async () => {
      home = await mkdtemp(join(tmpdir(), 'vitrine-crash-'));
      // Root's server account must be able to enter, or the data would lie under /var/lib/vitrine.
      await chmod(home, 0o755);
      program = await buildRowWriter();
    });
    afterAll(async () => {
      await rm(home, { recursive: true, force: true });
      await rm(program, { force: true });
    });

    it(
      'keeps every acknowledged row, and none twice',
      async () => {
        const acknowledged: string[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const writer = startRowWriter(program, [url(home), home, `r${round}`]);
          await writer.rows(20 + round * 7);
          if (victim === 'postmaster') {
            await killPostmaster(home);
            // Its connections are gone, so the program ends by itself or is killed after it.
          }
          await writer.kill();
          acknowledged.push(...writer.acknowledged);
        }
        const connection = await openDatabase({ databaseUrl: url(home), home });
        const { rows } = await sql<{ label: string }>`select label from probe`.execute(connection.handle<unknown>());
        await connection.close();
        const stored = rows.map((row) => row.label);
        expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 20);
        expect(new Set(stored).size).toBe(stored.length);
        expect(acknowledged.filter((label) => !stored.includes(label))).toEqual([]);
      },
      rounds * roundTimeoutMs,
    );
  },
);

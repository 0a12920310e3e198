import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../open-database.ts';
import { openEmbeddedCluster } from './embedded-cluster.ts';
import { isServerAlive, readServerNote, type ServerNote } from './server-process.ts';

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
      const before = await killServer(folder);
      const read = () =>
        sql<{ n: number }>`select n from kept`.execute(db).then(
          ({ rows }) => rows[0]?.n,
          () => 'away',
        );
      // What the killed one had started answers on for a moment.
      const pid = async () => (await readServerNote(folder))?.pid ?? before.pid;
      await expect.poll(pid, { timeout: 60_000, interval: 200 }).not.toBe(before.pid);
      await expect.poll(read, { timeout: 60_000, interval: 200 }).toBe(7);
      expect(said.some((line) => line.includes('starting it again'))).toBe(true);
      const after = await readServerNote(folder);
      expect(after?.port).toBe(before.port);
    } finally {
      await connection.close();
      await rm(home, { recursive: true, force: true });
    }
  }, 120_000);

  it('keeps its port when another user of the home is the first to find it gone, unless somebody else took the port', async () => {
    const home = await mkdtemp(join(tmpdir(), 'vitrine-killed-'));
    const folder = join(home, 'postgres');
    const first = await openEmbeddedCluster({ home });
    try {
      const before = await killServer(folder);
      const second = await openEmbeddedCluster({ home });
      expect((await readServerNote(folder))?.port).toBe(before.port);
      await second.close();
    } finally {
      await first.close();
    }
    const stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    await writeFile(join(folder, 'postmaster.pid'), `4194303\n${folder}\n0\n${port}\n`);
    const third = await openEmbeddedCluster({ home });
    try {
      expect((await readServerNote(folder))?.port).not.toBe(port);
    } finally {
      await third.close();
      stranger.close();
      await rm(home, { recursive: true, force: true });
    }
  }, 120_000);
});

/** Kills the server of a data folder and waits until it is gone. */
async function killServer(folder: string): Promise<ServerNote> {
  const note = await readServerNote(folder);
  if (note === null) throw new Error('there is no server to kill');
  process.kill(note.pid, 'SIGKILL');
  await expect.poll(() => isServerAlive(note), { timeout: 60_000, interval: 10 }).toBe(false);
  return note;
}

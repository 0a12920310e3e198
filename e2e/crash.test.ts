import { chmodSync, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { expectedBooks, findGaps, readBooks } from './support/crash-books.ts';
import { drawBlow, drawn, type Ledger, serverOf, startWriter, strike, type Writer } from './support/crash-rounds.ts';
import { type CrashVisitor, sendUntilDeath } from './support/crash-visitor.ts';
import { root, runVitrine, startShop, temporaryHome } from './support/running-shop.ts';
import { generateSmallShop } from './support/small-shop.ts';

const rounds = Number(process.env['VITRINE_CRASH_ROUNDS'] ?? 3);
const writesInAll = 1_000;
const roundTimeoutMs = 120_000;
const program = join(root, 'dist', 'test', `crash-writer-${process.pid}.mjs`);

beforeAll(async () => {
  await mkdir(join(root, 'dist', 'test'), { recursive: true });
  const { bundle } = (await import(join(root, 'scripts/bundle.mjs'))) as { bundle(options: object): Promise<void> };
  await bundle({ entryPoints: [join(root, 'e2e/support/crash-writer.ts')], outfile: program });
});
afterAll(() => rm(program, { force: true }));

/** A home for one test that the account of root's database server may enter. */
function crashHome(): string {
  const home = temporaryHome();
  chmodSync(home.path, 0o755);
  onTestFinished(home.remove);
  return home.path;
}

/** A writer that does not outlive a test that fails. */
function start(ledger: Ledger, task: Parameters<typeof startWriter>[2]): Writer {
  const writer = startWriter(program, ledger, task);
  onTestFinished(() => void writer.child.kill('SIGKILL'));
  return writer;
}

const emptyLedger = (): Ledger => ({ begun: new Set(), acknowledged: new Set(), again: 0, faults: [] });

const databases = [
  { name: 'embedded PostgreSQL', hasServer: true, firstTrace: 'postgres.building', urlIn: () => '' },
  { name: 'PGlite', hasServer: false, firstTrace: 'pglite', urlIn: (home: string) => `pglite:${join(home, 'pglite')}` },
];

describe.each(databases)('OPS-9 kill -9 of a program writing to $name', ({ name, hasServer, firstTrace, urlIn }) => {
  it(
    `EVT-1 DB-6 keeps ${writesInAll} acknowledged events and orders through ${rounds} kills: all there, none twice, none half`,
    {
      timeout: (rounds + 1) * roundTimeoutMs,
    },
    async ({ annotate }) => {
      const home = crashHome();
      const task = { databaseUrl: urlIn(home), home };
      const ledger = emptyLedger();
      for (let round = 0; round < rounds; round += 1) {
        const quota = Math.floor((writesInAll / (rounds + 1)) * (0.5 + drawn(name, round, 'quota')));
        const writer = start(ledger, { ...task, until: Number.MAX_SAFE_INTEGER });
        await writer.acknowledgedHere(quota);
        await sleep(drawn(name, round, 'moment') * 20);
        await strike(writer, home, drawBlow(name, round, hasServer));
      }
      const unanswered = ledger.begun.size - ledger.acknowledged.size;
      expect(await start(ledger, { ...task, until: writesInAll }).ended).toEqual({ code: 0, said: '' });

      expect(ledger.faults).toEqual([]);
      expect(ledger.acknowledged.size).toBeGreaterThanOrEqual(writesInAll);
      expect(ledger.acknowledged).toEqual(ledger.begun);
      const held = await readBooks(task);
      expect(findGaps(held, expectedBooks(ledger.acknowledged))).toEqual({});
      await annotate(
        `${name}: ${ledger.acknowledged.size} writes acknowledged (${held['recsys.events']?.length} events, ${held['shop.orders']?.length} orders), ` +
          `${ledger.again} retries found their first send committed, ${unanswered} unanswered after the last kill`,
      );
    },
  );

  it.each([0, 150, 700])(
    'OPS-1 starts again when the first start is killed %i ms after it began to make the database',
    {
      timeout: 2 * roundTimeoutMs,
    },
    async (afterMs) => {
      const home = crashHome();
      const task = { databaseUrl: urlIn(home), home, until: 10 };
      const ledger = emptyLedger();
      const first = start(ledger, task);
      while (!readdirSync(home).some((entry) => entry.startsWith(firstTrace))) await sleep(2);
      await sleep(afterMs);
      await strike(first, home, { victims: ['program'], betweenMs: 0, beforeRestartMs: 0 });
      expect(await start(ledger, task).ended).toEqual({ code: 0, said: '' });
      expect(ledger.acknowledged.size).toBe(10);
      expect(findGaps(await readBooks(task), expectedBooks(ledger.acknowledged))).toEqual({});
    },
  );
});

describe('OPS-9 kill -9 of the running shop', () => {
  it('EVT-1 finds every event that was answered with 202, once, after three kills', async ({ annotate }) => {
    const home = crashHome();
    await generateSmallShop({ VITRINE_HOME: home });
    const visitor: CrashVisitor = { sent: new Set(), acknowledged: new Set(), again: 0, refusals: [] };
    for (let round = 0; round < 3; round += 1) {
      const shop = await startShop({ home });
      const server = await serverOf(home);
      onTestFinished(() => void shop.child.kill('SIGKILL'));
      const quota = 20 + Math.floor(drawn('shop', round, 'quota') * 40);
      await sendUntilDeath(visitor, shop, (answers) => {
        if (answers === quota) setTimeout(() => shop.child.kill('SIGKILL'), drawn('shop', round) * 10);
        return true;
      });
      // At once: a server that nobody uses stops by itself, and a process that the shop left behind may keep its end waiting.
      if (round === 1) server.kill();
      await shop.end('SIGKILL');
    }
    const shop = await startShop({ home });
    onTestFinished(() => void shop.child.kill('SIGKILL'));
    await sendUntilDeath(visitor, shop, (answers) => answers < 20);
    expect((await shop.end()).code).toBe(0);

    expect(visitor.refusals).toEqual([]);
    expect(visitor.acknowledged).toEqual(visitor.sent);
    const { status, stdout, stderr } = await runVitrine(
      ['events', 'tail', '--json', '--limit', '1000', '--item', 'thing-1'],
      { VITRINE_HOME: home },
    );
    expect(status, stderr).toBe(0);
    const ids = stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => String(JSON.parse(line).source_event_id));
    const stored = ids.map((id) => /crash-\d+$/.exec(id)?.[0] ?? id);
    expect(stored.toSorted()).toEqual([...visitor.sent].toSorted());
    await annotate(
      `${stored.length} events answered with 202, ${visitor.again} of them stored before their first answer was lost`,
    );
  }, 900_000);
});

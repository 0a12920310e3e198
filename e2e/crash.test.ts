import { chmodSync, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedBooks, findGaps, readBooks } from './support/crash-books.ts';
import { drawBlow, drawn, killServer, type Ledger, startWriter, strike } from './support/crash-rounds.ts';
import { type CrashVisitor, sendUntilDeath } from './support/crash-visitor.ts';
import { root, runVitrine, startShop, temporaryHome } from './support/running-shop.ts';

const rounds = Number(process.env['VITRINE_CRASH_ROUNDS'] ?? 3);
const writesInAll = 1_000;
/** How often a fresh database is killed while it is being made. */
const firstStarts = 4;
const roundTimeoutMs = 30_000;
const program = join(root, 'dist', 'test', `crash-writer-${process.pid}.mjs`);

beforeAll(async () => {
  await mkdir(join(root, 'dist', 'test'), { recursive: true });
  const { bundle } = (await import(join(root, 'scripts/bundle.mjs'))) as { bundle(options: object): Promise<void> };
  await bundle({ entryPoints: [join(root, 'e2e/support/crash-writer.ts')], outfile: program });
});
afterAll(() => rm(program, { force: true }));

/** A home that the account of root's database server may enter. */
function crashHome() {
  const home = temporaryHome();
  chmodSync(home.path, 0o755);
  return home;
}

const emptyLedger = (): Ledger => ({ begun: new Set(), acknowledged: new Set(), again: 0, faults: [] });

const databases = [
  { name: 'embedded PostgreSQL', hasServer: true, urlIn: () => '' },
  { name: 'PGlite', hasServer: false, urlIn: (home: string) => `pglite:${join(home, 'pglite')}` },
];

describe.each(databases)(
  'OPS-9 kill -9 in the middle of acknowledged writes on $name',
  ({ name, hasServer, urlIn }) => {
    it(
      `EVT-1 DB-6 keeps ${writesInAll} acknowledged events and orders, none twice, none half, through ${rounds} crashes`,
      async ({ annotate, onTestFinished }) => {
        const home = crashHome();
        onTestFinished(home.remove);
        const task = { databaseUrl: urlIn(home.path), home: home.path };
        const ledger = emptyLedger();
        for (let round = 0; round < rounds; round += 1) {
          const quota = Math.floor((writesInAll / (rounds + 1)) * (0.5 + drawn(name, round, 'quota')));
          const writer = startWriter(program, ledger, { ...task, until: Number.MAX_SAFE_INTEGER });
          await writer.acknowledgedHere(quota);
          await sleep(drawn(name, round, 'moment') * 20);
          await strike(writer, home.path, drawBlow(name, round, hasServer));
        }
        const unanswered = ledger.begun.size - ledger.acknowledged.size;
        const last = startWriter(program, ledger, { ...task, until: writesInAll });
        expect(await last.ended).toEqual({ code: 0, said: '' });

        expect(ledger.faults).toEqual([]);
        expect(ledger.acknowledged.size).toBeGreaterThanOrEqual(writesInAll);
        expect(ledger.acknowledged).toEqual(ledger.begun);
        const held = await readBooks(task);
        expect(findGaps(held, expectedBooks(ledger.acknowledged))).toEqual({});
        await annotate(
          `${name}: ${ledger.acknowledged.size} writes acknowledged (${held['recsys.events']?.length} events, ${held['shop.orders']?.length} orders), ` +
            `${ledger.again} retries found their first send committed, ${unanswered} unanswered after the last crash`,
        );
      },
      (rounds + 1) * roundTimeoutMs,
    );

    it(
      'OPS-1 makes a whole database although its first starts are killed while they make it',
      async ({ onTestFinished }) => {
        const home = crashHome();
        onTestFinished(home.remove);
        const task = { databaseUrl: urlIn(home.path), home: home.path, until: 10 };
        const ledger = emptyLedger();
        for (let start = 0; start < firstStarts; start += 1) {
          const writer = startWriter(program, ledger, task);
          while (readdirSync(home.path).length === 0 && writer.child.exitCode === null) await sleep(5);
          // Each start a little longer, so that the folders, the schema and the first rows are all interrupted.
          await sleep((drawn(name, start, 'first start') + start) * 300);
          await strike(writer, home.path, { victims: ['program'], betweenMs: 0, beforeRestartMs: 0 });
        }
        expect(await startWriter(program, ledger, task).ended).toEqual({ code: 0, said: '' });
        expect(findGaps(await readBooks(task), expectedBooks(ledger.acknowledged))).toEqual({});
        expect(ledger.acknowledged.size).toBe(10);
      },
      (firstStarts + 1) * roundTimeoutMs,
    );
  },
);

describe('OPS-9 kill -9 of the running shop', () => {
  it('EVT-1 finds every event that was answered with 202, once, after three kills', async ({
    annotate,
    onTestFinished,
  }) => {
    const home = crashHome();
    onTestFinished(home.remove);
    const visitor: CrashVisitor = { sent: new Set(), acknowledged: new Set(), again: 0, refusals: [] };
    for (let round = 0; round < 3; round += 1) {
      const shop = await startShop({ home: home.path });
      const quota = 20 + Math.floor(drawn('shop', round, 'quota') * 40);
      await sendUntilDeath(visitor, shop, (answers) => {
        if (answers === quota) setTimeout(() => shop.child.kill('SIGKILL'), drawn('shop', round) * 10);
        return true;
      });
      await shop.end('SIGKILL');
      if (round === 1) await killServer(home.path);
    }
    const shop = await startShop({ home: home.path });
    await sendUntilDeath(visitor, shop, (answers) => answers < 20);
    expect((await shop.end()).code).toBe(0);

    expect(visitor.refusals).toEqual([]);
    expect(visitor.acknowledged).toEqual(visitor.sent);
    const { status, stdout, stderr } = await runVitrine(
      ['events', 'tail', '--json', '--limit', '1000', '--item', 'thing-1'],
      { VITRINE_HOME: home.path },
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
  }, 400_000);
});

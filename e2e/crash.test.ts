import { chmodSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectedBooks, findGaps, readBooks } from './support/crash-books.ts';
import { drawBlow, drawn, type Ledger, startWriter, strike } from './support/crash-rounds.ts';
import { root, temporaryHome } from './support/running-shop.ts';

const rounds = Number(process.env['VITRINE_CRASH_ROUNDS'] ?? 3);
const writesInAll = 1_000;
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

const databases = [
  { name: 'embedded PostgreSQL', hasServer: true, urlIn: () => '' },
  { name: 'PGlite', hasServer: false, urlIn: (home: string) => `pglite:${join(home, 'pglite')}` },
];

describe.each(databases)(
  `OPS-9 kill -9 in the middle of acknowledged writes on $name`,
  ({ name, hasServer, urlIn }) => {
    const home = crashHome();
    const databaseUrl = urlIn(home.path);
    const ledger: Ledger = { begun: new Set(), acknowledged: new Set(), again: 0, faults: [] };
    afterAll(() => home.remove());

    it(`EVT-1 DB-6 keeps ${writesInAll} acknowledged events and orders, none twice, none half, through ${rounds} crashes`, async ({
      annotate,
    }) => {
      for (let round = 0; round < rounds; round += 1) {
        const quota = Math.floor((writesInAll / (rounds + 1)) * (0.5 + drawn(name, round, 'quota')));
        const writer = startWriter(program, ledger, { databaseUrl, home: home.path, until: Number.MAX_SAFE_INTEGER });
        await writer.acknowledgedHere(quota);
        await sleep(drawn(name, round, 'moment') * 20);
        await strike(writer, home.path, drawBlow(name, round, hasServer));
      }
      const unanswered = ledger.begun.size - ledger.acknowledged.size;
      const last = startWriter(program, ledger, { databaseUrl, home: home.path, until: writesInAll });
      expect(await last.ended).toEqual({ code: 0, said: '' });

      expect(ledger.faults).toEqual([]);
      expect(ledger.acknowledged.size).toBeGreaterThanOrEqual(writesInAll);
      expect(ledger.acknowledged).toEqual(ledger.begun);
      const held = await readBooks({ databaseUrl, home: home.path });
      expect(findGaps(held, expectedBooks(ledger.acknowledged))).toEqual({});
      await annotate(
        `${name}: ${ledger.acknowledged.size} writes acknowledged (${held['recsys.events']?.length} events, ${held['shop.orders']?.length} orders), ` +
          `${ledger.again} retries found their first send committed, ${unanswered} unanswered after the last crash`,
      );
    });
  },
);

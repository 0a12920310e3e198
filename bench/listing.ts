// Lists, search and product pages over HTTP beside the least a server can do: `npm run bench -- listing [products] [seconds] [home]`.
// 1,000 products unless said otherwise; a home that is named is kept and used again. Rounds are interleaved; read the ratios, not the absolutes.
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findMigrationSources, migrate, openDatabase, systemClock } from '@vitrine/database';
import { createShop, type ShopTables } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import { sql } from 'kysely';
import { serveFloor } from './listing-shop/floor.ts';
import { cpuSeconds, latencies, loadRound, median, parentOf } from './listing-shop/load.ts';
import { serveOwn } from './listing-shop/own-server.ts';
import { syntheticProducts, syntheticSearches } from './listing-shop/synthetic-catalog.ts';
import { describeMachine, freePort, temporaryHome } from './shop-process/shop-process.ts';

const rounds = 3;
/** Until the code is compiled, a request costs several times what it costs later; on a busy machine that is counted in requests, not seconds. */
const warmUp = { atMost: 4_000, seconds: 20 };
const [role = '', ...given] = process.argv.slice(2);

async function fill(home: string, products: number) {
  const connection = await openDatabase({ home });
  await migrate(connection, findMigrationSources(process.cwd()));
  const db = connection.handle<ShopTables>();
  const { rows } = await sql<{ n: number }>`select count(*) as n from shop.product`.execute(db);
  const startMs = performance.now();
  for (let at = rows[0]?.n ?? 0; at < products; at += 2_000) {
    const batch = syntheticProducts(at, Math.min(products, at + 2_000));
    await loadCatalog(db, { products: batch }, { clock: systemClock, skipOutbox: true });
  }
  if ((rows[0]?.n ?? 0) < products)
    console.log(`${products} products in and searchable in ${((performance.now() - startMs) / 1000).toFixed(1)} s`);
  await createShop({ db, clock: systemClock }).search.refreshPopularity();
  await sql`vacuum analyze`.execute(db);
  return connection;
}

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
}

async function serve(name: 'floor' | 'own', url: string): Promise<Served> {
  const port = await freePort();
  const child = fork(process.argv[1] ?? '', [name, url, String(port)], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`The server ${name} ended.`)));
  });
  return { child, port };
}

/** What one case asks of both servers. */
interface Case {
  readonly name: string;
  readonly floor: readonly string[];
  readonly own: readonly string[];
}

/** The floor is given the words that were meant, so that both answer the same products. */
function casesOf(): Case[] {
  const slugs = syntheticProducts(0, 200).map(({ slug }) => slug);
  const shelves = syntheticProducts(0, 40).map(({ categoryPath }) => categoryPath[0]?.slug ?? '');
  const [right, misspelt] = [false, true].map((wrong) => syntheticSearches(200, { seed: 7, misspelt: wrong }));
  const search = (name: string, texts: typeof right = [], facets = '') => ({
    name,
    floor: texts.map(({ meant }) => `/search?q=${encodeURIComponent(meant)}`),
    own: texts.map(({ typed }) => `/api/products?search=${encodeURIComponent(typed)}${facets}`),
  });
  return [
    {
      name: 'list of 24, category + price + stock',
      floor: shelves.map((slug) => `/list?category=${slug}&low=500&high=40000`),
      own: shelves.map((slug) => `/api/products?category=${slug}&price_min=500&price_max=40000&available=true`),
    },
    {
      name: 'product',
      floor: slugs.map((slug) => `/detail/${slug}`),
      own: slugs.map((slug) => `/api/products/${slug}`),
    },
    search('search, typos forgiven, facets on', right, '&facets=true'),
    search('search, typos forgiven, facets off', right),
    search('misspelt search, facets on', misspelt, '&facets=true'),
  ];
}

interface Measured {
  readonly perSec: number;
  readonly nodeMs: number;
  readonly databaseMs: number;
  readonly bytes: number;
}

/** One round: requests a second, and what one of them cost in processor time of the server and of PostgreSQL. */
async function measureRound(
  server: Served,
  postmaster: number,
  asked: { paths: readonly string[]; seconds: number },
): Promise<Measured> {
  const before = [cpuSeconds(server.child.pid ?? 0), cpuSeconds(postmaster)] as const;
  const { perSec, bytes, failed } = await loadRound(server.port, asked.paths, asked);
  if (failed > 0) throw new Error(`${failed} answers for ${asked.paths[0]} and its like were not 200.`);
  const answered = perSec * asked.seconds;
  return {
    perSec,
    bytes,
    nodeMs: ((cpuSeconds(server.child.pid ?? 0) - before[0]) * 1000) / answered,
    databaseMs: ((cpuSeconds(postmaster) - before[1]) * 1000) / answered,
  };
}

function middle(rounds: readonly Measured[]): Measured {
  const of = (key: keyof Measured) => median(rounds.map((round) => round[key]));
  return { perSec: of('perSec'), nodeMs: of('nodeMs'), databaseMs: of('databaseMs'), bytes: of('bytes') };
}

async function compare(one: Case, servers: { floor: Served; own: Served; postmaster: number; seconds: number }) {
  const measured = { floor: [] as Measured[], own: [] as Measured[] };
  for (const who of ['floor', 'own'] as const) await loadRound(servers[who].port, one[who], warmUp);
  for (let round = 0; round < rounds; round += 1)
    for (const who of ['floor', 'own'] as const) {
      const asked = { paths: one[who], seconds: servers.seconds };
      measured[who].push(await measureRound(servers[who], servers.postmaster, asked));
    }
  const [f, o] = [middle(measured.floor), middle(measured.own)];
  const shown = ({ perSec, nodeMs, databaseMs, bytes }: Measured) =>
    `${perSec.toFixed(0)} | ${nodeMs.toFixed(2)} + ${databaseMs.toFixed(2)} | ${bytes.toFixed(0)}`;
  const cpuRatio = (f.nodeMs + f.databaseMs) / (o.nodeMs + o.databaseMs);
  console.log(
    `| ${one.name} | ${shown(f)} | ${shown(o)} | ${(o.perSec / f.perSec).toFixed(2)} | ${cpuRatio.toFixed(2)} |`,
  );
}

async function measure(products: number, seconds: number, home: string): Promise<void> {
  console.log(describeMachine());
  const connection = await fill(home, products);
  const backend = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection.handle<ShopTables>());
  const postmaster = parentOf(backend.rows[0]?.pid ?? 0);
  const [floor, own] = [await serve('floor', connection.url ?? ''), await serve('own', connection.url ?? '')];
  try {
    console.log(
      '| case | floor req/s | CPU ms: node + database | bytes | ours req/s | CPU ms: node + database | bytes | ratio of req/s | ratio of CPU |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    );
    const cases = casesOf();
    for (const one of cases) await compare(one, { floor, own, postmaster, seconds });
    for (const { name, own: paths } of cases.filter((one) => one.name.endsWith('facets on'))) {
      const beforeSec = [cpuSeconds(own.child.pid ?? 0), cpuSeconds(postmaster)] as const;
      const spent = await latencies(own.port, paths);
      const cost = (pid: number, sinceSec: number) => (((cpuSeconds(pid) - sinceSec) * 1000) / spent.length).toFixed(1);
      const at = (share: number) => (spent[Math.floor(spent.length * share)] ?? 0).toFixed(1);
      console.log(
        `${name}, ${products} products, one at a time: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms; CPU a request ${cost(own.child.pid ?? 0, beforeSec[0])} ms node + ${cost(postmaster, beforeSec[1])} ms database`,
      );
    }
  } finally {
    floor.child.kill();
    own.child.kill();
    await connection.close();
  }
}

if (role === 'floor' || role === 'own') {
  const [url = '', port = ''] = given;
  await (role === 'floor' ? serveFloor : serveOwn)(url, Number(port));
  process.send?.('listening');
} else {
  const [seconds = '3', kept] = given;
  const home = kept === undefined ? temporaryHome() : { path: kept, remove: () => undefined };
  if (kept !== undefined && !existsSync(kept)) throw new Error(`${kept} is not there: make the folder first.`);
  try {
    await measure(Number(role || 1_000), Number(seconds), home.path);
  } finally {
    home.remove();
  }
}

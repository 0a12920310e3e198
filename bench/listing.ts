// Lists, search and product pages over HTTP beside the least a server can do: `npm run bench -- listing [products] [seconds] [home]`.
// 1,000 products unless said otherwise; a home that is named is kept and used again. Rounds are interleaved; read the ratios, not the absolutes.
// With 0 seconds the home is only filled. `listing latency HOME` asks ours on a filled home one request at a time and says what each kind of list takes.
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
/** The default of CACHE_TTL. */
const keptMs = 5_000;
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

/** The floor, ours, and ours with its answers kept as `CACHE_TTL` says by default. */
type Who = 'floor' | 'own' | 'kept';

async function serve(name: Who, url: string): Promise<Served> {
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

type Servers = Readonly<Record<Who, Served>>;
const everyone = ['floor', 'own', 'kept'] as const;

async function compare(one: Case, at: { servers: Servers; postmaster: number; seconds: number }) {
  const measured: Record<Who, Measured[]> = { floor: [], own: [], kept: [] };
  const pathsOf = (who: Who) => (who === 'floor' ? one.floor : one.own);
  for (const who of everyone) await loadRound(at.servers[who].port, pathsOf(who), warmUp);
  for (let round = 0; round < rounds; round += 1)
    for (const who of everyone) {
      const asked = { paths: pathsOf(who), seconds: at.seconds };
      measured[who].push(await measureRound(at.servers[who], at.postmaster, asked));
    }
  const [f, o, k] = [middle(measured.floor), middle(measured.own), middle(measured.kept)];
  const shown = ({ perSec, nodeMs, databaseMs }: Measured) =>
    `${perSec.toFixed(0)} | ${nodeMs.toFixed(2)} + ${databaseMs.toFixed(2)}`;
  const cpuRatio = (f.nodeMs + f.databaseMs) / (o.nodeMs + o.databaseMs);
  console.log(
    `| ${one.name} | ${shown(f)} | ${shown(o)} | ${(o.perSec / f.perSec).toFixed(2)} | ${cpuRatio.toFixed(2)} | ${shown(k)} | ${(k.perSec / f.perSec).toFixed(2)} |`,
  );
}

/** Every kind of list that is asked one request at a time. */
function latencyCases(): { readonly name: string; readonly paths: readonly string[] }[] {
  const shelves = syntheticProducts(0, 40).map(({ categoryPath }) => categoryPath[0]?.slug ?? '');
  const colors = ['black', 'white', 'red', 'blue', 'green'];
  const everything = ['', '&sort=price-low', '&sort=newest', '&sort=rating', '&page=400', '&sort=name'];
  return [
    ...casesOf().map(({ name, own }) => ({ name, paths: own })),
    { name: 'list by category, facets on', paths: shelves.map((slug) => `/api/products?category=${slug}&facets=true`) },
    {
      name: 'list by two colours, facets on',
      paths: colors.map((color, at) => `/api/products?color=${color},${colors[(at + 1) % 5]}&facets=true`),
    },
    {
      name: 'everything, in every order, deep too',
      paths: everything.map((query) => `/api/products?available=false${query}`),
    },
    { name: 'everything, facets on', paths: Array.from({ length: 10 }, () => '/api/products?facets=true') },
  ];
}

async function sayLatencies(
  { name, paths }: ReturnType<typeof latencyCases>[number],
  { own, postmaster }: { own: Served; postmaster: number },
): Promise<void> {
  await latencies(own.port, paths);
  const beforeSec = [cpuSeconds(own.child.pid ?? 0), cpuSeconds(postmaster)] as const;
  const spent = await latencies(own.port, paths);
  const cost = (pid: number, sinceSec: number) => (((cpuSeconds(pid) - sinceSec) * 1000) / spent.length).toFixed(1);
  const at = (share: number) => (spent[Math.floor(spent.length * share)] ?? 0).toFixed(1);
  console.log(
    `| ${name} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${cost(own.child.pid ?? 0, beforeSec[0])} + ${cost(postmaster, beforeSec[1])} |`,
  );
}

async function sayAllLatencies(own: Served, postmaster: number): Promise<void> {
  console.log(
    '| one at a time | p50 ms | p95 ms | p99 ms | CPU ms: node + database |\n| --- | --- | --- | --- | --- |',
  );
  for (const one of latencyCases()) await sayLatencies(one, { own, postmaster });
}

async function postmasterOf(connection: Awaited<ReturnType<typeof fill>>): Promise<number> {
  const backend = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection.handle<ShopTables>());
  return parentOf(backend.rows[0]?.pid ?? 0);
}

/** One request at a time on a home that is filled already. */
async function measureLatencies(home: string): Promise<void> {
  console.log(describeMachine());
  const connection = await openDatabase({ home });
  await migrate(connection, findMigrationSources(process.cwd()));
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from shop.product`.execute(connection.handle<ShopTables>());
  console.log(`${rows[0]?.n} products`);
  const own = await serve('own', connection.url ?? '');
  try {
    await sayAllLatencies(own, await postmasterOf(connection));
  } finally {
    own.child.kill();
    await connection.close();
  }
}

async function measure(products: number, seconds: number, home: string): Promise<void> {
  console.log(describeMachine());
  const connection = await fill(home, products);
  if (seconds === 0) return connection.close();
  const postmaster = await postmasterOf(connection);
  const url = connection.url ?? '';
  const servers = { floor: await serve('floor', url), own: await serve('own', url), kept: await serve('kept', url) };
  try {
    console.log(
      '| case | floor req/s | CPU ms: node + database | ours req/s | CPU ms: node + database | ratio of req/s | ratio of CPU | caches on: req/s | CPU ms: node + database | ratio of req/s |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    );
    for (const one of casesOf()) await compare(one, { servers, postmaster, seconds });
    console.log('');
    await sayAllLatencies(servers.own, postmaster);
  } finally {
    for (const who of everyone) servers[who].child.kill();
    await connection.close();
  }
}

if (role === 'floor' || role === 'own' || role === 'kept') {
  const [url = '', port = ''] = given;
  if (role === 'floor') await serveFloor(url, Number(port));
  else await serveOwn(url, Number(port), role === 'kept' ? keptMs : 0);
  process.send?.('listening');
} else if (role === 'latency') {
  const [home] = given;
  // An empty name would be this folder: a shop would be made in the middle of the code.
  if (home === undefined || !existsSync(home)) {
    console.error(
      'Say which filled home to ask: npm run bench -- listing latency HOME (fill one with `listing 100000 0 HOME`).',
    );
    process.exitCode = 1;
  } else await measureLatencies(home);
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

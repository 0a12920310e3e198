// Lists, search and product pages over HTTP beside the least a server can do: `npm run bench -- listing [products] [seconds] [home]`.
// 1,000 products unless said otherwise; a home that is named is kept and used again. Rounds are interleaved; read the ratios, not the absolutes.
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findMigrationSources, migrate, openDatabase, systemClock } from '@vitrine/database';
import { createShop, type ShopTables } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import { sql } from 'kysely';
import { serveFloor } from './listing-shop/floor.ts';
import { latencies, loadRound, median } from './listing-shop/load.ts';
import { serveOwn } from './listing-shop/own-server.ts';
import { syntheticProducts, syntheticSearches } from './listing-shop/synthetic-catalog.ts';
import { describeMachine, freePort, temporaryHome } from './shop-process/shop-process.ts';

const rounds = 3;
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

async function serve(name: 'floor' | 'own', url: string): Promise<{ child: ChildProcess; port: number }> {
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

async function measure(products: number, seconds: number, home: string): Promise<void> {
  console.log(describeMachine());
  const connection = await fill(home, products);
  const [floor, own] = [await serve('floor', connection.url ?? ''), await serve('own', connection.url ?? '')];
  try {
    const slugs = syntheticProducts(0, 200).map(({ slug }) => slug);
    const shelves = syntheticProducts(0, 40).map(({ categoryPath }) => categoryPath.at(-1)?.slug ?? '');
    const searches = syntheticSearches(200, 7).map(encodeURIComponent);
    const cases = [
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
      {
        name: 'search, typos and facets on',
        floor: searches.map((text) => `/search?q=${text}`),
        own: searches.map((text) => `/api/products?search=${text}&facets=true`),
      },
      {
        name: 'search, facets off',
        floor: searches.map((text) => `/search?q=${text}`),
        own: searches.map((text) => `/api/products?search=${text}`),
      },
    ];
    console.log('| case | floor req/s (bytes) | ours req/s (bytes) | ratio |\n| --- | --- | --- | --- |');
    for (const { name, ...paths } of cases) {
      await loadRound(floor.port, paths.floor, 1);
      await loadRound(own.port, paths.own, 1);
      const measured = { floor: [] as number[], own: [] as number[] };
      const bytes = { floor: 0, own: 0 };
      for (let round = 0; round < rounds; round += 1) {
        for (const [who, port] of [
          ['floor', floor.port],
          ['own', own.port],
        ] as const) {
          const result = await loadRound(port, paths[who], seconds);
          if (result.failed > 0) throw new Error(`${name}: ${result.failed} answers of ${who} were not 200.`);
          measured[who].push(result.perSec);
          bytes[who] = result.bytes;
        }
      }
      const [f, o] = [median(measured.floor), median(measured.own)];
      console.log(
        `| ${name} | ${f.toFixed(0)} (${bytes.floor.toFixed(0)}) | ${o.toFixed(0)} (${bytes.own.toFixed(0)}) | ${(o / f).toFixed(2)} |`,
      );
    }
    const spent = await latencies(
      own.port,
      searches.map((text) => `/api/products?search=${text}&facets=true`),
    );
    const at = (share: number) => (spent[Math.floor(spent.length * share)] ?? 0).toFixed(1);
    console.log(
      `search with typos and facets over ${products} products, one at a time: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`,
    );
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

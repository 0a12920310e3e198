// The category page beside EverShop's: `npm run bench -- storefront [seconds] [rounds]`. Both shops on one PostgreSQL, 1,000 products each,
// 24 cards a page, 10 connections, rounds interleaved; medians. What a page weighs is read from what it sends.
import { readFileSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { openDatabase } from '@vitrine/database';
import { everShopVersion, startEverShop } from './peers/evershop.ts';
import { describeMachine, startShop, temporaryHome } from './shop-process/shop-process.ts';

const secondsEach = Number(process.argv[2] ?? 4);
const rounds = Number(process.argv[3] ?? 5);
const connections = 10;

interface Page {
  readonly label: string;
  readonly port: number;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function get(
  { port, path, headers = {} }: Page,
  agent: Agent,
): Promise<{ status: number; cookies: string[]; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          cookies: answer.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Pages a second with all connections busy; throws on anything but 200. */
async function pagesPerSec(page: Page, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const startedMs = performance.now();
  let count = 0;
  const lane = async () => {
    while (performance.now() - startedMs < seconds * 1000) {
      const { status } = await get(page, agent);
      if (status !== 200) throw new Error(`${page.label} answered ${status}.`);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  const perSec = (count * 1000) / (performance.now() - startedMs);
  agent.destroy();
  return perSec;
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** What a first visit to the page fetches: HTML, its scripts (with those they name) and its style sheets; scripts and styles compressed. */
async function weigh(page: Page): Promise<string> {
  const agent = new Agent();
  const fetchText = async (path: string) => (await get({ ...page, path }, agent)).body.toString();
  const html = await fetchText(page.path);
  const links = (form: RegExp) => [...new Set([...html.matchAll(form)].flatMap(([, href]) => href ?? []))];
  const local = (href: string) => href.startsWith('/');
  const scripts = new Set(
    [...links(/<script[^>]+src="([^"]+)"/g), ...links(/<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g)].filter(
      local,
    ),
  );
  const styles = links(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g).filter(local);
  const size = async (hrefs: Iterable<string>) => {
    let bytes = 0;
    for (const href of hrefs) bytes += gzipSync(await fetchText(href)).length;
    return bytes;
  };
  const [js, css] = [await size(scripts), await size(styles)];
  agent.destroy();
  return `HTML ${kB(html.length)} (${kB(gzipSync(html).length)} gzip), JavaScript ${kB(js)} gzip, CSS ${kB(css)} gzip`;
}

/** Resident memory of a process and all its children, MB. */
function residentMb(pid: number): number {
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === pid;
    } catch {
      return false;
    }
  });
  const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  return children.reduce((sum, child) => sum + residentMb(Number(child)), own);
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function compare(pages: readonly Page[]): Promise<void> {
  for (const page of pages) await pagesPerSec(page, 2);
  const found = new Map(pages.map((page) => [page.label, [] as number[]]));
  for (let round = 0; round < rounds; round += 1)
    for (const page of pages) found.get(page.label)?.push(await pagesPerSec(page, secondsEach));
  const peer = median(found.get(pages[0]?.label ?? '') ?? []);
  console.log(`\n${rounds} rounds of ${secondsEach} s, ${connections} connections, medians [least-most]\n`);
  console.log('| category page of 24 | pages/s | against EverShop |\n|---|---|---|');
  for (const [label, each] of found) {
    const range = `[${Math.min(...each).toFixed(0)}-${Math.max(...each).toFixed(0)}]`;
    console.log(`| ${label} | ${median(each).toFixed(0)} ${range} | ${(median(each) / peer).toFixed(1)}x |`);
  }
  console.log('');
  for (const page of [pages[0], pages[1]]) if (page) console.log(`${page.label}: ${await weigh(page)}`);
}

/** A session that has looked at three products, as the browser of a visitor holds it. */
async function session(port: number): Promise<string> {
  const agent = new Agent();
  const { cookies } = await get({ label: '', port, path: '/' }, agent);
  agent.destroy();
  const cookie = cookies.find((entry) => entry.startsWith('vitrine_sid='))?.split(';')[0];
  if (cookie === undefined) throw new Error('The first page set no session cookie.');
  const listed = (await (await fetch(`http://127.0.0.1:${port}/api/products?per_page=3`)).json()) as {
    items: { id: string }[];
  };
  const sent = await fetch(`http://127.0.0.1:${port}/api/interactions`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ events: listed.items.map(({ id }) => ({ type: 'view', item_id: id })) }),
  });
  if (sent.status !== 202) throw new Error(`/api/interactions answered ${sent.status}.`);
  return cookie;
}

const home = temporaryHome();
const database = await openDatabase({ home: home.path });
try {
  if (database.url === null) throw new Error('The comparison needs the embedded PostgreSQL.');
  console.log(`${describeMachine()}; EverShop ${everShopVersion}`);
  const peer = await startEverShop(database.url);
  try {
    const shop = await startShop(home.path, { DATABASE_URL: database.url });
    try {
      const cookie = await session(shop.port);
      const path = '/categories/tableware';
      await compare([
        { label: 'EverShop', port: peer.port, path: '/kids?limit=24' },
        { label: 'Vitrine, visitor without session', port: shop.port, path },
        { label: 'Vitrine, visitor with session', port: shop.port, path, headers: { cookie } },
      ]);
      console.log(
        `Memory after the load: EverShop ${residentMb(peer.pid).toFixed(0)} MB, Vitrine ${residentMb(shop.pid).toFixed(0)} MB (processes of the shops, without PostgreSQL).`,
      );
    } finally {
      await shop.end();
    }
  } finally {
    await peer.end();
  }
} finally {
  await database.close();
  home.remove();
}

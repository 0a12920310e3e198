// How fast the program answers over HTTP on loopback: `npm run bench -- serving [seconds]`. Each address is asked one request after another, then
// with 8 in flight; the ratio to /health, which touches nothing, takes the machine and the client out of the figure.
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { describeMachine, startShop, temporaryHome } from './shop-process/shop-process.ts';

const organisation = '00000000-0000-4000-8000-000000000001';
const secondsEach = Number(process.argv[2] ?? 5);
const inFlight = 8;

interface Call {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** One client with kept connections, asking as a browser does: compressed answers. */
class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  call({ method = 'GET', path, headers = {}, body }: Call, compressed = true): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: this.#port,
          agent: this.#agent,
          method,
          path,
          headers: {
            ...(compressed ? { 'accept-encoding': 'gzip, br' } : {}),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              text: compressed ? '' : Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  async json<Body>(call: Call): Promise<Body> {
    const answer = await this.call(call, false);
    if (answer.status >= 300) throw new Error(`${call.path} answered ${answer.status}: ${answer.text}`);
    return JSON.parse(answer.text) as Body;
  }

  /** What the program counted of itself so far, by `/metrics`: CPU seconds (without the database's), fallbacks by their labels. */
  async counters(): Promise<{ cpuSec: number; fallbacks: Map<string, number> }> {
    const { text } = await this.call({ path: '/metrics' }, false);
    const lines = text.matchAll(/^(?:recsys|page)_fallback_total\{(?:stage|surface)="(.*)",reason="(.*)"\} (\d+)$/gm);
    return {
      cpuSec: Number(/^process_cpu_seconds_total (.+)$/m.exec(text)?.[1]),
      fallbacks: new Map([...lines].map(([, stage, reason, count]) => [`${stage} ${reason}`, Number(count)])),
    };
  }

  close(): void {
    this.#agent.destroy();
  }
}

interface Series {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly count: number;
  readonly perSec: number;
  readonly failed: number;
}

/** Asks for a while with so many in flight at any time; `next` makes the n-th call. */
async function measure(
  client: Client,
  next: (n: number) => Call,
  { width, seconds }: { width: number; seconds: number },
): Promise<Series> {
  const times: number[] = [];
  let failed = 0;
  let n = 0;
  const startedMs = performance.now();
  const lane = async () => {
    while (performance.now() - startedMs < seconds * 1000) {
      const askedMs = performance.now();
      const { status } = await client.call(next(n++));
      times.push(performance.now() - askedMs);
      if (status !== 200) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  const tookSec = (performance.now() - startedMs) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50Ms: at(0.5), p95Ms: at(0.95), count: times.length, perSec: times.length / tookSec, failed };
}

/** The session of a visitor who has looked at three products, so that the pages have something to go by. */
async function visitorCookie(client: Client, itemIds: readonly string[]): Promise<string> {
  const { headers } = await client.call({ path: '/' });
  const session = headers['set-cookie']?.find((cookie) => cookie.startsWith('vitrine_sid='))?.split(';')[0];
  if (session === undefined) throw new Error('The first page set no session cookie.');
  const events = itemIds.slice(0, 3).map((id) => ({ type: 'view', item_id: id }));
  const body = JSON.stringify({ events });
  const headersOfPage = { cookie: session, 'sec-fetch-site': 'same-origin' };
  const { status } = await client.call({ method: 'POST', path: '/api/interactions', headers: headersOfPage, body });
  if (status !== 202) throw new Error(`/api/interactions answered ${status}.`);
  return session;
}

const cycle = <T>(values: readonly T[], n: number): T => {
  const value = values[n % values.length];
  if (value === undefined) throw new Error('The shop has nothing to ask for.');
  return value;
};

async function addresses(client: Client): Promise<Record<string, (n: number) => Call>> {
  const tenant = { 'x-org-id': organisation };
  const { items: products } = await client.json<{ items: { id: string; slug: string }[] }>({
    path: '/api/products?per_page=50',
  });
  const { items: users } = await client.json<{ items: { user_id: string }[] }>({
    path: '/v1/users?namespace=shop&limit=100',
    headers: tenant,
  });
  const cookie = await visitorCookie(
    client,
    products.map(({ id }) => id),
  );
  return {
    'GET /health': () => ({ path: '/health' }),
    'GET /, no cookie (page cache)': () => ({ path: '/' }),
    'GET /, session of three views': () => ({ path: '/', headers: { cookie } }),
    'GET /products/:slug, same session': (n) => ({
      path: `/products/${cycle(products, n).slug}`,
      headers: { cookie },
    }),
    'POST /v1/recommendations, k 20, 100 users': (n) => ({
      method: 'POST',
      path: '/v1/recommendations',
      headers: tenant,
      body: JSON.stringify({
        namespace: 'shop',
        user_id: cycle(users, n).user_id,
        k: 20,
        context: { surface: 'home' },
      }),
    }),
  };
}

type Counters = Awaited<ReturnType<Client['counters']>>;

function row(
  label: string,
  series: Series,
  { before, after, healthMs }: { before: Counters; after: Counters; healthMs: number },
): string {
  const added = [...after.fallbacks].map(([name, n]) => [name, n - (before.fallbacks.get(name) ?? 0)] as const);
  const fallbacks = added.flatMap(([name, n]) => (n > 0 ? `${n} ${name}` : [])).join(', ') || 'none';
  const cpuMs = ((after.cpuSec - before.cpuSec) * 1000) / series.count;
  const figures = [series.p50Ms, series.p95Ms].map((ms) => ms.toFixed(2));
  const rest = [(series.p50Ms / healthMs).toFixed(1), series.perSec.toFixed(0), cpuMs.toFixed(2)];
  return `| ${[label, ...figures, ...rest, fallbacks, series.failed].join(' | ')} |`;
}

async function run(client: Client): Promise<void> {
  const asked = Object.entries(await addresses(client));
  for (const [, next] of asked) await measure(client, next, { width: 2, seconds: 1.5 });
  for (const width of [1, inFlight]) {
    console.log(`\n${width === 1 ? 'one after another' : `${width} in flight`}, ${secondsEach} s each\n`);
    console.log(
      '| request | p50, ms | p95, ms | p50 / health | requests/s | CPU a request, ms | fallbacks | not 200 |',
    );
    console.log('|---|---|---|---|---|---|---|---|');
    let healthMs = Number.NaN;
    for (const [label, next] of asked) {
      const before = await client.counters();
      const series = await measure(client, next, { width, seconds: secondsEach });
      const after = await client.counters();
      if (label === 'GET /health') healthMs = series.p50Ms;
      console.log(row(label, series, { before, after, healthMs }));
    }
  }
}

const home = temporaryHome();
try {
  console.log(describeMachine());
  const shop = await startShop(home.path);
  const client = new Client(shop.port);
  try {
    await run(client);
  } finally {
    client.close();
    await shop.end();
  }
} finally {
  home.remove();
}

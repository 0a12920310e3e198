// How fast a long event log comes in, and how much memory that takes: `npm run bench -- import [events]` (5,000,000 unless told).
// A log in the layout of REES46 is made from a seed, then imported by the command as a person would, into a home of its own.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { describeMachine, temporaryHome } from './shop-process/shop-process.ts';

const events = Number(process.argv[2] ?? 5_000_000);
const people = Math.ceil(events / 15);
const things = Math.ceil(events / 100);

/** Mulberry32: the same seed makes the same log. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const shelves = [
  'electronics.smartphone',
  'computers.notebook',
  'appliances.kitchen.washer',
  'furniture.living_room.sofa',
  'apparel.shoes',
  '',
];
const brands = ['samsung', 'apple', 'lenovo', 'lg', 'bosch', 'nike', ''];

/** Thirty days of sessions: few things are seen often, 1.5 % of rows are purchases, 3 % carts. */
async function writeLog(path: string): Promise<void> {
  const random = randomFrom(46);
  const file = createWriteStream(path);
  file.write('event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n');
  const start = Date.UTC(2019, 9, 1);
  let lines: string[] = [];
  for (let row = 0; row < events; row += 1) {
    const thing = Math.floor(things * random() ** 2.5);
    const person = Math.floor(people * random() ** 1.5);
    const dice = random();
    const type = dice < 0.015 ? 'purchase' : dice < 0.045 ? 'cart' : 'view';
    const time = new Date(start + Math.floor((row / events) * 30 * 86_400_000))
      .toISOString()
      .replace('T', ' ')
      .slice(0, 19);
    const day = Math.floor((row / events) * 30);
    const session = `${(person * 2_654_435_761).toString(16).padStart(12, '0').slice(-12)}-4e00-8c23-${String(day).padStart(4, '0')}`;
    const price = (5 + ((thing * 7919) % 90_000) / 100).toFixed(2);
    lines.push(
      `${time} UTC,${type},${1_000_000 + thing},${2_053_013_552_326_770_000n + BigInt(thing % 600)},${shelves[thing % 6]},${brands[thing % 7]},${price},${512_000_000 + person},${session}\n`,
    );
    if (lines.length < 20_000) continue;
    if (!file.write(lines.join(''))) await once(file, 'drain');
    lines = [];
  }
  file.end(lines.join(''));
  await once(file, 'close');
}

/** Runs the command and watches its memory: the peak is what the kernel counts for the process, its database apart. */
async function runImport(
  home: string,
  log: string,
): Promise<{ seconds: number; peakMb: number; report: ImportReport }> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['dist/vitrine.mjs', 'import', 'rees46', log, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', VITRINE_HOME: home, DATABASE_URL: '' },
  });
  let printed = '';
  let peakKb = 0;
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const watch = setInterval(() => {
    const status = `/proc/${child.pid}/status`;
    if (existsSync(status)) peakKb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? peakKb);
  }, 250);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(watch);
  if (code !== 0) throw new Error(`The import ended with status ${code}: ${printed}`);
  return {
    seconds: (performance.now() - startedMs) / 1000,
    peakMb: peakKb / 1024,
    report: JSON.parse(printed) as ImportReport,
  };
}

interface ImportReport {
  readonly rows: number;
  readonly tookMs: number;
  readonly rowsPerSec: number;
  readonly written: Readonly<Record<string, { readonly inserted: number; readonly unchanged: number }>>;
}

const home = temporaryHome();
try {
  console.log(`${describeMachine()}\n`);
  const log = join(home.path, '2019-Oct.csv');
  await writeLog(log);
  console.log(
    '| import | rows | read and written, s | whole command, s | rows a second | peak memory, MB | new events |\n|---|---|---|---|---|---|---|',
  );
  for (const title of ['first', 'again']) {
    const { seconds, peakMb, report } = await runImport(home.path, log);
    const cells = [
      title,
      report.rows,
      (report.tookMs / 1000).toFixed(1),
      seconds.toFixed(1),
      report.rowsPerSec,
      peakMb.toFixed(0),
      report.written['events']?.inserted,
    ];
    console.log(`| ${cells.join(' | ')} |`);
    console.log(JSON.stringify(report.written));
  }
} finally {
  home.remove();
}

// What Lighthouse says of four pages on a throttled phone: `npm run bench -- lighthouse [runs]`. Needs Chromium (CHROMIUM_PATH or /usr/bin/chromium);
// Lighthouse itself is installed beside the checkout, once. Medians; the categories are the worst of all runs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine, startShop, temporaryHome } from './shop-process/shop-process.ts';

/** The last line that runs on Node 20. */
const version = '12.8.2';
const runs = Number(process.argv[2] ?? 5);
const browser = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<
    Record<string, { readonly score: number | null; readonly numericValue?: number; readonly title: string }>
  >;
}

function installed(): string {
  const folder = join(tmpdir(), `vitrine-bench-lighthouse-${version}`);
  if (existsSync(join(folder, 'node_modules', 'lighthouse'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'peer', private: true, dependencies: { lighthouse: version } }),
  );
  const done = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`Lighthouse could not be installed:\n${done.stderr}`);
  return folder;
}

/** Recordings that are begun again when the browser lost the beginning of one, which says nothing about the page. */
const mostRecordings = 3;

function look(folder: string, url: string, recording = 1): Report {
  const output = join(folder, 'report.json');
  const flags = '--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage';
  const done = spawnSync(
    process.execPath,
    [
      'node_modules/lighthouse/cli/index.js',
      url,
      '--quiet',
      '--output=json',
      `--output-path=${output}`,
      `--chrome-flags=${flags}`,
    ],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, CHROME_PATH: browser } },
  );
  if (done.stderr.includes('NO_NAVSTART') && recording < mostRecordings) return look(folder, url, recording + 1);
  if (done.status !== 0) throw new Error(`Lighthouse failed on ${url}:\n${done.stderr}`);
  return JSON.parse(readFileSync(output, 'utf8')) as Report;
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function row(name: string, reports: readonly Report[]): string {
  const score = (category: string) =>
    reports.map((report) => Math.round((report.categories[category]?.score ?? 0) * 100));
  const value = (audit: string) => median(reports.map((report) => report.audits[audit]?.numericValue ?? Number.NaN));
  const least = (category: string) => Math.min(...score(category));
  const times = [
    `${(value('largest-contentful-paint') / 1000).toFixed(2)} s`,
    `${value('total-blocking-time').toFixed(0)} ms`,
    value('cumulative-layout-shift').toFixed(3),
  ];
  const scores = [median(score('performance')), least('accessibility'), least('best-practices'), least('seo')];
  return `| ${[name, ...scores, ...times].join(' | ')} |`;
}

/** What cost a point outside of performance, so that it can be mended. */
function faults(report: Report): string[] {
  return Object.entries(report.audits)
    .filter(([, audit]) => audit.score !== null && audit.score < 0.9 && audit.numericValue === undefined)
    .map(([id, audit]) => `${id}: ${audit.title}`);
}

const folder = installed();
const home = temporaryHome();
try {
  const shop = await startShop(home.path);
  try {
    const origin = `http://127.0.0.1:${shop.port}`;
    const { items } = (await (await fetch(`${origin}/api/products?per_page=1`)).json()) as {
      items: { slug: string }[];
    };
    const pages = {
      home: '/',
      listing: '/categories/tableware',
      search: '/search?q=lamp',
      product: `/products/${items[0]?.slug ?? ''}`,
    };
    console.log(`${describeMachine()}; Lighthouse ${version}, its phone profile, median of ${runs}\n`);
    console.log(
      '| page | performance | accessibility | best practices | SEO | LCP | TBT | CLS |\n|---|---|---|---|---|---|---|---|',
    );
    const notes: string[] = [];
    for (const [name, path] of Object.entries(pages)) {
      const reports = Array.from({ length: runs }, () => look(folder, origin + path));
      console.log(row(name, reports));
      notes.push(...[...new Set(reports.flatMap(faults))].map((fault) => `${name}: ${fault}`));
    }
    if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
  } finally {
    await shop.end();
  }
} finally {
  home.remove();
}

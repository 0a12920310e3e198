import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../shop-process/shop-process.ts';

/** The peer's version; 2.2.1 forgets to name concat-stream, without which it does not build. */
export const everShopVersion = '2.2.1';
const packages = { '@evershop/evershop': everShopVersion, 'concat-stream': '2.0.0' };
const products = 1_000;

/** A peer that answers. */
interface RunningPeer {
  readonly port: number;
  readonly pid: number;
  end(): Promise<void>;
}

function inFolder(folder: string, command: string, args: readonly string[]): void {
  const done = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(' ')} in ${folder} failed:\n${done.stdout}${done.stderr}`);
}

/** Installs and builds the peer beside the checkout, once; the folder is kept for the next run. */
function install(): string {
  const folder = join(tmpdir(), `vitrine-bench-evershop-${everShopVersion}`);
  if (existsSync(join(folder, 'built'))) return folder;
  mkdirSync(join(folder, 'media'), { recursive: true });
  mkdirSync(join(folder, 'public'), { recursive: true });
  const manifest = { name: 'peer', version: '1.0.0', private: true, type: 'module', dependencies: packages };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  inFolder(folder, 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund']);
  inFolder(folder, 'npx', ['evershop', 'build']);
  writeFileSync(join(folder, 'built'), '');
  return folder;
}

/** The products that a person would have typed in: a name, a description, a price, stock, one of four categories. */
const fill = `
  with made as (
    insert into product (sku, price, weight, status, category_id, group_id)
    select 'P-' || n, 10 + n % 90, 100, true, (select category_id from category order by category_id offset n % 4 limit 1), 1
    from generate_series(1, ${products}) as n returning product_id, sku
  ), described as (
    insert into product_description (product_description_product_id, name, description, url_key)
    select product_id, 'Product ' || sku, 'A plain description of ' || sku, lower(sku) from made
  )
  insert into product_inventory (product_inventory_product_id, qty, manage_stock, stock_availability)
  select product_id, 50, true, true from made`;

async function answers(port: number): Promise<void> {
  const untilMs = performance.now() + 90_000;
  while (performance.now() < untilMs) {
    const status = await fetch(`http://127.0.0.1:${port}/`).then(
      async (answer) => (await answer.text(), answer.status),
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('EverShop did not answer within 90 s.');
}

/** Starts EverShop with 1,000 products on a database of its own on the given server. */
export async function startEverShop(databaseUrl: string): Promise<RunningPeer> {
  const folder = install();
  const server = new Client({ connectionString: databaseUrl });
  await server.connect();
  await server.query('drop database if exists evershop');
  await server.query('create database evershop');
  await server.end();
  const where = new URL(databaseUrl);
  const port = await freePort();
  const settings = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    SUPPRESS_NO_CONFIG_WARNING: 'true',
    DB_HOST: where.hostname,
    DB_PORT: where.port,
    DB_NAME: 'evershop',
    DB_USER: decodeURIComponent(where.username),
    DB_PASSWORD: decodeURIComponent(where.password),
    DB_SSLMODE: 'disable',
  };
  // Its own process group: it starts two more processes.
  const child = spawn(process.execPath, ['node_modules/.bin/evershop', 'start'], {
    cwd: folder,
    env: settings,
    stdio: 'ignore',
    detached: true,
  });
  const pid = child.pid ?? 0;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // It does not end by SIGTERM alone, and it owns nothing that would have to be closed.
  const end = async () => {
    process.kill(-pid, 'SIGKILL');
    await ended;
  };
  try {
    await answers(port);
    const seeded = spawnSync('npx', ['evershop', 'seed', '--attributes', '--categories'], {
      cwd: folder,
      env: settings,
      encoding: 'utf8',
    });
    if (seeded.status !== 0) throw new Error(`EverShop could not be seeded:\n${seeded.stdout}${seeded.stderr}`);
    where.pathname = '/evershop';
    const own = new Client({ connectionString: where.href });
    await own.connect();
    await own.query(fill);
    await own.end();
    return { port, pid, end };
  } catch (error) {
    await end();
    throw error;
  }
}

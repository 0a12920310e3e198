import { chmodSync } from 'node:fs';
import { type RunningShop, runVitrine, startShop, temporaryHome } from './running-shop.ts';
import { copyHome } from './shared-homes.ts';

/** Organisation of the embedded shop, as every call of its API names it. */
export const shopHeaders = {
  'content-type': 'application/json',
  'x-org-id': '00000000-0000-4000-8000-000000000001',
} as const;

/** A home that the database server's own account may enter, so that all of it goes when the folder goes. */
export function openHome(): ReturnType<typeof temporaryHome> {
  const home = temporaryHome();
  chmodSync(home.path, 0o755);
  return home;
}

/** Runs a command line that must succeed; answers what it printed. */
export async function succeed(
  args: readonly string[],
  environment: Record<string, string>,
  node?: string,
): Promise<string> {
  const { status, stdout, stderr } = await runVitrine(args, environment, node);
  if (status !== 0) throw new Error(`vitrine ${args.join(' ')} ended with status ${status}:\n${stderr}${stdout}`);
  return stdout;
}

/** Fills an open home with a shop of 60 products and 6,000 events, copied from the one that all tests of a run share. */
export function openSmallShop(home: string): Promise<void> {
  return copyHome('small', (own) => generateSmallShop({ VITRINE_HOME: own }), home);
}

/** Starts the demo shop in an open home, copied from the one that all tests of a run share. */
export async function startDemoShop(home: string): Promise<RunningShop> {
  await copyHome('demo', async (own) => (await startShop({ home: own })).end(), home);
  return startShop({ home });
}

/** Fills a home with 60 products and 6,000 events: seconds rather than minutes, and still something to learn from. */
export async function generateSmallShop(environment: Record<string, string>, node?: string): Promise<void> {
  const size = { products: 60, customers: 60, days: 90, events: 6_000 };
  await succeed(
    ['generate', ...Object.entries(size).flatMap(([name, n]) => [`--${name}`, String(n)])],
    environment,
    node,
  );
}

/** One stored event, as `vitrine events tail --json` prints it. */
export interface PrintedEvent {
  readonly user_id: string;
  readonly item_id: string | null;
  readonly type: number;
  readonly source_event_id: string | null;
  readonly meta: Record<string, unknown>;
}

/** The newest stored events, oldest of them first, read by a process of its own. */
export async function newestEvents(limit: number, environment: Record<string, string>): Promise<PrintedEvent[]> {
  const printed = await succeed(['events', 'tail', '--json', '--limit', String(limit)], environment);
  return printed
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as PrintedEvent);
}

/** Those who looked at most different things of late, three at least; throws when there are too few, so that no test asks for nobody. */
export async function busyUsers(count: number, environment: Record<string, string>): Promise<string[]> {
  const seen = new Map<string, Set<string>>();
  for (const { user_id, item_id } of await newestEvents(1000, environment)) {
    if (item_id === null) continue;
    seen.set(user_id, (seen.get(user_id) ?? new Set()).add(item_id));
  }
  const busy = [...seen].filter(([, items]) => items.size >= 3).sort(([, left], [, right]) => right.size - left.size);
  if (busy.length < count) throw new Error(`only ${busy.length} people did enough of late, ${count} are asked for`);
  return busy.slice(0, count).map(([userId]) => userId);
}

/** An answer of `POST /v1/recommendations`. */
export interface Recommended {
  readonly request_id: string;
  readonly model_version: string;
  readonly fallback?: string;
  readonly items: readonly { readonly item_id: string; readonly rank: number }[];
}

/** Asks a running shop what one person would see on the home page. */
export async function recommended(url: string, userId: string): Promise<{ status: number; answer: Recommended }> {
  const response = await fetch(`${url}/v1/recommendations`, {
    method: 'POST',
    headers: shopHeaders,
    body: JSON.stringify({ namespace: 'shop', user_id: userId, k: 5, context: { surface: 'home' } }),
  });
  return { status: response.status, answer: (await response.json()) as Recommended };
}

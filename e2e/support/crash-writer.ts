import { join } from 'node:path';
import { findMigrationSources, migrate, openDatabase, systemClock } from '@vitrine/database';
import { createRecsys, diskArtifacts, type Recsys, type RecsysTables, shopTenant } from '@vitrine/recsys';
import { createShop, type ShopTables, type ShopUseCases } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import { catalog, plannedWrite } from './crash-plan.ts';

/** What the parent tells the writer, as JSON in its first argument. */
export interface WriterTask {
  /** The checkout: where the migrations are. */
  readonly root: string;
  /** Empty for embedded PostgreSQL. */
  readonly databaseUrl: string;
  readonly home: string;
  /** Writes begun by an earlier process and never acknowledged: sent again first. */
  readonly retry: readonly number[];
  /** The first write nobody has begun. */
  readonly next: number;
  /** The writer ends in order once all writes below this number are acknowledged. */
  readonly until: number;
}

const writesAtOnce = 4;
// Pipes are written synchronously on POSIX: what was said is said, whenever the process dies.
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The program that the crash test kills: writes events and orders as the shop does and says which are acknowledged. */
async function writeUntilKilled(task: WriterTask): Promise<void> {
  const { databaseUrl, home } = task;
  const connection = await openDatabase({ databaseUrl, home, poolSize: 2 * writesAtOnce });
  await migrate(connection, findMigrationSources(task.root));
  const db = connection.handle<ShopTables>();
  const shop = createShop({ db, clock: systemClock, currency: 'EUR' });
  const recsys = createRecsys({
    db: connection.handle<RecsysTables>(),
    clock: systemClock,
    modelStore: diskArtifacts(join(home, 'artifacts')),
    polling: false,
  });
  await recsys.start();
  const { rejected } = await loadCatalog(db, { products: catalog }, { clock: systemClock });
  if (rejected.length > 0) throw new Error(`The catalog was refused: ${JSON.stringify(rejected[0])}`);
  const skus = await db.selectFrom('shop.sku').select(['id', 'code']).execute();
  const skuIds = new Map(skus.map(({ id, code }) => [code, id]));
  say('open');
  const queue = numbers(task);
  const lanes = Array.from({ length: writesAtOnce }, () => writeLane(queue, { shop, recsys, skuIds }));
  await Promise.all(lanes);
  await recsys.close();
  await connection.close();
  say('done');
}

function* numbers({ retry, next, until }: WriterTask): Generator<number> {
  yield* retry;
  for (let n = next; n < until; n += 1) yield n;
}

interface Writers {
  readonly shop: ShopUseCases;
  readonly recsys: Recsys;
  readonly skuIds: ReadonlyMap<string, string>;
}

/** Writes one after the other. A write that fails is not acknowledged, and after it the lane sends nothing more. */
async function writeLane(queue: Iterator<number>, writers: Writers): Promise<void> {
  for (let step = queue.next(); !step.done; step = queue.next()) {
    say(`begin ${step.value}`);
    try {
      say(`ack ${step.value} ${(await write(step.value, writers)) ? 'new' : 'again'}`);
    } catch (error) {
      say(`fail ${step.value} ${String(error).replaceAll('\n', ' ')}`);
      // Not the end of the process: the parent decides when that comes.
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
  }
}

/** Sends the nth write; whether it was new. Throws where it is neither wholly new nor wholly known. */
async function write(n: number, { shop, recsys, skuIds }: Writers): Promise<boolean> {
  const planned = plannedWrite(n);
  if (planned.kind === 'events') {
    const answer = await recsys.events.ingest(shopTenant, planned.events);
    if (!answer.ok) throw new Error(`half: the events were refused: ${JSON.stringify(answer)}`);
    if (answer.accepted !== 0 && answer.duplicates !== 0)
      throw new Error(`half: ${answer.duplicates} of ${planned.events.length} events of one batch were there`);
    return answer.duplicates === 0;
  }
  const answer = await shop.orders.placeOrder({
    idempotencyKey: planned.key,
    lines: planned.lines.map(({ sku, quantity }) => ({ skuId: skuIds.get(sku) ?? '', quantity })),
    visitorId: `visitor-${n % 17}`,
    deliveryAddress: { recipient: 'Ada', line1: 'Way 1', postalCode: '10115', city: 'Berlin', country: 'DE' },
  });
  if (!answer.ok) throw new Error(`half: the order was refused: ${JSON.stringify(answer.error)}`);
  return !answer.value.replayed;
}

await writeUntilKilled(JSON.parse(process.argv[2] ?? '{}') as WriterTask);

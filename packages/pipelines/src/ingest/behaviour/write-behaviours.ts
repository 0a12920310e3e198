import type { EventInput } from '@vitrine/recsys';
import type { CatalogProduct, ShopCustomer, ShopOrder } from '@vitrine/shop/loading';
import type { ImportRun } from '../import-run.ts';
import type { ImportTarget } from '../writing/import-target.ts';
import { RecordWriter, type Placed } from '../writing/record-writer.ts';
import type { Behaviour, BehaviourSource, Deed } from './behaviour.ts';
import { OrderDesk, type Basket } from './order-desk.ts';
import { readBehaviours, type Survey } from './survey.ts';

const batchProducts = 2000;
const batchCustomers = 10_000;
const batchOrders = 2000;
const batchEvents = 5000;

/** Weight of one purchase at most: two thousand candles say no more about taste than ten. */
const valueLimit = 10;

const types: Record<Deed, number> = { view: 0, click: 1, add: 2, purchase: 3, wish: 4 };

interface Writing {
  readonly source: BehaviourSource;
  readonly run: ImportRun;
  readonly writer: RecordWriter;
  readonly minorPerUnit: number;
}

/** Records of many rows, of which none is theirs. */
function ofAllFiles<Row>(rows: readonly Row[]): Placed<Row>[] {
  return rows.map((row) => ({ file: 'all files', line: 0, row }));
}

/** The second pass: products, people, then orders and events. */
export async function writeBehaviours(
  source: BehaviourSource,
  survey: Survey,
  { run, target }: { run: ImportRun; target: ImportTarget },
): Promise<void> {
  const minorPerUnit = source.minorPerUnit(survey.prices);
  const writing: Writing = { source, run, writer: new RecordWriter(run, target), minorPerUnit };
  await writeProducts(writing, survey);
  survey.items.clear();
  if (source.people === 'customers') await writeCustomers(writing, survey);
  survey.people.clear();
  await writeEventsAndOrders(writing);
}

/** Every thing at most once: what the source lists itself, then what only its behaviours name. */
async function writeProducts(writing: Writing, { items }: Survey): Promise<void> {
  const { source, run, writer, minorPerUnit } = writing;
  run.meter.begin('Writing products', items.size, 'rows');
  const write = (batch: readonly CatalogProduct[]) => writer.writeProducts(ofAllFiles(batch));
  if (source.catalog) for await (const batch of source.catalog({ facts: items, minorPerUnit })) await write(batch);
  let batch: CatalogProduct[] = [];
  for (const [id, facts] of items) {
    if (writer.products.has(id)) continue;
    const priceMinor = facts.price === null ? null : Math.round(facts.price * minorPerUnit);
    const product = source.product(id, facts, priceMinor);
    batch.push(source.pictured ? await source.pictured(product) : product);
    if (batch.length < batchProducts) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
  run.meter.end();
}

async function writeCustomers(writing: Writing, { people }: Survey): Promise<void> {
  const { source, run, writer } = writing;
  run.meter.begin('Writing customers', people.size, 'rows');
  const write = (batch: readonly ShopCustomer[]) => writer.writeCustomers(ofAllFiles(batch));
  if (source.customers) for await (const batch of source.customers(people)) await write(batch);
  let batch: ShopCustomer[] = [];
  for (const [externalId, joinedMs] of people) {
    if (writer.customers.has(externalId)) continue;
    batch.push({ source: source.name, externalId, joinedAt: new Date(joinedMs) });
    if (batch.length < batchCustomers) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
  run.meter.end();
}

async function writeEventsAndOrders(writing: Writing): Promise<void> {
  const { source, run } = writing;
  run.meter.begin(
    'Writing events',
    source.tables.reduce((sum, table) => sum + table.file.bytes, 0),
    'bytes',
  );
  const desk = new OrderDesk();
  const queue = new Queue(writing);
  for await (const behaviours of readBehaviours(source, run, () => undefined)) {
    for (const behaviour of behaviours) {
      if (behaviour.deed === 'purchase' && behaviour.price !== null) queue.baskets.push(...desk.add(behaviour));
      else {
        const event = eventOf(writing, behaviour);
        if (event) queue.events.push(event);
      }
    }
    await queue.writeFull();
  }
  queue.baskets.push(...desk.end());
  await queue.writeRest();
  run.meter.end();
}

/** What waits to be written. One batch is under way while the next is read, so that neither waits for the other. */
class Queue {
  events: EventInput[] = [];
  baskets: Basket[] = [];
  readonly #writing: Writing;
  #underWay: Promise<void> = Promise.resolve();

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  async writeFull(): Promise<void> {
    while (this.events.length >= batchEvents) await this.#start(this.#takeEvents());
    while (this.baskets.length >= batchOrders) await this.#start(this.#takeBaskets());
  }

  async writeRest(): Promise<void> {
    while (this.baskets.length > 0) await this.#start(this.#takeBaskets());
    while (this.events.length > 0) await this.#start(this.#takeEvents());
    await this.#underWay;
  }

  async #start(work: () => Promise<void>): Promise<void> {
    await this.#underWay;
    this.#underWay = work();
    // Its failure is thrown where it is waited for, not as a rejection that nobody handles.
    this.#underWay.catch(() => undefined);
  }

  #takeEvents(): () => Promise<void> {
    const batch = this.events.slice(0, batchEvents);
    this.events = this.events.slice(batchEvents);
    return () => this.#writing.writer.writeEvents(batch);
  }

  #takeBaskets(): () => Promise<void> {
    const batch = this.baskets.slice(0, batchOrders);
    this.baskets = this.baskets.slice(batchOrders);
    return () => writeBaskets(this.#writing, batch);
  }
}

/** The orders, then their purchases, a purchase for each thing in an order. */
async function writeBaskets(writing: Writing, baskets: readonly Basket[]): Promise<void> {
  const known = baskets.flatMap((basket) => {
    const lines = basket.lines.filter((line) => writing.writer.products.has(line.item));
    return lines.length > 0 ? [{ ...basket, lines }] : [];
  });
  const orders = known.map((basket) => orderOf(writing, basket));
  await writing.writer.writeOrders(ofAllFiles(orders));
  await writing.writer.writeEvents(known.flatMap((basket) => purchasesOf(writing, basket)));
}

/** The code under which a thing of a source is sold. */
export function skuOf(source: string, item: string): string {
  return `${source}-${item}`.toUpperCase();
}

function orderOf({ source, minorPerUnit, writer }: Writing, basket: Basket): ShopOrder {
  const lines = new Map<string, { sku: string; quantity: number; unitPriceMinor: number }>();
  for (const { item, quantity, price } of basket.lines) {
    const unitPriceMinor = Math.round((price ?? 0) * minorPerUnit);
    const key = `${item} ${unitPriceMinor}`;
    const line = lines.get(key);
    if (line) line.quantity += quantity;
    else lines.set(key, { sku: skuOf(source.name, item), quantity, unitPriceMinor });
  }
  return {
    source: source.name,
    externalId: basket.order,
    customerExternalId: writer.customers.has(basket.person) ? basket.person : null,
    placedAt: new Date(basket.atMs),
    currency: source.currency,
    status: 'delivered',
    lines: [...lines.values()],
  };
}

function purchasesOf(writing: Writing, basket: Basket): EventInput[] {
  const pieces = new Map<string, { first: Behaviour; quantity: number }>();
  for (const line of basket.lines) {
    const known = pieces.get(line.item);
    if (known) known.quantity += line.quantity;
    else pieces.set(line.item, { first: line, quantity: line.quantity });
  }
  const { source, minorPerUnit } = writing;
  return [...pieces.values()].flatMap(({ first, quantity }) => {
    const event = eventOf(writing, first);
    if (!event) return [];
    const { price } = first;
    const bought = {
      order_id: basket.order,
      qty: quantity,
      unit_price: Math.round((price ?? 0) * minorPerUnit) / 100,
      currency: source.currency,
    };
    const ownId = first.order === null ? {} : { sourceEventId: `${source.name}:${basket.order}:${first.item}` };
    return [{ ...event, ...ownId, value: Math.min(quantity, valueLimit), meta: { ...event.meta, ...bought } }];
  });
}

/** The event of one behaviour; null when its thing or person did not get into the shop. */
function eventOf({ source, writer }: Writing, behaviour: Behaviour): EventInput | null {
  const itemId = writer.products.get(behaviour.item);
  const userId =
    source.people === 'sessions' ? `${source.name}-${behaviour.person}` : writer.customers.get(behaviour.person);
  if (itemId === undefined || userId === undefined) return null;
  const { deed, atMs, item, person, session } = behaviour;
  return {
    userId,
    itemId,
    type: types[deed],
    value: 1,
    ts: new Date(atMs),
    // Made of what the row says, time first: the same row is the same event in any file, and an index grows at its end.
    sourceEventId: `${source.name}:${atMs.toString(36)}:${types[deed]}:${item}:${person}`,
    meta: {
      ...(session === null ? {} : { session_id: `${source.name}-${session}` }),
      surface: 'import',
      ...(deed === 'wish' ? { kind: 'feedback', value: 1 } : {}),
    },
  };
}

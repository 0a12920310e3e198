import type { EventInput } from '@vitrine/recsys';
import type { CatalogProduct, LoadReport, ShopCustomer, ShopOrder } from '@vitrine/shop/loading';
import { countWritten, type ImportRun } from '../import-run.ts';
import type { ImportTarget } from '../writing/import-target.ts';
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
  readonly target: ImportTarget;
  readonly minorPerUnit: number;
  /** External id to the shop's. */
  readonly products: Map<string, string>;
  readonly customers: Map<string, string>;
}

/** The second pass: products, people, then orders and events. */
export async function writeBehaviours(
  source: BehaviourSource,
  survey: Survey,
  { run, target }: { run: ImportRun; target: ImportTarget },
): Promise<void> {
  const minorPerUnit = source.minorPerUnit(survey.prices);
  const writing: Writing = { source, run, target, minorPerUnit, products: new Map(), customers: new Map() };
  await writeProducts(writing, survey);
  survey.items.clear();
  if (source.people === 'customers') await writeCustomers(writing, survey);
  survey.people.clear();
  await writeEventsAndOrders(writing);
}

/** Every thing at most once: what the source lists itself, then what only its behaviours name. */
async function writeProducts(writing: Writing, { items }: Survey): Promise<void> {
  const { source, run, target, minorPerUnit } = writing;
  run.meter.begin('Writing products', items.size, 'rows');
  const write = async (batch: readonly CatalogProduct[]) => {
    const report = await target.products(batch);
    await takeReport(run, { kind: 'products', report, rows: batch });
    for (const [external, id] of report.ids) writing.products.set(external, id);
    run.meter.advance(batch.length, batch.length);
  };
  if (source.catalog) for await (const batch of source.catalog({ facts: items, minorPerUnit })) await write(batch);
  let batch: CatalogProduct[] = [];
  for (const [id, facts] of items) {
    if (writing.products.has(id)) continue;
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
  const { source, run, target } = writing;
  run.meter.begin('Writing customers', people.size, 'rows');
  const write = async (batch: readonly ShopCustomer[]) => {
    const report = await target.customers(batch);
    await takeReport(run, { kind: 'customers', report, rows: batch });
    for (const [external, id] of report.ids) writing.customers.set(external, id);
    run.meter.advance(batch.length, batch.length);
  };
  if (source.customers) for await (const batch of source.customers(people)) await write(batch);
  let batch: ShopCustomer[] = [];
  for (const [externalId, joinedMs] of people) {
    if (writing.customers.has(externalId)) continue;
    batch.push({ source: source.name, externalId, joinedAt: new Date(joinedMs) });
    if (batch.length < batchCustomers) continue;
    await write(batch);
    batch = [];
  }
  if (batch.length > 0) await write(batch);
  run.meter.end();
}

async function takeReport(
  run: ImportRun,
  {
    kind,
    report,
    rows,
  }: { kind: 'products' | 'customers' | 'orders'; report: LoadReport; rows: readonly { externalId: string }[] },
): Promise<void> {
  countWritten(run.written[kind], report);
  for (const { index, field, reason } of report.rejected) {
    const message = `${kind} ${rows[index]?.externalId ?? '?'}: ${reason}`;
    await run.rejects.add({ file: 'all files', line: 0, field, reason: 'refused-by-shop', message });
  }
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
    return () => writeEvents(this.#writing, batch);
  }

  #takeBaskets(): () => Promise<void> {
    const batch = this.baskets.slice(0, batchOrders);
    this.baskets = this.baskets.slice(batchOrders);
    return () => writeBaskets(this.#writing, batch);
  }
}

async function writeEvents({ run, target }: Writing, events: readonly EventInput[]): Promise<void> {
  const outcome = await target.events(events);
  const refused = outcome.ok ? outcome.rejected : outcome.error.rejected;
  if (outcome.ok)
    countWritten(run.written.events, { inserted: outcome.accepted, updated: 0, unchanged: outcome.duplicates });
  for (const { index, field, message } of refused) {
    const label = events[index]?.sourceEventId ?? '?';
    await run.rejects.add({
      file: 'all files',
      line: 0,
      field,
      reason: 'refused-by-recommender',
      message: `${label}: ${message}`,
    });
  }
}

/** The orders, then their purchases, a purchase for each thing in an order. */
async function writeBaskets(writing: Writing, baskets: readonly Basket[]): Promise<void> {
  const known = baskets.flatMap((basket) => {
    const lines = basket.lines.filter((line) => writing.products.has(line.item));
    return lines.length > 0 ? [{ ...basket, lines }] : [];
  });
  const orders = known.map((basket) => orderOf(writing, basket));
  await takeReport(writing.run, { kind: 'orders', report: await writing.target.orders(orders), rows: orders });
  const events = known.flatMap((basket) => purchasesOf(writing, basket));
  for (let start = 0; start < events.length; start += batchEvents)
    await writeEvents(writing, events.slice(start, start + batchEvents));
}

/** The code under which a thing of a source is sold. */
export function skuOf(source: string, item: string): string {
  return `${source}-${item}`.toUpperCase();
}

function orderOf({ source, minorPerUnit, customers }: Writing, basket: Basket): ShopOrder {
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
    customerExternalId: customers.has(basket.person) ? basket.person : null,
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
function eventOf({ source, products, customers }: Writing, behaviour: Behaviour): EventInput | null {
  const itemId = products.get(behaviour.item);
  const userId = source.people === 'sessions' ? `${source.name}-${behaviour.person}` : customers.get(behaviour.person);
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

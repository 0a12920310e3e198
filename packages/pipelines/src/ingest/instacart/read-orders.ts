import { keepText } from '../reading/read-lines.ts';
import { readRows } from '../reading/read-rows.ts';
import type { OpenTable } from '../reading/row-batches.ts';
import { idFault, readAmount, readId } from '../values/log-values.ts';
import type { ImportRun } from '../import-run.ts';

/** Who placed an order, and when. */
export interface PlacedOrder {
  readonly person: string;
  readonly atMs: number;
}

/** Finds an order by its id. */
export interface OrderBook {
  find(order: string): PlacedOrder | undefined;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** A Sunday. The set was published in May 2017; every customer's last order falls into the week that begins here. */
const lastWeekMs = Date.UTC(2017, 4, 28);

interface OrderRow {
  readonly order: string;
  readonly person: string;
  readonly number: number;
  readonly weekday: number;
  readonly hour: number;
  /** Null at a customer's first order. */
  readonly daysBefore: number | null;
}

/** Reads the orders of everybody and gives each a date: see {@link dateOrders}. */
export async function readOrders(tables: readonly OpenTable[], run: ImportRun): Promise<OrderBook> {
  run.meter.begin(
    'Reading orders',
    tables.reduce((sum, table) => sum + table.file.bytes, 0),
    'bytes',
  );
  const book = new Map<string, PlacedOrder>();
  // Orders of one customer stand together in the file as it is published; elsewhere they are gathered first.
  const byPerson = new Map<string, OrderRow[]>();
  for await (const row of readRows(tables, run, judgeOrder)) {
    const known = byPerson.get(row.person);
    if (known) known.push(row);
    else byPerson.set(row.person, [row]);
  }
  for (const [person, rows] of byPerson) {
    for (const [order, atMs] of dateOrders(rows)) book.set(order, { person, atMs });
    byPerson.delete(person);
  }
  run.meter.end();
  return { find: (order) => book.get(order) };
}

/** The last order lies in the last week, on its weekday and hour; each before it as many days back as the source says. */
export function dateOrders(rows: readonly OrderRow[]): [string, number][] {
  const sorted = rows.toSorted((left, right) => left.number - right.number);
  const last = sorted.at(-1);
  if (!last) return [];
  let dayStart = lastWeekMs + last.weekday * dayMs;
  return sorted.toReversed().map((row) => {
    const atMs = dayStart + row.hour * hourMs;
    dayStart -= (row.daysBefore ?? 0) * dayMs;
    return [row.order, atMs];
  });
}

function judgeOrder(fields: readonly string[]) {
  const [order = '', user = '', number = '', weekday = '', hour = '', days = ''] = fields;
  const idProblem = idFault(order, 'order_id') ?? idFault(user, 'user_id');
  if (idProblem) return { fault: idProblem };
  const wrong = (field: string, text: string, range: string) => ({
    fault: { field, reason: 'bad-number', message: `"${text.slice(0, 40)}" is no number from ${range}` },
  });
  const dow = Number(weekday);
  if (weekday === '' || !(dow >= 0 && dow <= 6)) return wrong('order_dow', weekday, '0 to 6');
  const hourOfDay = Number(hour);
  if (hour === '' || !(hourOfDay >= 0 && hourOfDay <= 23)) return wrong('order_hour_of_day', hour, '0 to 23');
  const daysBefore = days === '' || /^nan?$/i.test(days) ? null : readAmount(days);
  if (daysBefore !== null && !(daysBefore >= 0 && daysBefore <= 3660))
    return wrong('days_since_prior_order', days, '0 to 3660');
  const row: OrderRow = {
    order: readId(order),
    person: keepText(readId(user)),
    number: Number(number) || 0,
    weekday: Math.trunc(dow),
    hour: Math.trunc(hourOfDay),
    daysBefore,
  };
  return { row };
}

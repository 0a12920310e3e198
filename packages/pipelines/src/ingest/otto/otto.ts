import type { CatalogProduct } from '@vitrine/shop/loading';
import type { BehaviourSource, Deed, ItemFacts, Reading } from '../behaviour/behaviour.ts';
import { plainProduct, shelfPath } from '../behaviour/plain-product.ts';
import type { OpenTable, TableRow, TableSpec } from '../reading/row-batches.ts';
import { idFault, readId, readTime, timeFault } from '../values/log-values.ts';
import { openTables, runBehaviours } from '../behaviour/run-behaviours.ts';
import type { ImportFormat } from '../import-run.ts';

const source = 'otto';

const sessions = {
  name: 'sessions of OTTO',
  columns: [{ name: 'session' }, { name: 'events' }],
} as const satisfies TableSpec;

const flat = {
  name: 'events of OTTO',
  columns: [{ name: 'session' }, { name: 'aid' }, { name: 'ts' }, { name: 'type' }],
} as const satisfies TableSpec;

const deeds: Readonly<Record<string, Deed>> = {
  clicks: 'click',
  carts: 'add',
  orders: 'purchase',
  // The flat tables that people make of it number the kinds in this order.
  '0': 'click',
  '1': 'add',
  '2': 'purchase',
};

/** Sessions of OTTO's recommender data: clicks, carts and orders of people nobody knows, without prices. */
export const otto: ImportFormat = {
  name: source,
  describe:
    'Sessions of the OTTO recommender data: train.jsonl, test.jsonl, or a flat table (session, aid, ts, type); a file or a folder.',
  async run(run) {
    await runBehaviours(sourceOf(await openTables(run, [sessions, flat])), run);
  },
};

function sourceOf(tables: readonly OpenTable[]): BehaviourSource {
  return {
    name: source,
    people: 'sessions',
    currency: 'EUR',
    tables,
    reader: (table) => (table.spec.name === flat.name ? judgeFlat : judgeSession),
    minorPerUnit: () => 100,
    product,
    notes: [
      'The source names no prices: products cost 0 until priced, and orders become purchase events only. Stock is set to 100.',
    ],
  };
}

function judgeFlat({ line, fields }: TableRow): Reading {
  const [session = '', aid = '', ts = '', type = ''] = fields;
  return judgeEvent({ aid, ts, type }, { line, session, row: fields });
}

/** A line holds a whole session; each of its events is judged for itself. */
function judgeSession({ line, fields }: TableRow): Reading | Reading[] {
  const [session = '', text = ''] = fields;
  let events: unknown;
  try {
    events = JSON.parse(text);
  } catch {
    events = null;
  }
  const row = [session, text.slice(0, 500)];
  if (!Array.isArray(events))
    return { ok: false, line, field: 'events', reason: 'bad-events', message: 'is no list of events', row };
  return events.map((event: unknown) =>
    judgeEvent(typeof event === 'object' && event !== null ? event : {}, { line, session, row }),
  );
}

function judgeEvent(
  event: { aid?: unknown; ts?: unknown; type?: unknown },
  { line, session, row }: { line: number; session: string; row: readonly string[] },
): Reading {
  const shown = row.map((field) => field.slice(0, 200));
  const aid = String(event.aid ?? '');
  const fault = idFault(session, 'session') ?? idFault(aid, 'aid');
  if (fault) return { ok: false, line, ...fault, row: shown };
  const atMs = readTime(String(event.ts ?? ''));
  if (Number.isNaN(atMs)) return { ok: false, line, ...timeFault('ts', String(event.ts ?? '')), row: shown };
  const type = String(event.type ?? '').toLowerCase();
  const deed = deeds[type] ?? deeds[`${type}s`];
  if (deed === undefined)
    return {
      ok: false,
      line,
      field: 'type',
      reason: 'bad-event-type',
      message: `"${type.slice(0, 40)}" is none of clicks, carts, orders`,
      row: shown,
    };
  const person = readId(session);
  const behaviour = {
    deed,
    atMs,
    item: readId(aid),
    person,
    session: person,
    price: null,
    quantity: 1,
    order: null,
    category: '',
    brand: '',
  } as const;
  return { ok: true, line, behaviour };
}

function product(id: string, facts: ItemFacts, priceMinor: number | null): CatalogProduct {
  return plainProduct({
    source,
    id,
    name: `Article ${id}`,
    path: shelfPath(['Articles']),
    facts,
    currency: 'EUR',
    priceMinor,
  });
}

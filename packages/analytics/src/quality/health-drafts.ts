import type { EventFacts, HealthCheck } from './event-health.ts';

/** A check before it is held against its threshold. */
export interface HealthDraft {
  readonly name: HealthCheck['name'];
  readonly area: HealthCheck['area'];
  readonly what: string;
  /** NaN where there is nothing to measure. */
  readonly value: number;
  readonly unit?: HealthCheck['unit'];
  /** The threshold is the least, not the most. */
  readonly least?: boolean;
  readonly sentence: string;
}

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : Number.NaN);

/** What every event should carry, and the form of its fields. */
export function fieldDrafts(facts: EventFacts): HealthDraft[] {
  const drift = findDrift(facts);
  return [
    {
      name: 'missingItem',
      area: 'fields',
      what: 'views, clicks, adds and purchases without an item',
      value: share(facts.withoutItem, facts.events),
      sentence: 'Send item_id with each of them; only searches, ratings and whole orders go without.',
    },
    {
      name: 'missingSession',
      area: 'fields',
      what: 'events without a session',
      value: share(facts.withoutSession, facts.events),
      sentence: 'Send meta.session_id, or map a session column: session models and funnels need it.',
    },
    {
      name: 'driftFields',
      area: 'schema',
      what: 'fields of meta that came, went or changed type in the last week',
      value: drift.known ? drift.fields.length : Number.NaN,
      unit: 'fields',
      sentence:
        drift.fields.length > 0
          ? `${drift.fields.slice(0, 6).join('; ')}. Compare with the last release of the sender.`
          : drift.known
            ? 'The fields are those of the weeks before.'
            : 'There are too few events in the last week, or before it, to tell.',
    },
    {
      name: 'wrongTypes',
      area: 'schema',
      what: 'values of another type than the dictionary says',
      value: share(drift.wrong, drift.values),
      sentence:
        drift.wrong > 0
          ? `${drift.wrongFields.slice(0, 6).join('; ')}. Send them as docs/data-contract.md says.`
          : 'Known fields have the types of the dictionary.',
    },
  ];
}

/** Times without events, and clocks. */
export function timeDrafts(facts: EventFacts): HealthDraft[] {
  const gaps = findGaps(facts);
  return [
    {
      name: 'gapHours',
      area: 'time',
      what: `longest time without events${gaps.where}`,
      value: gaps.longest,
      unit: 'hours',
      sentence: 'Look at the sender of that time: a gap is missed learning, and popularity falls in it.',
    },
    {
      name: 'emptyDays',
      area: 'time',
      what: 'days between the first and the last event that have none',
      value: gaps.emptyDays,
      sentence: gaps.perType || 'Send what was kept back as a backfill, or shorten the span with --since.',
    },
    {
      name: 'future',
      area: 'clock',
      what: 'events later than now',
      value: share(facts.future, facts.events),
      sentence:
        'They would rank above everything for ever: correct the clock or the time zone of the sender and delete them.',
    },
    {
      name: 'ancient',
      area: 'clock',
      what: 'events before 1995',
      value: share(facts.ancient, facts.events),
      sentence: 'A unit was taken wrongly (seconds for milliseconds), or a date was empty: correct and import again.',
    },
    {
      name: 'clockApart',
      area: 'clock',
      what: 'events whose client’s clock is more than a day off',
      value: share(facts.clockApart, facts.withClientClock),
      sentence: 'The server’s time rules, so ranking is safe; many of them mean that events wait long in the browser.',
    },
  ];
}

/** How thin and how lopsided the knowledge is. */
export function spreadDrafts(facts: EventFacts): HealthDraft[] {
  const shelves = shelfBalance(facts.categories);
  return [
    {
      name: 'sparsity',
      area: 'sparsity',
      what: 'pairs of a person and an item that nothing is known of',
      value: facts.users > 0 && facts.items > 0 ? 1 - facts.pairs / (facts.users * facts.items) : Number.NaN,
      sentence: 'Above this, personal models have little to learn from: content and popularity carry the shop.',
    },
    {
      name: 'oneEventUsers',
      area: 'sparsity',
      what: 'people with a single event',
      value: share(facts.usersOfOneEvent, facts.users),
      sentence: 'Many of them mean that visitor ids do not last: check cookies and the id that is sent.',
    },
    {
      name: 'topCategory',
      area: 'categories',
      what: `events in the largest category${shelves.name}`,
      value: shelves.top,
      sentence: 'One category drowns the others: weight it down, or check whether categories are read rightly.',
    },
    {
      name: 'evenness',
      area: 'categories',
      what: 'evenness of the categories (entropy over its most)',
      value: shelves.evenness,
      least: true,
      sentence: 'Below this, what is learnt of small categories is chance.',
    },
    {
      name: 'repeated',
      area: 'duplicates',
      what: 'events that repeat another (person, item, type, moment)',
      value: share(facts.repeated, facts.events),
      sentence: 'Send source_event_id, so that a repeated sending counts once.',
    },
    {
      name: 'busyUsers',
      area: 'outliers',
      what: 'events of people with over 500 in a day (bots, tests)',
      value: share(
        facts.busyUserDays.reduce((sum, { count }) => sum + count, 0),
        facts.events,
      ),
      sentence:
        facts.busyUserDays.length > 0
          ? `${facts.busyUserDays
              .slice(0, 3)
              .map(({ userId, day, count }) => `${userId} ${count} on ${day}`)
              .join('; ')}: exclude them at the sender.`
          : 'Nobody does more than a person can.',
    },
  ];
}

/** Whether what events name is there. */
export function referenceDrafts(facts: EventFacts): HealthDraft[] {
  const { books, unknownItems } = facts;
  const seen = unknownItems.examples.length > 0 ? ` (most often ${unknownItems.examples.join(', ')})` : '';
  return [
    {
      name: 'unknownItems',
      area: 'references',
      what: 'events of items that the catalog does not have',
      value: facts.catalogItems > 0 ? share(facts.unknownItems.events, facts.events) : Number.NaN,
      sentence: `${facts.unknownItems.items} such items${seen}: import the catalog, or correct the ids.`,
    },
    {
      name: 'unknownUsers',
      area: 'references',
      what: 'events of people without a record',
      value: share(facts.unknownUsers, facts.events),
      sentence: 'Visitors who are not logged in belong here; of a shop with logins only, import the customers.',
    },
    {
      name: 'purchasesWithoutOrder',
      area: 'references',
      what: 'purchases whose order is not in the shop',
      value: books && books.orders > 0 ? share(books.purchasesWithoutOrder, books.purchases) : Number.NaN,
      sentence: 'Import the orders, or send meta.order_id with each purchase.',
    },
    {
      name: 'ordersWithoutPurchase',
      area: 'references',
      what: 'sold orders of known people without a purchase event',
      value: books ? share(books.ordersWithoutPurchase, books.orders) : Number.NaN,
      sentence:
        'Their buyers are taken for lookers: import the orders again with purchases, and see that the outbox runs (vitrine doctor).',
    },
  ];
}

const hourMs = 3_600_000;
const dayMs = 86_400_000;

function findGaps({ hours, events }: EventFacts): {
  longest: number;
  where: string;
  emptyDays: number;
  perType: string;
} {
  const filled = [...new Set(hours.map(({ hour }) => hour))].sort((a, b) => a - b);
  if (filled.length === 0 || events === 0)
    return { longest: Number.NaN, where: '', emptyDays: Number.NaN, perType: '' };
  let longest = 0;
  let start = 0;
  for (let at = 1; at < filled.length; at++) {
    const gap = (filled[at] - filled[at - 1]) / hourMs - 1;
    if (gap > longest) {
      longest = gap;
      start = filled[at - 1] + hourMs;
    }
  }
  const days = (times: readonly number[]): number => new Set(times.map((time) => Math.floor(time / dayMs))).size;
  const span = Math.floor(filled[filled.length - 1] / dayMs) - Math.floor(filled[0] / dayMs) + 1;
  const types = [...new Set(hours.map(({ type }) => type))].sort((a, b) => a - b);
  const perType = types.map(
    (type) => `type ${type} on ${days(hours.filter((row) => row.type === type).map(({ hour }) => hour))}`,
  );
  return {
    longest,
    where: longest > 0 ? `, from ${new Date(start).toISOString().slice(0, 13)} h` : '',
    emptyDays: 1 - days(filled) / span,
    perType: `Of ${span} days, ${perType.join(', ')} had events.`,
  };
}

function findDrift({ meta, dictionary }: EventFacts): {
  known: boolean;
  fields: string[];
  wrong: number;
  wrongFields: string[];
  values: number;
} {
  const fields: string[] = [];
  const wrongFields: string[] = [];
  let wrong = 0;
  let values = 0;
  const byField = new Map<string, { before: Map<string, number>; since: Map<string, number> }>();
  for (const { field, valueType, before, since } of meta.fields) {
    if (valueType === 'null') continue;
    const entry = byField.get(field) ?? { before: new Map<string, number>(), since: new Map<string, number>() };
    if (before > 0) entry.before.set(valueType, before);
    if (since > 0) entry.since.set(valueType, since);
    byField.set(field, entry);
    const expected = dictionary[field];
    values += before + since;
    if (expected !== undefined && expected !== valueType) {
      wrong += before + since;
      wrongFields.push(`${field} is ${valueType} instead of ${expected} in ${before + since}`);
    }
  }
  // Fewer than this on either side says nothing about what came or went.
  const known = meta.before >= 50 && meta.since >= 50;
  const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0);
  if (known)
    for (const [field, { before, since }] of byField) {
      const [shareBefore, shareSince] = [sum(before) / meta.before, sum(since) / meta.since];
      if (shareBefore > 0.02 && shareSince === 0)
        fields.push(`${field} went (it was in ${Math.round(shareBefore * 100)} %)`);
      else if (shareSince > 0.02 && shareBefore === 0)
        fields.push(`${field} is new (in ${Math.round(shareSince * 100)} %)`);
      else {
        const types = [...since.keys()].filter((type) => before.size > 0 && !before.has(type));
        if (types.length > 0)
          fields.push(`${field} became ${types.join(' and ')}, it was ${[...before.keys()].join(' and ')}`);
      }
    }
  return { known, fields, wrong, wrongFields, values };
}

function shelfBalance(categories: EventFacts['categories']): { top: number; evenness: number; name: string } {
  const total = categories.reduce((sum, { count }) => sum + count, 0);
  if (total === 0 || categories.length < 2) return { top: Number.NaN, evenness: Number.NaN, name: '' };
  const top = categories.reduce((left, right) => (right.count > left.count ? right : left));
  let entropy = 0;
  for (const { count } of categories) if (count > 0) entropy -= (count / total) * Math.log(count / total);
  return {
    top: top.count / total,
    evenness: entropy / Math.log(categories.length),
    name: ` (${top.category || 'none'})`,
  };
}

import { fieldDrafts, referenceDrafts, spreadDrafts, timeDrafts } from './health-drafts.ts';

/** What the checks are made from; counts of events unless it says otherwise. Times in unix milliseconds. */
export interface EventFacts {
  readonly now: number;
  readonly events: number;
  readonly users: number;
  readonly items: number;
  readonly pairs: number;
  readonly usersOfOneEvent: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly future: number;
  readonly ancient: number;
  readonly withoutItem: number;
  readonly withoutSession: number;
  readonly clockApart: number;
  readonly withClientClock: number;
  readonly repeated: number;
  readonly hours: readonly { readonly hour: number; readonly type: number; readonly count: number }[];
  readonly unknownItems: { readonly events: number; readonly items: number; readonly examples: readonly string[] };
  readonly unknownUsers: number;
  /** Known people and items; 0 when the namespace has none to compare with. */
  readonly catalogItems: number;
  readonly categories: readonly { readonly category: string; readonly count: number }[];
  readonly busyUserDays: readonly { readonly userId: string; readonly day: string; readonly count: number }[];
  readonly meta: {
    readonly fields: readonly {
      readonly field: string;
      readonly valueType: string;
      readonly before: number;
      readonly since: number;
    }[];
    readonly before: number;
    readonly since: number;
  };
  /** Type of value of each known field of `meta`. */
  readonly dictionary: Readonly<Record<string, string>>;
  /** Null where there are no orders to compare with. */
  readonly books: {
    readonly purchases: number;
    readonly purchasesWithoutOrder: number;
    readonly orders: number;
    readonly ordersWithoutPurchase: number;
  } | null;
}

/** The most that is taken, each a share from 0 to 1 unless it says otherwise. */
export interface HealthThresholds {
  readonly missingItem: number;
  readonly missingSession: number;
  readonly repeated: number;
  readonly future: number;
  readonly ancient: number;
  readonly clockApart: number;
  readonly unknownItems: number;
  readonly unknownUsers: number;
  readonly gapHours: number;
  readonly emptyDays: number;
  readonly sparsity: number;
  readonly oneEventUsers: number;
  readonly topCategory: number;
  /** Least evenness of the categories, 0 (one takes all) to 1 (all alike). */
  readonly evenness: number;
  readonly driftFields: number;
  readonly wrongTypes: number;
  readonly busyUsers: number;
  readonly purchasesWithoutOrder: number;
  readonly ordersWithoutPurchase: number;
}

/** Thresholds that a healthy shop keeps. */
export const healthyShop: HealthThresholds = {
  missingItem: 0.001,
  missingSession: 0.5,
  repeated: 0.01,
  future: 0,
  ancient: 0,
  clockApart: 0.01,
  unknownItems: 0.01,
  unknownUsers: 1,
  gapHours: 48,
  emptyDays: 0.25,
  sparsity: 0.9999,
  oneEventUsers: 0.8,
  topCategory: 0.6,
  evenness: 0.3,
  driftFields: 0,
  wrongTypes: 0.001,
  busyUsers: 0.05,
  purchasesWithoutOrder: 0.01,
  ordersWithoutPurchase: 0.01,
};

/** One check: what was measured, what is allowed, and what to do. */
export interface HealthCheck {
  readonly name: keyof HealthThresholds;
  readonly area:
    | 'fields'
    | 'schema'
    | 'time'
    | 'sparsity'
    | 'categories'
    | 'duplicates'
    | 'references'
    | 'clock'
    | 'outliers';
  readonly what: string;
  readonly value: number;
  readonly threshold: number;
  /** The threshold is the least that is asked, not the most. */
  readonly least: boolean;
  readonly unit: 'share' | 'hours' | 'fields';
  /** `none`: nothing to measure. */
  readonly verdict: 'ok' | 'fail' | 'none';
  readonly sentence: string;
}

/** Judges the events of one namespace. Every check is there, in a fixed order; those with nothing to measure say so. */
export function judgeEventHealth(facts: EventFacts, thresholds: HealthThresholds = healthyShop): HealthCheck[] {
  const drafts = [...fieldDrafts(facts), ...timeDrafts(facts), ...spreadDrafts(facts), ...referenceDrafts(facts)];
  return drafts.map(({ least = false, unit = 'share', ...draft }) => {
    const threshold = thresholds[draft.name];
    const past = least ? draft.value < threshold : draft.value > threshold;
    return { ...draft, unit, least, threshold, verdict: Number.isNaN(draft.value) ? 'none' : past ? 'fail' : 'ok' };
  });
}

import { startOfDay } from './calendar.ts';
import type { Random } from './random.ts';
import { eventTypes, type BehaviourEvent, type SimulatedOrder } from './records.ts';
import type { SessionStep, ShopWorld, Surface } from './session.ts';
import type { Visitor } from './visitors.ts';

/** An event that waits for its day's sorting; `order` breaks ties in the order of doing. */
export interface TimedEvent {
  readonly ms: number;
  readonly order: number;
  readonly userId: string;
  readonly step: SessionStep;
  readonly type: 0 | 1 | 2 | 3;
  readonly session: Session;
  readonly line: number;
}

interface Session {
  readonly id: string;
  readonly referrer: string;
  readonly device: 'phone' | 'desk' | 'tablet';
  readonly order: SimulatedOrder | null;
  readonly firstMs: number;
}

/** Lists that the shop itself recommends; a click there is recorded as such, with its rank. */
const recommending: ReadonlySet<Surface> = new Set<Surface>(['home', 'pdp-similar', 'trending', 'recently-viewed']);

/** Where visits come from, roughly the origin shares of a marketplace's leads. */
const referrers = ['search-engine', 'direct', 'paid-search', 'social', 'email', 'referral'];
const referrerShares = [0.36, 0.27, 0.15, 0.1, 0.08, 0.04];
const devices = ['phone', 'desk', 'tablet'] as const;
const deviceShares = [0.58, 0.36, 0.06];

/** Makes wire events out of session steps. */
export class EventWriter {
  readonly #world: ShopWorld;
  readonly #prefix: string;
  #sessions = 0;
  #order = 0;
  #written = 0;

  constructor(world: ShopWorld, seed: number) {
    this.#world = world;
    this.#prefix = `demo-${seed}`;
  }

  /** Queues the events of a session and answers how many they are. */
  queue(
    played: { visitor: Visitor; steps: readonly SessionStep[]; order: SimulatedOrder | null; random: Random },
    into: TimedEvent[],
  ): number {
    if (played.steps.length === 0) return 0;
    const before = into.length;
    const session = this.#openSession(played);
    let line = 0;
    for (const step of played.steps) {
      const entry = { userId: played.visitor.userId, step, session, line: 0 };
      if (step.action === 'view' && recommending.has(step.surface)) {
        // the click comes before the page, but not before midnight: its day may have been given out already
        const clickMs = Math.max(step.ms - 600, startOfDay(step.ms));
        into.push({ ...entry, ms: clickMs, order: this.#order++, type: eventTypes.click });
      }
      if (step.action === 'purchase') line++;
      into.push({ ...entry, ms: step.ms, order: this.#order++, type: eventTypes[step.action], line });
    }
    return into.length - before;
  }

  #openSession(played: {
    visitor: Visitor;
    steps: readonly SessionStep[];
    order: SimulatedOrder | null;
    random: Random;
  }): Session {
    this.#sessions++;
    return {
      id: `${this.#prefix}-s${this.#sessions.toString(36)}`,
      referrer: referrers[played.random.weighted(referrerShares, 1)] ?? 'direct',
      device: devices[played.random.weighted(deviceShares, 1)] ?? 'phone',
      order: played.order,
      firstMs: played.steps[0]?.ms ?? 0,
    };
  }

  /** The wire form of an event; numbers its id, so call it in the final order. */
  write(event: TimedEvent): BehaviourEvent {
    this.#written++;
    const product = this.#world.shelf.products[event.step.product];
    return {
      source_event_id: `${this.#prefix}-e${this.#written.toString(36)}`,
      user_id: event.userId,
      item_id: product?.externalId ?? '',
      type: event.type,
      value: event.step.quantity,
      ts: new Date(event.ms).toISOString(),
      meta: this.#meta(event),
    };
  }

  #meta(event: TimedEvent): BehaviourEvent['meta'] {
    const { step, session } = event;
    if (event.type === eventTypes.purchase) return this.#purchaseMeta(event);
    if (event.type === eventTypes.add) {
      return { session_id: session.id, surface: 'pdp', quantity: step.quantity, device: session.device };
    }
    const recommended = recommending.has(step.surface);
    if (event.type === eventTypes.click) {
      return { session_id: session.id, surface: step.surface, recommended, rank: step.rank, device: session.device };
    }
    const meta = { session_id: session.id, surface: 'pdp', from: step.surface, device: session.device };
    return event.ms === session.firstMs ? { ...meta, referrer: session.referrer } : meta;
  }

  #purchaseMeta(event: TimedEvent): BehaviourEvent['meta'] {
    const { session } = event;
    const line = session.order?.lines[event.line - 1];
    const currency = session.order?.currency ?? 'EUR';
    return {
      session_id: session.id,
      surface: 'checkout',
      order_id: session.order?.externalId ?? '',
      line_item_id: `${session.order?.externalId ?? ''}-${event.line}`,
      sku: line?.sku ?? '',
      quantity: line?.quantity ?? 1,
      unit_price: (line?.unitPriceMinor ?? 0) / 100,
      currency,
      device: session.device,
    };
  }
}

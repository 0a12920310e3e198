import { dayFactor, dayMs, shareOfDayUntil, startOfDay, timeWithinDay } from './calendar.ts';
import { Demand } from './demand.ts';
import { EventWriter, type TimedEvent } from './event-writer.ts';
import { buildPersonas } from './personas.ts';
import { PurchaseDesk } from './purchases.ts';
import { mix, Random } from './random.ts';
import { customerExternalId, type BehaviourDay, type SimulatedOrder } from './records.ts';
import { playSession, type ShopWorld } from './session.ts';
import { buildShelf, type ShelfProduct } from './shelf.ts';
import { CustomerStates, driftTaste, guestVisitor, type Visitor } from './visitors.ts';

/** What to simulate. Equal options give equal output, event by event. */
export interface BehaviourOptions {
  readonly products: readonly ShelfProduct[];
  /** Customers with an account. */
  readonly customers: number;
  /** About how many events in all; met within one session's length a day. */
  readonly events: number;
  /** Length of the history, in days. */
  readonly days: number;
  readonly seed: number;
  /** Everything happens before this time. */
  readonly asOf: Date;
}

/** Mean events of a session, only used to share the wanted events between customers and guests. */
const eventsPerSession = 4.4;

/** Share of sessions by people with an account. */
const customerSessionShare = 0.5;

/** Share of guest sessions by someone who was here lately. */
const guestReturnChance = 0.2;

/**
 * Plays the shop's history day by day and yields each day when it is done, in time order. Memory is bounded by
 * customers (about 70 bytes each) and products, not by events. Cost: about a microsecond for each product of a category
 * and page view.
 */
export function* simulateBehaviour(options: BehaviourOptions): Generator<BehaviourDay, void, void> {
  checkOptions(options);
  const simulation = new Simulation(options);
  for (let day = 0; day <= options.days; day++) {
    const result = simulation.playDay(day);
    if (result !== null) yield result;
  }
}

class Simulation {
  readonly #options: BehaviourOptions;
  readonly #world: ShopWorld;
  readonly #customers: CustomerStates;
  readonly #desk: PurchaseDesk;
  readonly #writer: EventWriter;
  readonly #random = new Random();
  readonly #dayBudgets: Float64Array;
  readonly #firstOfDay: Int32Array;
  readonly #nextOfDay: Int32Array;
  readonly #startMs: number;
  readonly #recentGuests: number[] = [];
  #guests = 0;
  #emitted = 0;
  #wanted = 0;
  #carried: TimedEvent[] = [];

  constructor(options: BehaviourOptions) {
    this.#options = options;
    const asOfMs = options.asOf.getTime();
    this.#startMs = startOfDay(asOfMs) - (options.days - 1) * dayMs;
    const shelf = buildShelf(options.products);
    const personas = buildPersonas(shelf, options.seed);
    this.#world = { shelf, personas, demand: new Demand(shelf, personas, options.seed) };
    this.#customers = new CustomerStates(options.customers, options.seed, options.days);
    this.#customers.scaleVisits((options.events / eventsPerSession) * customerSessionShare, options.days);
    this.#desk = new PurchaseDesk(this.#world, { asOfMs, seed: options.seed });
    this.#writer = new EventWriter(this.#world, options.seed);
    this.#dayBudgets = dayBudgets(this.#startMs, options);
    this.#firstOfDay = new Int32Array(options.days + 1).fill(-1);
    this.#nextOfDay = new Int32Array(options.customers).fill(-1);
    this.#scheduleFirstVisits();
  }

  playDay(day: number): BehaviourDay | null {
    if (day >= this.#options.days) return null;
    const dayStartMs = this.#startMs + day * dayMs;
    this.#world.demand.advance(dayStartMs);
    const pending = this.#carried;
    this.#carried = [];
    const orders: SimulatedOrder[] = [];
    const today = { day, dayStartMs, pending, orders };
    this.#wanted += this.#dayBudgets[day] ?? 0;
    this.#playCustomers(today);
    // on the last day most visits may fall after `asOf`; they count as tries, so that the loop ends
    for (let tries = 0; this.#emitted < this.#wanted && tries < this.#options.events + 1000; tries++)
      this.#playGuest(today);
    orders.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime());
    const due = this.#dueToday(pending, dayStartMs + dayMs);
    return {
      dayStart: new Date(dayStartMs),
      events: due.map((event) => this.#writer.write(event)),
      orders,
      reviews: this.#desk.takeReviews(Math.floor(dayStartMs / dayMs)),
    };
  }

  /** A session that began before midnight may end after it: its later events wait for their own day. */
  #dueToday(pending: TimedEvent[], endMs: number): TimedEvent[] {
    const due = pending.filter((event) => event.ms < endMs);
    this.#carried = pending.filter((event) => event.ms >= endMs && event.ms < this.#options.asOf.getTime());
    return due.sort((a, b) => a.ms - b.ms || a.order - b.order);
  }

  #playCustomers(today: Today): void {
    let customer = this.#firstOfDay[today.day] ?? -1;
    while (customer >= 0) {
      const following = this.#nextOfDay[customer] ?? -1;
      this.#playCustomer(customer, today);
      customer = following;
    }
  }

  #playCustomer(customer: number, today: Today): void {
    const states = this.#customers;
    const visit = (states.visits[customer] ?? 0) + 1;
    states.visits[customer] = visit;
    const random = this.#random.seed(this.#options.seed, states.seeds[customer] ?? 0, visit);
    // quiet days see fewer visits: some who meant to come today come a little later
    const quiet = dayFactor(today.dayStartMs) / 1.5;
    if (random.chance(Math.min(quiet, 1))) {
      const visitor = states.visitor(customer, customerExternalId(customer));
      driftTaste(visitor, today.day - (states.lastVisitDay[customer] ?? today.day), random);
      states.lastVisitDay[customer] = today.day;
      this.#playVisit(visitor, random, today);
      states.lastBought[customer] = visitor.lastBought;
      this.#schedule(customer, today.day + this.#gapDays(customer, random));
    } else {
      this.#schedule(customer, today.day + 1 + random.below(3));
    }
  }

  /** Visits come in bursts: a third of the next ones follow within days, the others after a long pause. */
  #gapDays(customer: number, random: Random): number {
    const mean = this.#customers.meanGapDays[customer] ?? 30;
    const gap = random.chance(0.35) ? random.exponential(Math.min(2, mean)) : random.exponential(mean * 1.25);
    return Math.max(1, Math.round(gap));
  }

  #playGuest(today: Today): void {
    this.#guests++;
    const random = this.#random.seed(this.#options.seed, 0x60e57, this.#guests);
    const known = this.#recentGuests.length > 0 && random.chance(guestReturnChance);
    const seed = known ? random.pick(this.#recentGuests) : mix(this.#options.seed ^ 0x9ae57, this.#guests);
    if (!known) {
      this.#recentGuests.push(seed);
      if (this.#recentGuests.length > 60) this.#recentGuests.shift();
    }
    this.#playVisit(guestVisitor(seed), random, today);
  }

  #playVisit(visitor: Visitor, random: Random, today: Today): void {
    const asOfMs = this.#options.asOf.getTime();
    const startMs = timeWithinDay(random, today.dayStartMs);
    if (startMs >= asOfMs) return;
    const steps = playSession(this.#world, { visitor, startMs, random }).filter((step) => step.ms < asOfMs);
    const bought = steps.filter((step) => step.action === 'purchase');
    const order = bought.length > 0 ? this.#desk.sell(visitor, bought) : null;
    if (order !== null) today.orders.push(order);
    this.#emitted += this.#writer.queue({ visitor, steps, order, random }, today.pending);
  }

  #scheduleFirstVisits(): void {
    for (let customer = 0; customer < this.#options.customers; customer++) {
      const random = this.#random.seed(this.#options.seed, this.#customers.seeds[customer] ?? 0, 0);
      const joined = this.#customers.joinDay[customer] ?? 0;
      const first = joined >= 0 ? joined : Math.floor(random.exponential(this.#customers.meanGapDays[customer] ?? 30));
      this.#customers.lastVisitDay[customer] = first;
      this.#schedule(customer, first);
    }
  }

  #schedule(customer: number, day: number): void {
    if (day >= this.#options.days || day >= (this.#customers.leaveDay[customer] ?? 0)) return;
    this.#nextOfDay[customer] = this.#firstOfDay[day] ?? -1;
    this.#firstOfDay[day] = customer;
  }
}

interface Today {
  readonly day: number;
  readonly dayStartMs: number;
  readonly pending: TimedEvent[];
  readonly orders: SimulatedOrder[];
}

/** Events wanted on each day: the seasons, a slow growth, and only the part of the last day that is over. */
function dayBudgets(startMs: number, options: BehaviourOptions): Float64Array {
  const budgets = new Float64Array(options.days);
  let total = 0;
  for (let day = 0; day < options.days; day++) {
    const growth = 0.92 + (0.16 * day) / options.days;
    const over = day === options.days - 1 ? shareOfDayUntil(options.asOf.getTime()) : 1;
    budgets[day] = dayFactor(startMs + day * dayMs) * growth * over;
    total += budgets[day] ?? 0;
  }
  return budgets.map((budget) => (budget / total) * options.events);
}

function checkOptions(options: BehaviourOptions): void {
  const wanted: [name: string, value: number, least: number][] = [
    ['customers', options.customers, 0],
    ['events', options.events, 0],
    ['days', options.days, 1],
  ];
  for (const [name, value, least] of wanted) {
    if (!Number.isSafeInteger(value) || value < least) {
      throw new RangeError(`${name} is ${value}; give a whole number of at least ${least}`);
    }
  }
  if (Number.isNaN(options.asOf.getTime())) throw new RangeError('asOf is not a valid time; give a Date that is');
}

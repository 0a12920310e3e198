import { deleteIdempotencyKeysBefore, tryExclusively } from '@vitrine/database';
import { type Insights, type InsightsTables, createInsights } from '@vitrine/insights';
import type { RecsysTables } from '@vitrine/recsys';
import { ensureComingMonths } from '@vitrine/recsys/events';
import type { Platform } from './platform.ts';

/** Small work that has to be done now and then; doing it twice, or in two processes at once, does no harm. */
export interface Chore {
  /** For the log: "cancelling unpaid orders". */
  readonly what: string;
  readonly everyMs: number;
  run(): Promise<unknown>;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** What sells moves slowly; the figures only order lists. */
const popularityEveryMs = 15 * minuteMs;
/** How long an order may wait for its payment before its stock is for sale again. */
const paymentWaitMs = dayMs;
/** How long a provider may think before it is asked what became of a payment. */
const paymentPatienceMs = 2 * minuteMs;
/** How long a client may repeat a request with the same key and get the same answer. */
const repeatableMs = 7 * dayMs;
/** At first all that the console compares, later only days in which an order may still have changed. */
const salesDays = { first: 400, later: 3 } as const;

/**
 * Everything that keeps the house clean beside the pages: one thing after the other, so that pages keep their connections, and each in one process at a
 * time. A process that finds another at it leaves it to that one.
 */
export function choresOf(house: Pick<Platform, 'shop' | 'connection'>): Chore[] {
  const { connection } = house;
  let before: Promise<unknown> = Promise.resolve();
  const alone = ({ what, run }: Chore) =>
    // PGlite serves one process, and its one connection would wait for itself.
    connection.engine === 'pglite' ? run() : tryExclusively(connection.handle(), `chore: ${what}`, run);
  return allChores(house).map((chore) => ({
    ...chore,
    run: () =>
      (before = before.then(
        () => alone(chore),
        () => alone(chore),
      )),
  }));
}

function allChores({ shop, connection }: Pick<Platform, 'shop' | 'connection'>): Chore[] {
  const now = () => shop.context.clock.now();
  const ago = (ms: number) => new Date(now().getTime() - ms);
  const insights = createInsights({ db: connection.handle<InsightsTables>(), clock: shop.context.clock });
  let days: number = salesDays.first;
  return [
    { what: 'sweeping expired sessions', everyMs: hourMs, run: () => shop.accounts.sweep() },
    { what: "forgetting guests' baskets", everyMs: hourMs, run: () => shop.cart.sweep() },
    { what: "forgetting guests' wishes", everyMs: hourMs, run: () => shop.wishlist.sweep() },
    {
      what: 'cancelling unpaid orders',
      everyMs: 5 * minuteMs,
      run: () => shop.orders.cancelUnpaid(ago(paymentWaitMs)),
    },
    {
      what: 'asking after payments that were not answered',
      everyMs: minuteMs,
      run: () => shop.payments.recheck(ago(paymentPatienceMs)),
    },
    {
      what: 'working out what sells',
      everyMs: popularityEveryMs,
      run: () => shop.search.refreshPopularity(),
    },
    {
      what: 'forgetting old idempotency keys',
      everyMs: hourMs,
      run: () => deleteIdempotencyKeysBefore(connection.handle(), ago(repeatableMs)),
    },
    {
      what: "making the coming months' partitions",
      everyMs: dayMs,
      run: () => ensureComingMonths(connection.handle<RecsysTables>(), now()),
    },
    {
      what: 'working out daily sales',
      everyMs: hourMs,
      async run() {
        await refreshSales(shop, insights, days);
        days = salesDays.later;
      },
    },
  ];
}

/** The sales of the last days, up to and including today as the shop's time zone has it. */
async function refreshSales(shop: Platform['shop'], insights: Insights, days: number): Promise<void> {
  const { revenueByDay } = await shop.reports.overview({ days });
  const [first, last] = [revenueByDay[0]?.day, revenueByDay.at(-1)?.day];
  if (first === undefined || last === undefined) return;
  const until = new Date(Date.parse(`${last}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
  await insights.refreshSales(shop.reports, { from: first, until });
}

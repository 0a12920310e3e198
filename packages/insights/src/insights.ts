import { inTransaction, type Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import {
  markRefreshed,
  replaceInteractions,
  replaceSales,
  selectInteractions,
  selectSalesByDay,
  selectTopProducts,
  type DailyInteractions,
  type DailyProductSales,
  type DailySales,
  type DaySpan,
  type ProductSales,
} from './aggregates/aggregates.store.ts';
import type { InsightsTables } from './tables.ts';

/** Where sales come from; the shop's reports are one. */
export interface SalesSource {
  dailyRevenue(span: DaySpan): Promise<readonly DailySales[]>;
  productSalesByDay(span: DaySpan): Promise<readonly DailyProductSales[]>;
}

/** Sums over a span. */
export interface SpanTotals {
  readonly orders: number;
  readonly units: number;
  readonly revenueMinor: number;
}

/** The first page of the console. `before` is the span of the same length just before. */
export interface InsightsOverview {
  readonly span: DaySpan;
  readonly currency: string;
  readonly totals: SpanTotals;
  readonly before: SpanTotals;
  /** Every day of the span; `known` is false where no refresh has been. */
  readonly byDay: readonly { day: string; orders: number; units: number; revenueMinor: number; known: boolean }[];
  readonly topProducts: readonly ProductSales[];
  readonly interactions: readonly { eventType: number; events: number }[];
}

/** Stored questions and answers. */
export interface Insights {
  /** Replaces the sales of the span's days by what the source says now; returns how many days. */
  refreshSales(source: SalesSource, span: DaySpan): Promise<number>;
  /** Replaces the interactions of the span's days. */
  refreshInteractions(rows: readonly DailyInteractions[], span: DaySpan): Promise<number>;
  /** The last `days` days up to and including `today` (`YYYY-MM-DD`, a day of the shop). */
  overview(options: { today: string; days?: number; currency: string; top?: number }): Promise<InsightsOverview>;
}

const dayMs = 86_400_000;

function dayFrom(day: string, offset: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + offset * dayMs).toISOString().slice(0, 10);
}

function daysIn(span: DaySpan): number {
  return Math.max(0, Math.round((Date.parse(span.until) - Date.parse(span.from)) / dayMs));
}

function totalsOf(days: readonly SpanTotals[]): SpanTotals {
  const sum = (read: (day: SpanTotals) => number) => days.reduce((total, day) => total + read(day), 0);
  return {
    orders: sum((day) => day.orders),
    units: sum((day) => day.units),
    revenueMinor: sum((day) => day.revenueMinor),
  };
}

/** Binds the insights to a database. */
export function createInsights({
  db,
  clock,
}: {
  readonly db: Kysely<InsightsTables>;
  readonly clock: Clock;
}): Insights {
  return {
    async refreshSales(source, span) {
      // Read before the transaction begins: the source may be the same single connection.
      const sales = { days: await source.dailyRevenue(span), products: await source.productSalesByDay(span) };
      await inTransaction(db, async (trx) => {
        await replaceSales(trx, span, sales);
        await markRefreshed(trx, 'sales', { ...span, at: clock.now() });
      });
      return daysIn(span);
    },
    async refreshInteractions(rows, span) {
      await inTransaction(db, async (trx) => {
        await replaceInteractions(trx, span, rows);
        await markRefreshed(trx, 'interactions', { ...span, at: clock.now() });
      });
      return daysIn(span);
    },
    async overview({ today, days = 30, currency, top = 10 }) {
      const span = { from: dayFrom(today, 1 - days), until: dayFrom(today, 1) };
      const [byDay, earlier, topProducts, interactions] = await Promise.all([
        selectSalesByDay(db, span, currency),
        selectSalesByDay(db, { from: dayFrom(span.from, -days), until: span.from }, currency),
        selectTopProducts(db, span, { currency, limit: top }),
        selectInteractions(db, span),
      ]);
      return { span, currency, totals: totalsOf(byDay), before: totalsOf(earlier), byDay, topProducts, interactions };
    },
  };
}

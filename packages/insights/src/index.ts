export { createInsights } from './insights.ts';
export type { Insights, InsightsOverview, SalesSource, SpanTotals } from './insights.ts';
export type {
  DailyInteractions,
  DailyProductSales,
  DailySales,
  DaySpan,
  ProductSales,
} from './aggregates/aggregates.store.ts';
export type { InsightsTables } from './tables.ts';

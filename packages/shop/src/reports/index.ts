export { bindReports } from './reports.ts';
export type { ReportUseCases, ShopOverview } from './reports.ts';
export { reportPeriods } from './reports.store.ts';
export type { ReportPeriod, ReportSpan, RfmRow, SalesRow, ShopTotals, StockCoverRow } from './reports.store.ts';

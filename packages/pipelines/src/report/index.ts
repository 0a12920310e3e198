export { comparisonReport, type ReportContext } from './comparison-report.ts';

export { priceShape, ratingShape, repeatShape, type PriceShape, type RepeatShape } from './orders.ts';
export {
  countItems,
  gini,
  popularityShape,
  topOverlap,
  topShare,
  zipfSlope,
  type PopularityShape,
} from './popularity.ts';
export { seasonShape, type SeasonShape } from './season.ts';
export {
  funnel,
  sessionCoherence,
  sessionShape,
  type Coherence,
  type Funnel,
  type ItemColumns,
  type SessionLog,
  type SessionShape,
} from './sessions.ts';
export { quantile, spearman, summarize, type Summary } from './summary.ts';
export { outsideBands, realBands, type Band } from './bands.ts';
export { referenceFigure } from './reference-figure.ts';
export {
  type EventFacts,
  type HealthCheck,
  type HealthThresholds,
  healthyShop,
  judgeEventHealth,
} from './event-health.ts';

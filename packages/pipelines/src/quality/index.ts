export { type HealthCheck, type HealthThresholds, healthyShop } from '@vitrine/analytics/quality';
export { checkEvents, type EventHealth, shownValue } from './check-events.ts';
export type { FactsGround } from './gather-event-facts.ts';
export { qualityReport } from './quality-report.ts';

import { type HealthCheck, type HealthThresholds, healthyShop, judgeEventHealth } from '@vitrine/analytics/quality';
import { type FactsGround, gatherEventFacts, type GatheredFacts } from './gather-event-facts.ts';

/** What was checked and found. */
export interface EventHealth extends GatheredFacts {
  readonly namespace: string;
  readonly checks: readonly HealthCheck[];
  readonly failed: number;
}

/** Checks the events of a tenant; null when there are none. */
export async function checkEvents(
  ground: FactsGround,
  thresholds: Partial<HealthThresholds> = {},
): Promise<EventHealth | null> {
  const gathered = await gatherEventFacts(ground);
  if (gathered === null || gathered.facts.events === 0) return null;
  const checks = judgeEventHealth(gathered.facts, { ...healthyShop, ...thresholds });
  return {
    ...gathered,
    namespace: ground.tenant.namespace,
    checks,
    failed: checks.filter(({ verdict }) => verdict === 'fail').length,
  };
}

/** A measured value as a person reads it. */
export function shownValue({ unit }: Pick<HealthCheck, 'unit'>, value: number): string {
  if (Number.isNaN(value)) return '–';
  if (unit !== 'share') return `${Math.round(value)}${unit === 'hours' ? ' h' : ''}`;
  const percent = value * 100;
  if (percent === 0) return '0 %';
  const text = percent >= 1 ? percent.toFixed(percent > 99 && percent < 100 ? 2 : 1) : percent.toPrecision(2);
  return `${text} %`;
}

import { dayMs } from './calendar.ts';
import { hashOfText, mixUniform } from './random.ts';

/**
 * When a product of the demo shop came to market: seven in ten before the history begins (up to two years), the others
 * spread over it, so that there are always new arrivals. Follows from seed and external id.
 */
export function launchDate(
  product: { readonly externalId: string },
  history: { readonly seed: number; readonly asOf: Date; readonly days: number },
): Date {
  const key = hashOfText(product.externalId);
  const draw = mixUniform(history.seed ^ 0x1a07c4, key);
  const place = mixUniform(history.seed ^ 0x1a07c5, key);
  const ageDays = draw < 0.7 ? history.days + 20 + 700 * place : 1 + (history.days - 2) * place;
  const ms = history.asOf.getTime() - Math.max(ageDays, 0.1) * dayMs;
  // goods arrive in the morning
  return new Date(Math.floor(ms / dayMs) * dayMs + 7 * 3_600_000);
}

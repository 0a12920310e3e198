import type { BuyCause } from '../../services/buy-services.ts';

const word = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const requestForm = /^[A-Za-z0-9_-]{1,128}$/;

/** The cause that a form or a query carries, without what cannot be one; null when it carries none. */
export function readCause(given: { get(name: string): unknown }): BuyCause | null {
  const text = (name: string, form: RegExp) => {
    const value = given.get(name);
    return typeof value === 'string' && form.test(value) ? value : null;
  };
  const surface = text('surface', word);
  if (surface === null) return null;
  const requestId = text('request_id', requestForm);
  const rank = Number(text('rank', /^\d{1,5}$/) ?? 0);
  return {
    surface,
    widget: text('widget', word),
    requestId,
    rank: rank >= 1 && rank <= 10_000 ? rank : null,
    recommended: requestId !== null,
  };
}

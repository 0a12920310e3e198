import { redirect } from 'react-router';
import { pageText } from '../../language/index.ts';
import type { WebServices } from '../../services.ts';
import { leaveCheckout } from './leave-checkout.ts';
import { cardsOf } from './present-cart.ts';
import { presentCheckout, steps, type CheckoutView, type Step } from './present-checkout.ts';

type Needed = Pick<WebServices, 'account' | 'buy' | 'shop' | 'locale'>;

/**
 * The checkout for one step's page. Leads to the cart when there is nothing to buy or something cannot be bought as it is,
 * and back to the first open step when this one is not yet due.
 */
export async function loadCheckout(services: Needed, step: Step, request: Request): Promise<CheckoutView> {
  const text = pageText(services.locale);
  const checkout = await services.buy.checkout.get();
  if (checkout === null) throw leaveCheckout(services, request);
  if (!checkout.cart.orderable) throw redirect(text.to('/cart'), 303);
  if (steps.indexOf(step) > steps.indexOf(checkout.next)) throw redirect(text.to(`/checkout/${checkout.next}`), 303);
  return presentCheckout(checkout, await cardsOf(services.shop, checkout.cart.lines), text);
}

/** Where a step leads once it is answered. */
export function afterStep(services: Pick<WebServices, 'locale'>, step: Step): Response {
  const next = steps[steps.indexOf(step) + 1] ?? 'review';
  return redirect(pageText(services.locale).to(`/checkout/${next}`), 303);
}

/** What a form typed, for the same form with its faults beside it. */
export function typedIn(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const value = form.get(name);
      return [name, typeof value === 'string' ? value.slice(0, 500) : ''];
    }),
  );
}

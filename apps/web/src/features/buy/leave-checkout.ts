import { redirect } from 'react-router';
import { pageText } from '../../language/index.ts';
import type { WebServices } from '../../services.ts';
import { goOn } from '../account/require-own.ts';
import { flash } from '../flash/index.ts';
import { readCookie } from '../frame/read-cookie.ts';

const SESSION_COOKIE = 'vitrine_session';

/**
 * Where a checkout leads that has nothing to buy: to the cart; and whoever was signed in when they began, to sign in again. Their basket waits in the account,
 * and an empty cart would tell them it was lost.
 */
export function leaveCheckout(services: Pick<WebServices, 'account' | 'locale'>, request: Request): Response {
  const text = pageText(services.locale);
  const hadSession = readCookie(request.headers.get('cookie'), SESSION_COOKIE) !== undefined;
  if (!hadSession || services.account.own !== null) return redirect(text.to('/cart'), 303);
  return goOn(services, '/account/sign-in?back=/checkout', [
    flash({ tone: 'plain', text: text.t.checkout.sessionOver }),
  ]);
}

import { data, redirect } from 'react-router';
import { pageText } from '../../language/index.ts';
import type { WebServices } from '../../services.ts';
import type { OrderView } from '../../services/buy-services.ts';
import { keepOrderToken, readOrderTokens } from './order-tokens.ts';

type Needed = Pick<WebServices, 'buy' | 'locale'>;

/**
 * The order of a page's address, if the visitor may see it: their account's, or one whose secret token their browser holds.
 * A link from a mail brings the token along; it moves into the cookie and out of the address, where others could read it.
 */
export async function loadOrder(services: Needed, request: Request, number: string | undefined): Promise<OrderView> {
  const url = new URL(request.url);
  const token = url.searchParams.get('token');
  if (token !== null) {
    const opened = await services.buy.orders.openByToken(token);
    if (opened !== null && String(opened.number) === number) {
      const headers = { 'Set-Cookie': keepOrderToken(request, token), 'Referrer-Policy': 'no-referrer' };
      throw redirect(pageText(services.locale).to(url.pathname), { status: 303, headers });
    }
  }
  const order = /^\d{1,15}$/.test(number ?? '')
    ? await services.buy.orders.open(Number(number), readOrderTokens(request))
    : null;
  // Somebody else's order and none at all look the same.
  if (order === null) throw data(null, { status: 404 });
  return order;
}

import { readCookie } from '../frame/read-cookie.ts';

/** Holds the secret tokens of orders made in this browser, newest first, so that a guest finds them again. */
export const ORDERS_COOKIE = 'vitrine_orders';

const MOST = 12;
const MONTH_S = 30 * 24 * 3600;
const tokenForm = /^[A-Za-z0-9_-]{32,64}$/;

/** The tokens a request brings; anything that cannot be one is left out. */
export function readOrderTokens(request: Request): string[] {
  const raw = readCookie(request.headers.get('cookie'), ORDERS_COOKIE) ?? '';
  return raw
    .split('.')
    .filter((token) => tokenForm.test(token))
    .slice(0, MOST);
}

/** The Set-Cookie value that keeps one more token. */
export function keepOrderToken(request: Request, token: string): string {
  const tokens = [token, ...readOrderTokens(request).filter((known) => known !== token)].slice(0, MOST);
  const secure = new URL(request.url).protocol === 'https:' ? '; Secure' : '';
  return `${ORDERS_COOKIE}=${tokens.join('.')}; Path=/; Max-Age=${MONTH_S}; SameSite=Lax; HttpOnly${secure}`;
}

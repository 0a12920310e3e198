import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';
import type { ApiServices, Consent, SignedIn, Visitor } from '../services.ts';

/** Names of the cookies that say who a visitor is. `vitrine_consent` is written by the consent form of the pages. */
export const visitorCookies = {
  visitor: 'vitrine_vid',
  session: 'vitrine_sid',
  account: 'vitrine_session',
  consent: 'vitrine_consent',
} as const;

const idForm = /^[A-Za-z0-9_-]{16,64}$/;
const visitorMaxAgeSec = 180 * 86_400;

type Cookies = Readonly<Record<string, string | undefined>>;

function readId(cookies: Cookies, name: string): string | null {
  const value = cookies[name];
  return value !== undefined && idForm.test(value) ? value : null;
}

/**
 * What may be remembered now. A visitor who was not asked yet is remembered for this visit only, by an id that ends with the session, unless the browser
 * asks not to be tracked (DNT, Global Privacy Control), which counts as "none" until they answer and lowers a full answer to functional.
 */
function consentOf(cookies: Cookies, headers: FastifyRequest['headers']): { consent: Consent; chosen: boolean } {
  const answer = cookies[visitorCookies.consent];
  const declines = headers['sec-gpc'] === '1' || headers['dnt'] === '1';
  if (answer === 'none') return { consent: 'none', chosen: true };
  if (answer !== 'functional' && answer !== 'full') return { consent: declines ? 'none' : 'functional', chosen: false };
  return { consent: answer === 'full' && declines ? 'functional' : answer, chosen: true };
}

/**
 * Who a request comes from. An id that outlives the session is given only after full consent; without it the visitor is known by the id of the session,
 * which the browser forgets when it closes. Sets the cookies that are missing, and takes away one that consent no longer covers.
 */
export async function resolveVisitor(
  request: FastifyRequest,
  reply: FastifyReply,
  services: ApiServices,
): Promise<Visitor> {
  const cookies: Cookies = request.cookies;
  const { consent, chosen } = consentOf(cookies, request.headers);
  const safe = { path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const;
  const knownSession = readId(cookies, visitorCookies.session);
  const sessionId = knownSession ?? services.newId();
  if (knownSession === null) reply.setCookie(visitorCookies.session, sessionId, safe);
  let anonymousId = sessionId;
  if (consent !== 'full') {
    if (cookies[visitorCookies.visitor] !== undefined) {
      await handOver(services, { visitorId: readId(cookies, visitorCookies.visitor), sessionId });
      reply.clearCookie(visitorCookies.visitor, safe);
    }
  } else {
    const known = readId(cookies, visitorCookies.visitor);
    // The session's id becomes the visitor's, so what was looked at before the answer is not lost.
    anonymousId = known ?? sessionId;
    if (known === null) reply.setCookie(visitorCookies.visitor, anonymousId, { ...safe, maxAge: visitorMaxAgeSec });
  }
  const token = cookies[visitorCookies.account];
  const bearer = bearerOf(request);
  const account =
    bearer === null
      ? token === undefined || token.length > 512
        ? null
        : await services.shop.accounts.session(token)
      : await bearerAccount(bearer, services);
  // Orders and the catalog sync know a customer by the customer's id; staff accounts have none.
  const userId = account?.customerId ?? account?.id ?? null;
  return {
    id: userId ?? anonymousId,
    anonymousId,
    sessionId,
    consent,
    consentChosen: chosen,
    userId,
    isAdmin: account?.role === 'admin',
    account,
  };
}

/** Whoever takes back leave to be known again keeps the basket and the wishes, under the id that ends with this visit. */
async function handOver(
  { shop }: ApiServices,
  { visitorId, sessionId }: { visitorId: string | null; sessionId: string },
): Promise<void> {
  if (visitorId === null || visitorId === sessionId) return;
  await shop.cart.handOver({ visitorId, sessionId });
  await shop.wishlist.handOver({ visitorId, sessionId });
}

/** The token of `Authorization: Bearer …` on `/api`; null when there is none. Pages go by the cookie alone. */
export function bearerOf(request: Pick<FastifyRequest, 'headers' | 'url'>): string | null {
  if (!request.url.startsWith('/api/')) return null;
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** A token that opens nothing is refused rather than taken for a guest: else its holder would write into a stranger's basket. */
async function bearerAccount(token: string, services: ApiServices): Promise<SignedIn> {
  const account = token.length > 4_096 ? null : await services.shop.accounts.bearer?.(token);
  if (!account) throw new RequestRefused({ code: 'auth.token_invalid', headers: { 'www-authenticate': 'Bearer' } });
  return account;
}

import type { FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Why an unsafe request cannot be from a page of this shop, or null when it can. Browsers say so in Sec-Fetch-Site; older ones in Origin. */
function crossSiteReason(request: Pick<FastifyRequest, 'method' | 'headers' | 'host' | 'protocol'>): string | null {
  if (safeMethods.has(request.method)) return null;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    return site === 'same-origin' || site === 'none'
      ? null
      : `The request came from another site (${String(site).slice(0, 20)}).`;
  }
  const { origin } = request.headers;
  if (origin !== undefined)
    return hostOf(origin) === hostOf(`${request.protocol}://${request.host}`)
      ? null
      : 'The request came from another origin.';
  return request.headers.cookie === undefined
    ? null
    : 'The request carries cookies but does not say where it came from.';
}

/** The host with its port, written in one way: a browser leaves the standard port out. */
function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

/** Hook: refuses unsafe requests of other sites. SameSite cookies alone would let another port of the same host through. */
export async function refuseCrossSite(request: FastifyRequest): Promise<void> {
  const reason = crossSiteReason(request);
  if (reason !== null) {
    throw new RequestRefused({ code: 'request.cross_site', message: `${reason} Send it from a page of this shop.` });
  }
}

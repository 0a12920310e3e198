import type { FastifyRequest } from 'fastify';

/** Whether an address is of the local machine. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

const localName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Whether a request was made on this machine, to this machine. What a proxy hands on, and what a browser was led here with by another name
 * (DNS rebinding), comes from loopback too, but not by a name of loopback or not without saying for whom.
 */
export function isLocalCall(request: Pick<FastifyRequest, 'ip' | 'host' | 'headers'>): boolean {
  const { ip, host, headers } = request;
  return (
    isLoopback(ip) && localName.test(host) && !['forwarded', 'x-forwarded-for', 'via'].some((name) => name in headers)
  );
}

/**
 * As `headers` of a page that the browser must ask for again each time: after an order the way back would show the basket as it was, after signing out what
 * is somebody's own.
 */
export function neverKept(): Record<string, string> {
  return { 'Cache-Control': 'no-store' };
}

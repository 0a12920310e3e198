import type { LoaderFunctionArgs } from 'react-router';
import { servicesContext } from '../../context.ts';

/** What is somebody's own, or only another order of what is elsewhere, is not for search engines. */
const CLOSED = ['/admin', '/api/', '/cart', '/checkout', '/account', '/orders', '/wishlist', '/preferences'];

export function loader({ context }: LoaderFunctionArgs): Response {
  const { origin } = context.get(servicesContext);
  const lines = [
    'User-agent: *',
    ...CLOSED.flatMap((path) => [`Disallow: ${path}`, ...(path.startsWith('/a') ? [] : [`Disallow: /de${path}`])]),
    'Disallow: /*?*sort=',
    'Disallow: /*?*brand=',
    'Disallow: /*?*color=',
    `Sitemap: ${origin}/sitemap.xml`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}

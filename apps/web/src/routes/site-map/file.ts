import type { LoaderFunctionArgs } from 'react-router';
import { data } from 'react-router';
import { servicesContext } from '../../context.ts';
import { PRODUCTS_A_FILE, shelfEntries, siteMapFile, xml } from '../../features/site-map/site-map.ts';

/** `/sitemap/shelves.xml` and `/sitemap/products-1.xml` and so on. */
export async function loader({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const services = context.get(servicesContext);
  const { origin, shop } = services;
  const file = params['file'] ?? '';
  if (file === 'shelves.xml') return xml(siteMapFile(await shelfEntries(services), origin));
  const place = Number(/^products-([1-9]\d{0,4})\.xml$/.exec(file)?.[1] ?? 0);
  const places = place === 0 ? [] : await shop.listPlaces({ page: place, perPage: PRODUCTS_A_FILE });
  if (places.length === 0) throw data('There is no such file. /sitemap.xml names those there are.', { status: 404 });
  const entries = places.map(({ slug, changedAt }) => ({ path: `/products/${slug}`, changedAt }));
  return xml(siteMapFile(entries, origin));
}

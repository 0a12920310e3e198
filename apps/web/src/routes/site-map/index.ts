import type { LoaderFunctionArgs } from 'react-router';
import { servicesContext } from '../../context.ts';
import { PRODUCTS_A_FILE, siteMapIndex, xml } from '../../features/site-map/site-map.ts';

/** `/sitemap.xml`: names the files that hold the addresses. */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const { shop, origin } = context.get(servicesContext);
  const { total } = await shop.listProducts({ page: 1, perPage: 1 });
  const files = Array.from({ length: Math.ceil(total / PRODUCTS_A_FILE) }, (_, index) => `products-${index + 1}.xml`);
  return xml(siteMapIndex(['shelves.xml', ...files], origin));
}

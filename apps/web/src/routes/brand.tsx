import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Breadcrumbs } from '../design/components/breadcrumbs.tsx';
import { listingFacts } from '../features/listing/listing-facts.ts';
import { ListingPage } from '../features/listing/listing-page.tsx';
import { loadListing, movedOrMissing } from '../features/listing/load-listing.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { pageText, usePage } from '../language/index.ts';

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const slug = params['slug'] ?? '';
  const brand = await services.shop.getBrand(slug);
  if (!brand) return movedOrMissing(services, 'brand', { slug, request });
  const shelf = { kind: 'brand' as const, slug, path: `/brands/${slug}` };
  return { name: brand.name, view: await loadListing({ services, request, shelf, name: brand.name }) };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { name, view } = loaderData;
  const { t } = pageText(view.address.locale);
  return pageMeta({
    title: t.listing.tab(name, view.page),
    description: t.listing.ofBrand(name),
    address: view.address,
    noindex: view.noindex,
    facts: listingFacts(view, [
      { href: '/brands', name: t.listing.brandsTitle },
      { href: view.shelf.path, name },
    ]),
  });
}

export default function Brand() {
  const { name, view } = useLoaderData<typeof loader>();
  const { t } = usePage();
  return (
    <>
      <div className="wrap">
        <Breadcrumbs trail={[{ href: '/brands', name: t.listing.brandsTitle }]} />
      </div>
      <ListingPage view={view} title={name} />
    </>
  );
}

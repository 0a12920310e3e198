import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Breadcrumbs } from '../design/components/breadcrumbs.tsx';
import { ListingPage } from '../features/listing/listing-page.tsx';
import { loadListing } from '../features/listing/load-listing.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { pageText, usePage } from '../language/index.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const shelf = { kind: 'search' as const, slug: null, path: '/search' };
  return { view: await loadListing({ services, request, shelf, name: '' }) };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { view } = loaderData;
  const { t } = pageText(view.address.locale);
  const { q } = view.asked;
  return pageMeta({
    title: t.listing.searchTab(q),
    description: t.listing.searchDescription,
    address: { ...view.address, path: q === '' ? '/search' : view.address.path },
    noindex: view.noindex,
  });
}

export default function Search() {
  const { view } = useLoaderData<typeof loader>();
  const { t } = usePage();
  const { q } = view.asked;
  return (
    <>
      <div className="wrap">
        <Breadcrumbs trail={[]} />
      </div>
      <ListingPage view={view} title={q === '' ? t.listing.everything : t.listing.resultsFor(q)} />
    </>
  );
}

import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Breadcrumbs } from '../design/components/breadcrumbs.tsx';
import { listingFacts } from '../features/listing/listing-facts.ts';
import { ListingPage } from '../features/listing/listing-page.tsx';
import { loadListing, movedOrMissing } from '../features/listing/load-listing.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { pageText } from '../language/index.ts';

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const slug = params['slug'] ?? '';
  const collection = await services.shop.getCollection(slug);
  if (!collection) return movedOrMissing(services, 'collection', { slug, request });
  const { name, description } = collection;
  const shelf = { kind: 'collection' as const, slug, path: `/collections/${slug}` };
  return { name, description, view: await loadListing({ services, request, shelf, name }) };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { name, description, view } = loaderData;
  const { t } = pageText(view.address.locale);
  return pageMeta({
    title: t.listing.tab(name, view.page),
    description: description || t.listing.description(view.total, name),
    address: view.address,
    noindex: view.noindex,
    facts: listingFacts(view, [{ href: view.shelf.path, name }]),
  });
}

export default function Collection() {
  const { name, description, view } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="wrap">
        <Breadcrumbs trail={[]} />
      </div>
      <ListingPage view={view} title={name} intro={description ? <p className="section-why">{description}</p> : null} />
    </>
  );
}

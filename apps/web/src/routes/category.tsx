import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Breadcrumbs } from '../design/components/breadcrumbs.tsx';
import { listingFacts } from '../features/listing/listing-facts.ts';
import { ListingPage } from '../features/listing/listing-page.tsx';
import { loadListing, movedOrMissing } from '../features/listing/load-listing.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { pageText, usePage } from '../language/index.ts';
import type { CategoryNode } from '../services.ts';

/** The nodes from the root to the category; empty when there is none of that slug. */
function trailTo(slug: string, nodes: readonly CategoryNode[]): CategoryNode[] {
  for (const node of nodes) {
    const below = node.slug === slug ? [] : trailTo(slug, node.children);
    if (node.slug === slug || below.length > 0) return [node, ...below];
  }
  return [];
}

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const slug = params['slug'] ?? '';
  const trail = trailTo(slug, await services.shop.listCategories());
  const category = trail.at(-1);
  if (!category) return movedOrMissing(services, 'category', { slug, request });
  const { name, description } = category;
  const shelf = { kind: 'category' as const, slug, path: `/categories/${slug}` };
  return {
    name,
    description,
    trail: trail.map((node) => ({ href: `/categories/${node.slug}`, name: node.name })),
    parts: category.children
      .filter((child) => child.productCount > 0)
      .map((child) => ({ slug: child.slug, name: child.name, count: child.productCount })),
    view: await loadListing({ services, request, shelf, name }),
  };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { name, description, view, trail } = loaderData;
  const { t } = pageText(view.address.locale);
  return pageMeta({
    title: t.listing.tab(name, view.page),
    description: description || t.listing.description(view.total, name),
    address: view.address,
    noindex: view.noindex,
    facts: listingFacts(view, trail),
  });
}

export default function Category() {
  const { name, description, trail, parts, view } = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  return (
    <>
      <div className="wrap">
        <Breadcrumbs trail={trail.slice(0, -1)} />
      </div>
      <ListingPage
        view={view}
        title={name}
        intro={
          <>
            {description ? <p className="section-why">{description}</p> : null}
            {parts.length > 0 ? (
              <ul className="chips" aria-label={t.listing.partsOf(name)}>
                {parts.map((part) => (
                  <li key={part.slug}>
                    <a className="chip" href={to(`/categories/${part.slug}`)}>
                      {part.name} <span className="chip-count tabular">{part.count}</span>
                    </a>
                  </li>
                ))}
              </ul>
            ) : null}
          </>
        }
      />
    </>
  );
}

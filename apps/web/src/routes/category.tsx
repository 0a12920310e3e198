import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, redirect, useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Breadcrumbs } from '../design/components/breadcrumbs.tsx';
import { ProductCard } from '../design/components/product-card.tsx';
import { State } from '../design/components/state.tsx';
import { presentCard } from '../design/present-card.ts';
import { Pages } from '../features/paging/pages.tsx';
import { pageMeta } from '../features/meta/page-meta.ts';

const PER_PAGE = 24;

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const slug = params['slug'] ?? '';
  const asked = Number(new URL(request.url).searchParams.get('page') ?? '1');
  const page = Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
  const listing = await services.shop.listCategoryProducts(slug, { page, perPage: PER_PAGE });
  if (!listing) throw data(null, { status: 404 });
  if (page > 1 && page > listing.pageCount) throw redirect(pageHref(slug, listing.pageCount));
  const { locale } = services.defaults;
  return {
    name: listing.category.name,
    description: listing.category.description,
    slug,
    trail: listing.breadcrumbs.map((crumb) => ({ href: `/categories/${crumb.slug}`, name: crumb.name })).slice(0, -1),
    children: listing.children.map((child) => ({ slug: child.slug, name: child.name, count: child.productCount })),
    cards: listing.products.map((product) => presentCard(product, { locale })),
    page: listing.page,
    pageCount: listing.pageCount,
    total: listing.total,
    from: (listing.page - 1) * PER_PAGE + 1,
    canonical: `${services.origin}${pageHref(slug, listing.page)}`,
  };
}

function pageHref(slug: string, page: number): string {
  return page === 1 ? `/categories/${slug}` : `/categories/${slug}?page=${page}`;
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [{ title: 'Not here · Vitrine' }];
  const { name, page, total, canonical, description } = loaderData;
  return pageMeta({
    title: `${name}${page > 1 ? `, page ${page}` : ''} · Vitrine`,
    description: description || `${total} things in ${name.toLowerCase()}, each with its price, stock and reviews.`,
    canonical,
  });
}

export default function Category() {
  const page = useLoaderData<typeof loader>();
  if (page.total === 0)
    return (
      <div className="wrap">
        <State
          drawing="shelf"
          title={`Nothing in ${page.name.toLowerCase()} yet`}
          action={{ href: '/#doors', label: 'Try another door' }}
        >
          This shelf is waiting for its first things.
        </State>
      </div>
    );
  return (
    <div className="wrap">
      <Breadcrumbs trail={page.trail} />
      <header className="mb-9">
        <h1 className="text-[length:var(--size-5)]">{page.name}</h1>
        {page.description ? <p className="section-why">{page.description}</p> : null}
        <p className="section-why tabular">
          {page.total === page.cards.length
            ? `${page.total} ${page.total === 1 ? 'thing' : 'things'}`
            : `${page.from} to ${page.from + page.cards.length - 1} of ${page.total} things`}
        </p>
        {page.children.length > 0 ? (
          <ul className="chips mt-5" aria-label={`Parts of ${page.name}`}>
            {page.children.map((child) => (
              <li key={child.slug}>
                <a className="chip" href={`/categories/${child.slug}`}>
                  {child.name} <span className="tabular text-[var(--muted)]">{child.count}</span>
                </a>
              </li>
            ))}
          </ul>
        ) : null}
      </header>
      <ul className="grid-cards" data-surface="listing" data-widget="grid">
        {page.cards.map((card, index) => (
          <li key={card.id}>
            <ProductCard card={card} row="grid" eager={index < 4} level="h2" />
          </li>
        ))}
      </ul>
      <Pages page={page.page} pageCount={page.pageCount} hrefOf={(number) => pageHref(page.slug, number)} />
    </div>
  );
}

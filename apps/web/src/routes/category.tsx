import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, redirect, useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Breadcrumbs } from '../design/components/breadcrumbs.tsx';
import { ProductCard } from '../design/components/product-card.tsx';
import { State } from '../design/components/state.tsx';
import { presentCard } from '../design/present-card.ts';
import { pageText, usePage } from '../language/index.ts';
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
  const text = pageText(services.locale);
  return {
    name: listing.category.name,
    description: listing.category.description,
    slug,
    trail: listing.breadcrumbs.map((crumb) => ({ href: `/categories/${crumb.slug}`, name: crumb.name })).slice(0, -1),
    children: listing.children.map((child) => ({ slug: child.slug, name: child.name, count: child.productCount })),
    cards: listing.products.map((product) => presentCard(product, text)),
    page: listing.page,
    pageCount: listing.pageCount,
    total: listing.total,
    from: (listing.page - 1) * PER_PAGE + 1,
    address: { origin: services.origin, locale: services.locale, path: pageHref(slug, listing.page) },
  };
}

function pageHref(slug: string, page: number): string {
  return page === 1 ? `/categories/${slug}` : `/categories/${slug}?page=${page}`;
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { name, page, total, address, description } = loaderData;
  const { t } = pageText(address.locale);
  return pageMeta({
    title: t.listing.tab(name, page),
    description: description || t.listing.description(total, name),
    address,
  });
}

export default function Category() {
  const page = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  if (page.total === 0)
    return (
      <div className="wrap">
        <State
          drawing="shelf"
          title={t.listing.emptyTitle(page.name)}
          action={{ href: to('/#doors'), label: t.listing.otherDoor }}
        >
          {t.listing.empty}
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
            ? t.listing.things(page.total)
            : t.listing.range(page.from, page.from + page.cards.length - 1, page.total)}
        </p>
        {page.children.length > 0 ? (
          <ul className="chips mt-5" aria-label={t.listing.partsOf(page.name)}>
            {page.children.map((child) => (
              <li key={child.slug}>
                <a className="chip" href={to(`/categories/${child.slug}`)}>
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
      <Pages page={page.page} pageCount={page.pageCount} hrefOf={(number) => to(pageHref(page.slug, number))} />
    </div>
  );
}

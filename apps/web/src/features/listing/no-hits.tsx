import { EmptyState } from '../../design/components/empty-state.tsx';
import { ProductCard } from '../../design/components/product-card.tsx';
import { usePage } from '../../language/index.ts';
import { chosenName } from './chosen-name.ts';
import type { ListingView } from './load-listing.ts';

const SHELVES = 8;

/** An empty shelf that helps: which filter to drop and what is then there, where else to look, and what people like. */
export function NoHits({ view }: { view: ListingView }) {
  const page = usePage();
  const { t, to, number } = page;
  const { q } = view.asked;
  const shelves = (view.facets?.categories ?? []).filter((one) => one.count > 0 && one.depth < 2).slice(0, SHELVES);
  return (
    <>
      <EmptyState title={q === '' || view.waysOut.length > 0 ? t.listing.noneTitle : t.listing.noneTitleText(q)}>
        {view.waysOut.length > 0 ? (
          <>
            <p>{t.listing.none}</p>
            <ul className="chips">
              {view.waysOut.map((way) => (
                <li key={way.href}>
                  <a className="chip" href={to(way.href)} data-swap="#listing">
                    {t.listing.without(chosenName(way.chosen, view, page))}{' '}
                    <span className="chip-count tabular">{number(way.total)}</span>
                  </a>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p>{t.listing.noneText}</p>
        )}
        {shelves.length > 0 ? (
          <ul className="chips">
            {shelves.map((one) => (
              <li key={one.value}>
                <a className="chip" href={to(`/categories/${one.value}`)}>
                  {one.name} <span className="chip-count tabular">{number(one.count)}</span>
                </a>
              </li>
            ))}
          </ul>
        ) : null}
      </EmptyState>
      {view.popular.length > 0 ? (
        <section aria-labelledby="popular" className="no-hits-popular">
          <h2 className="section-title" id="popular">
            {t.listing.popular}
          </h2>
          <ul className="grid-cards" data-surface="no-hits" data-widget="popular">
            {view.popular.map((card) => (
              <li key={card.id}>
                <ProductCard card={card} row="popular" />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

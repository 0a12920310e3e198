import '../../design/styles/pages/listing.css';
import type { ReactNode } from 'react';
import { RemovableChip } from '../../design/components/chip.tsx';
import { FilterIcon } from '../../design/components/icons.tsx';
import { ProductCard } from '../../design/components/product-card.tsx';
import { usePage } from '../../language/index.ts';
import { BestSellers } from '../../surfaces/category-best-sellers/best-sellers.tsx';
import { CauseInputs } from '../buy/cause-inputs.tsx';
import { Pages } from '../paging/pages.tsx';
import { chosenName } from './chosen-name.ts';
import { Filters } from './filters.tsx';
import { listingHref, sorts } from './listing-address.ts';
import type { ListingView } from './load-listing.ts';
import { NoHits } from './no-hits.tsx';

/** A shelf: its name, its filters, what is chosen, the things, and the pages of them. */
export function ListingPage({ view, title, intro }: { view: ListingView; title: string; intro?: ReactNode }) {
  const { to } = usePage();
  const { shelf, asked } = view;
  const hasFilters = view.facets !== null && (view.total > 0 || view.chosen.length > 0);
  return (
    <>
      <div className="wrap listing-wrap" id="listing">
        <header className="listing-head">
          <h1>{title}</h1>
          {intro}
          <Spelling view={view} />
        </header>
        <div className={hasFilters ? 'listing' : 'listing listing-bare'}>
          {hasFilters ? <Filters view={view} /> : null}
          <section className="listing-main" aria-label={title}>
            {hasFilters ? <Toolbar view={view} /> : null}
            <ChosenChips view={view} />
            {view.total === 0 ? (
              <NoHits view={view} />
            ) : (
              <ul
                className="grid-cards"
                data-surface={shelf.kind === 'search' ? 'search' : 'listing'}
                data-widget="grid"
                data-search={asked.q === '' ? undefined : asked.q}
                data-hits={asked.q === '' ? undefined : view.total}
              >
                {view.cards.map((card, index) => (
                  <li key={card.id}>
                    <ProductCard
                      card={card}
                      row="grid"
                      eager={index === 0 ? 'first' : index < 2}
                      level="h2"
                      addForm="quick-add"
                    />
                  </li>
                ))}
              </ul>
            )}
            <QuickAddForm view={view} />
            <Pages
              page={view.page}
              pageCount={view.pageCount}
              hrefOf={(page) => to(listingHref(shelf, { ...asked, page }))}
              swap="#listing"
            />
          </section>
        </div>
      </div>
      {view.bestSellers ? <BestSellers view={view.bestSellers} /> : null}
    </>
  );
}

/** One form for the buttons of all cards: they name it, and only the product differs. */
function QuickAddForm({ view: { shelf, asked } }: { view: ListingView }) {
  const { to } = usePage();
  return (
    <form id="quick-add" method="post" action={to('/cart')} data-swap="#toasts">
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="back" value={listingHref(shelf, asked)} />
      <CauseInputs place={{ surface: shelf.kind === 'search' ? 'search' : 'listing', widget: 'grid' }} />
    </form>
  );
}

/** Counts, the way to the filters on a phone, and the order. */
function Toolbar({ view }: { view: ListingView }) {
  const { t } = usePage();
  const { asked } = view;
  const choices = asked.q === '' ? sorts : (['relevance', ...sorts] as const);
  const plain = asked.q === '' ? 'popularity' : 'relevance';
  return (
    <div className="toolbar">
      <button type="button" className="button button-quiet button-small filters-open" popoverTarget="filters">
        <FilterIcon />
        {t.listing.showFilters(view.chosen.length)}
      </button>
      <p className="toolbar-count tabular" role="status">
        {view.total <= view.cards.length
          ? t.listing.things(view.total)
          : t.listing.range(view.from, view.from + view.cards.length - 1, view.total)}
      </p>
      <label className="toolbar-sort">
        <span>{t.listing.sort}</span>
        <select name="sort" form="filter-form" className="field-input field-select" defaultValue={asked.sort ?? ''}>
          {choices.map((sort) => (
            <option key={sort} value={sort === plain ? '' : sort}>
              {t.listing.sorts[sort]}
            </option>
          ))}
        </select>
      </label>
      <button className="button button-quiet button-small no-js" form="filter-form">
        {t.listing.apply}
      </button>
    </div>
  );
}

function ChosenChips({ view }: { view: ListingView }) {
  const page = usePage();
  const { t, to } = page;
  if (view.chosen.length === 0) return null;
  return (
    <ul className="chips chosen-chips" aria-label={t.listing.chosen}>
      {view.chosen.map((chosen) => {
        const name = chosenName(chosen, view, page);
        return (
          <li key={chosen.href}>
            <RemovableChip href={to(chosen.href)} label={name} remove={t.listing.remove(name)} swap="#listing" />
          </li>
        );
      })}
      {view.chosen.length > 1 ? (
        <li>
          <a className="link chips-clear" href={to(view.clearHref)} data-swap="#listing">
            {t.listing.clear}
          </a>
        </li>
      ) : null}
    </ul>
  );
}

/** What was searched for instead, or might have been meant. */
function Spelling({ view }: { view: ListingView }) {
  const { t, to } = usePage();
  return (
    <>
      {view.correctedFrom ? <p className="section-why">{t.listing.correctedFrom(view.correctedFrom)}</p> : null}
      {view.didYouMean ? (
        <p className="section-why">
          {t.listing.didYouMean}{' '}
          <a className="link" href={to(view.didYouMean.href)}>
            {view.didYouMean.text}
          </a>{' '}
          <span className="tabular">{t.listing.didYouMeanCount(view.didYouMean.total)}</span>
        </p>
      ) : null}
    </>
  );
}

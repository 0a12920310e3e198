import type { ReactNode } from 'react';
import { Check } from '../../design/components/field.tsx';
import { CloseIcon } from '../../design/components/icons.tsx';
import { Stars } from '../../design/components/rating.tsx';
import { usePage } from '../../language/index.ts';
import { Kept } from '../../rendering/kept.tsx';
import type { Facets, FacetValue } from '../../services.ts';
import { listingHref } from './listing-address.ts';
import type { ListingView } from './load-listing.ts';
import { PriceRange } from './price-range.tsx';

const SHOWN = 7;
/** Beyond these a filter is a haystack: the search field finds the rest. */
const MOST = 12;

/**
 * All filters as one form that asks by address. At a desk it stands at the left; on a phone it is the browser's own
 * popover, a sheet from below. It is sent when something changes; without JavaScript by its button.
 */
export function Filters({ view }: { view: ListingView }) {
  const { t, to } = usePage();
  const { facets, asked, shelf } = view;
  if (!facets) return null;
  return (
    <aside className="filters" id="filters" popover="auto" aria-label={t.listing.filters}>
      <div className="filters-head">
        <h2>{t.listing.filters}</h2>
        <button
          type="button"
          className="bar-icon"
          popoverTarget="filters"
          popoverTargetAction="hide"
          aria-label={t.frame.close}
        >
          <CloseIcon />
        </button>
      </div>
      <Kept
        as="form"
        of={facets}
        how={`${to(listingHref(shelf, asked))} ${view.total}`}
        id="filter-form"
        action={to(shelf.path)}
        data-swap="#listing"
        data-auto-submit=""
      >
        <Groups view={view} facets={facets} />
      </Kept>
    </aside>
  );
}

function Groups({ view, facets }: { view: ListingView; facets: Facets }) {
  const { t } = usePage();
  const { asked, shelf } = view;
  return (
    <>
      {asked.q === '' ? null : <input type="hidden" name="q" value={asked.q} />}
      {asked.category === null ? null : <input type="hidden" name="category" value={asked.category} />}
      <Categories view={view} />
      {facets.price.maxMinor > facets.price.minMinor ? (
        <Group title={t.listing.price} open>
          <PriceRange view={view} />
        </Group>
      ) : null}
      {shelf.kind === 'brand' ? null : <Values title={t.listing.brand} name="brand" values={facets.brands} />}
      <Values title={t.listing.color} name="color" values={facets.colors} />
      <Ratings view={view} />
      <Group title={t.listing.availability} open>
        <Check
          name="available"
          value="1"
          defaultChecked={asked.available}
          label={t.listing.available}
          count={String(facets.available.count)}
        />
      </Group>
      <Values title={t.listing.tag} name="tag" values={facets.tags} closed />
      <div className="filters-foot">
        <button className="button no-js">{t.listing.apply}</button>
        <button
          type="button"
          className="button filters-done js-only"
          popoverTarget="filters"
          popoverTargetAction="hide"
        >
          {t.listing.showThings(view.total)}
        </button>
      </div>
    </>
  );
}

function Group({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details className="filter-group" open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** The branch of the tree that fits: the way up, and what lies below, as links that keep the other filters. */
function Categories({ view }: { view: ListingView }) {
  const { t, to, number } = usePage();
  const { facets, asked, shelf } = view;
  const onShelf = shelf.kind === 'category';
  const tree = facets?.categories ?? [];
  const here = onShelf ? shelf.slug : asked.category;
  const shown = tree.filter((one) => (one.depth === 0 && !onShelf) || one.parent === here || one.selected);
  if (shown.length < 2) return null;
  const hrefOf = (slug: string) =>
    onShelf
      ? listingHref({ path: `/categories/${slug}` }, { ...asked, page: 1 })
      : listingHref(shelf, { ...asked, page: 1, category: slug === asked.category ? null : slug });
  return (
    <Group title={t.listing.category} open>
      <ul className="filter-tree">
        {shown.map((one) => (
          <li key={one.value} className={one.parent === here && here !== null ? 'below' : ''}>
            <a
              href={to(hrefOf(one.value))}
              aria-current={one.selected ? 'true' : undefined}
              data-swap={onShelf ? undefined : '#listing'}
            >
              {one.name} <span className="check-count tabular">{number(one.count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Group>
  );
}

interface ValuesProps {
  title: string;
  name: string;
  values: readonly FacetValue[];
  closed?: boolean;
}

function Values({ title, name, values, closed = false }: ValuesProps) {
  const { t, number } = usePage();
  if (values.length < 2 && !values.some((value) => value.selected)) return null;
  // What is chosen must be in sight, or a box that is ticked could hide behind "more".
  const first = values.filter((value, index) => index < SHOWN || value.selected);
  const rest = values.filter((value) => !first.includes(value)).slice(0, MOST - SHOWN);
  const line = (value: FacetValue) => (
    <Check
      key={value.value}
      name={name}
      value={value.value}
      defaultChecked={value.selected}
      disabled={value.count === 0 && !value.selected}
      label={
        value.hex ? (
          <>
            <i className="swatch" style={{ background: value.hex }} /> {value.name}
          </>
        ) : (
          value.name
        )
      }
      count={number(value.count)}
    />
  );
  return (
    <Group title={title} open={!closed || values.some((value) => value.selected)}>
      {first.map((value) => line(value))}
      {rest.length > 0 ? (
        <details className="filter-more">
          <summary>{t.listing.more(rest.length)}</summary>
          {rest.map((value) => line(value))}
        </details>
      ) : null}
    </Group>
  );
}

function Ratings({ view }: { view: ListingView }) {
  const { t, number } = usePage();
  const { facets, asked } = view;
  const ratings = (facets?.ratings ?? []).filter((one) => one.count > 0 || one.selected);
  if (ratings.length === 0) return null;
  return (
    <Group title={t.listing.rating} open>
      {[...ratings]
        .sort((a, b) => b.min - a.min)
        .map((one) => (
          <Check
            key={one.min}
            type="radio"
            name="rating"
            value={one.min}
            defaultChecked={asked.rating === one.min}
            label={
              <>
                <span className="hidden-text">{t.listing.ratingFrom(one.min)}</span>
                <Stars rating={one.min} silent />
              </>
            }
            count={number(one.count)}
          />
        ))}
      <Check type="radio" name="rating" value="" defaultChecked={asked.rating === null} label={t.listing.anyRating} />
    </Group>
  );
}

import { usePage } from '../../language/index.ts';

export interface PagesProps {
  page: number;
  pageCount: number;
  hrefOf: (page: number) => string;
  /** What to exchange instead of opening a page; see `enhance/swap.ts`. */
  swap?: string;
}

/** The pages to link to: first, last and two either side of the current one; null marks a gap. */
export function pageNumbers(page: number, pageCount: number): (number | null)[] {
  const near = Array.from({ length: pageCount }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pageCount || Math.abs(number - page) <= 2,
  );
  return near.flatMap((number, index) => {
    const before = near[index - 1];
    return before !== undefined && number - before > 1 ? [null, number] : [number];
  });
}

/** Numbered pages as plain links. */
export function Pages({ page, pageCount, hrefOf, swap }: PagesProps) {
  const { t } = usePage();
  if (pageCount < 2) return null;
  return (
    <nav className="pages tabular" aria-label={t.listing.pages}>
      {page > 1 ? (
        <a className="option" rel="prev" href={hrefOf(page - 1)} data-swap={swap} data-scroll={swap}>
          {t.listing.pageBefore}
        </a>
      ) : null}
      {pageNumbers(page, pageCount).map((number, index) =>
        number === null ? (
          <span key={`gap-${index < 3 ? 'start' : 'end'}`} className="pages-gap">
            …
          </span>
        ) : (
          <a
            key={number}
            className="option"
            href={hrefOf(number)}
            aria-current={number === page ? 'page' : undefined}
            data-swap={swap}
            data-scroll={swap}
          >
            <span className="hidden-text">{t.listing.page} </span>
            {number}
          </a>
        ),
      )}
      {page < pageCount ? (
        <a className="option" rel="next" href={hrefOf(page + 1)} data-swap={swap} data-scroll={swap}>
          {t.listing.pageNext}
        </a>
      ) : null}
    </nav>
  );
}

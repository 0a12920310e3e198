/** Earlier and later pages of a list, as links that keep the filters. */
export function Pager({
  page,
  perPage,
  total,
  search,
}: {
  page: number;
  perPage: number;
  total: number;
  search: string;
}) {
  const pages = Math.max(1, Math.ceil(total / perPage));
  if (pages === 1) return null;
  const href = (to: number) => {
    const query = new URLSearchParams(search);
    query.set('page', String(to));
    return `?${query}`;
  };
  return (
    <nav className="console-pager" aria-label="Pages">
      {page > 1 ? (
        <a className="link" rel="prev" href={href(page - 1)}>
          Earlier
        </a>
      ) : null}
      <span className="tabular">
        Page {page} of {pages}
      </span>
      {page < pages ? (
        <a className="link" rel="next" href={href(page + 1)}>
          Later
        </a>
      ) : null}
    </nav>
  );
}

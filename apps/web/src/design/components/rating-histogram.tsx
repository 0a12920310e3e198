import { usePage } from '../../language/index.ts';

/** How many gave how many stars, five first: a table whose middle column is drawn. */
export function RatingHistogram({ counts }: { counts: readonly number[] }) {
  const { t } = usePage();
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rows = [5, 4, 3, 2, 1].map((stars) => ({ stars, count: counts[stars - 1] ?? 0 }));
  return (
    <table className="histogram">
      <caption className="hidden-text">{t.product.histogram}</caption>
      <tbody>
        {rows.map(({ stars, count }) => (
          <tr key={stars}>
            <th scope="row">{t.product.starRow(stars)}</th>
            <td aria-hidden="true">
              <span className="bar-track">
                <span className="bar-fill" style={{ width: `${total === 0 ? 0 : (100 * count) / total}%` }} />
              </span>
            </td>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

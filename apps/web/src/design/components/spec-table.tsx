import { usePage } from '../../language/index.ts';

/** What a product is, as a table. */
export function SpecTable({ specs }: { specs: readonly { name: string; value: string }[] }) {
  const { t } = usePage();
  return (
    <table className="specs">
      <caption className="hidden-text">{t.product.figures}</caption>
      <tbody>
        {specs.map((spec) => (
          <tr key={spec.name}>
            <th scope="row">{spec.name}</th>
            <td>{spec.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

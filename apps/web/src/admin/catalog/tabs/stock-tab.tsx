import type { ProductTab } from '../product-editor.tsx';
import { StockForm } from '../stock-form.tsx';

/** How many there are of each SKU; each change says why. */
export function StockTab({ product, mayEdit }: ProductTab) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="Stock">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">SKU</th>
            <th scope="col" className="num">
              In stock
            </th>
            <th scope="col">Change</th>
            <th scope="col">
              <span className="hidden-text">Movements</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {product.skus
            .filter(({ archived }) => !archived)
            .map((sku) => (
              <tr key={sku.id}>
                <th scope="row">
                  {sku.code} <span className="console-note">{Object.values(sku.options).join(', ')}</span>
                </th>
                <td className="num">
                  <span className={sku.stock <= sku.lowAt ? 'low-mark' : ''}>{sku.stock}</span>
                </td>
                <td>
                  {mayEdit ? <StockForm skuId={sku.id} code={sku.code} onHand={sku.stock} lowAt={sku.lowAt} /> : null}
                </td>
                <td>
                  <a className="link" href={`/admin/stock?sku=${sku.id}`}>
                    Movements<span className="hidden-text"> of {sku.code}</span>
                  </a>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

import type { EditorPage, ProductTab } from '../product-editor.tsx';
import { NEW_SKUS } from '../product-forms.ts';
import { priceText } from '../prices.ts';
import { TabForm } from './tab-form.tsx';

const optionsText = (options: Readonly<Record<string, string>>) =>
  Object.entries(options)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');

function Head({ currency, stock }: { currency: string; stock: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">Code</th>
        <th scope="col">Options</th>
        <th scope="col">Price, {currency}</th>
        <th scope="col">Before, {currency}</th>
        <th scope="col">{stock ? 'Stock' : 'Not sold any more'}</th>
      </tr>
    </thead>
  );
}

/** Codes, options and prices; what was paid before goes into the price history. */
export function SkusTab(page: ProductTab) {
  const { product, currency, typed, faults } = page;
  return (
    <TabForm page={page} intent="skus">
      <div className="table-scroll" tabIndex={0} role="region" aria-label="SKUs">
        <table className="grid-table input-table">
          <Head currency={currency} stock={false} />
          <tbody>
            {product.skus.map((sku, index) => {
              const cell = (field: string, label: string, stored: string) => (
                <Cell
                  at={sku.id}
                  field={field}
                  label={`${label} of ${sku.code}`}
                  value={typed[`${field}.${sku.id}`] ?? stored}
                  fault={faults[`skus[${index}].${field === 'compareAt' ? 'price' : field}`]}
                />
              );
              return (
                <tr key={sku.id}>
                  <td>
                    <input type="hidden" name="skuId" value={sku.id} />
                    {cell('code', 'Code', sku.code)}
                  </td>
                  <td>{cell('options', 'Options', optionsText(sku.options))}</td>
                  <td>{cell('price', 'Price', priceText(sku.priceMinor, currency))}</td>
                  <td>{cell('compareAt', 'Price before', priceText(sku.compareAtMinor, currency))}</td>
                  <td>
                    <label className="tick">
                      <input type="checkbox" name={`archived.${sku.id}`} defaultChecked={sku.archived} />
                      <span className="hidden-text">{sku.code} is not sold any more</span>
                    </label>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <h2>New SKUs</h2>
      <NewSkuLines {...page} />
    </TabForm>
  );
}

function Cell(given: { at: string; field: string; label: string; value: string; fault?: string | undefined }) {
  const money = given.field === 'price' || given.field === 'compareAt' || given.field === 'stock';
  return (
    <input
      name={`${given.field}.${given.at}`}
      aria-label={given.label}
      defaultValue={given.value}
      title={given.fault}
      aria-invalid={given.fault ? true : undefined}
      inputMode={money ? 'decimal' : undefined}
      className={money ? 'num-input' : undefined}
    />
  );
}

/** Empty lines for new SKUs; a line without a code is not read. */
export function NewSkuLines({ currency, typed, faults, product, first = false }: EditorPage & { first?: boolean }) {
  const known = product?.skus.length ?? 0;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="New SKUs">
      <table className="grid-table input-table">
        <Head currency={currency} stock />
        <tbody>
          {Array.from({ length: NEW_SKUS }, (_, index) => `new-${index}`).map((at, index) => {
            const cell = (field: string, label: string) => (
              <Cell
                at={at}
                field={field}
                label={`${label} of new SKU ${index + 1}`}
                value={typed[`${field}.${at}`] ?? ''}
                fault={faults[`skus[${first ? index : known + index}].${field}`]}
              />
            );
            return (
              <tr key={at}>
                <td>{cell('code', 'Code')}</td>
                <td>{cell('options', 'Options')}</td>
                <td>{cell('price', 'Price')}</td>
                <td>{cell('compareAt', 'Price before')}</td>
                <td>{cell('stock', 'Stock')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="console-note">Options are written as Size: M; Colour: Red.</p>
    </div>
  );
}

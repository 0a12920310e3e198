import type { BulkPreview, EditableBrand } from '@vitrine/shop/catalog-editor';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../design/components/button.tsx';
import { count, plural } from '../format.ts';
import { BULK_KINDS } from './bulk-form.ts';
import type { ListedCategory } from './category-names.ts';
import { priceLabel } from './prices.ts';

interface PanelProps {
  total: number;
  brands: readonly Pick<EditableBrand, 'id' | 'name'>[];
  categories: readonly ListedCategory[];
  typed: Readonly<Record<string, string>>;
}

/** One decision about many products: what, how much, for which; first it is shown, then done. */
export function BulkPanel({ total, brands, categories, typed }: PanelProps) {
  const [kind, setKind] = useState(typed['kind'] ?? 'price-percent');
  const choice = useRef<HTMLSelectElement>(null);
  // What was chosen while the page was still getting ready would be taken back by the next change of the page.
  useEffect(() => {
    if (choice.current) setKind(choice.current.value);
  }, []);
  // Without JavaScript every field is there; what the kind does not ask for is not read.
  const asks = BULK_KINDS.find(({ value }) => value === kind)?.asks ?? null;
  const off = (field: string) => (asks === field ? '' : 'js-hidden');
  return (
    <fieldset className="bulk-panel">
      <legend>Change many at once</legend>
      <label>
        Do
        <select name="kind" ref={choice} value={kind} onChange={(event) => setKind(event.target.value)}>
          {BULK_KINDS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={off('value')}>
        Value
        <input name="value" defaultValue={typed['value']} placeholder="-10 or summer, linen" size={16} />
      </label>
      <label className={off('brandId')}>
        Brand
        <select name="brandId" defaultValue={typed['brandId']}>
          <option value="">None</option>
          {brands.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className={off('categoryId')}>
        Category
        <select name="categoryId" defaultValue={typed['categoryId']}>
          {categories.map(({ id, path }) => (
            <option key={id} value={id}>
              {path}
            </option>
          ))}
        </select>
      </label>
      <label className={kind.startsWith('price') ? '' : 'js-hidden'}>
        Rounded
        <select name="rounding" defaultValue={typed['rounding'] ?? 'exact'}>
          <option value="exact">exactly</option>
          <option value="whole">to whole units</option>
          <option value="95">to .95</option>
          <option value="99">to .99</option>
        </select>
      </label>
      <label className={`tick ${kind.startsWith('price') ? '' : 'js-hidden'}`}>
        <input type="checkbox" name="keepOld" defaultChecked={typed['keepOld'] === 'on'} /> Show the old price struck
        through
      </label>
      <label>
        For
        <select name="scope" defaultValue={typed['scope'] ?? 'ticked'}>
          <option value="ticked">those ticked</option>
          <option value="filter">all {count(total)} found</option>
        </select>
      </label>
      <Button kind="quiet" small name="intent" value="preview">
        Show what changes
      </Button>
    </fieldset>
  );
}

/** What a bulk edit would do, with a button that does it. */
export function BulkPreviewTable({
  preview,
  typed,
  ids,
  batchId,
  currency,
}: {
  preview: BulkPreview;
  typed: Readonly<Record<string, string>>;
  ids: readonly string[];
  /** What this press will be called, so that a second one is known again. */
  batchId: string;
  currency: string;
}) {
  return (
    <section className="bulk-preview" aria-labelledby="bulk-preview-title">
      <h2 id="bulk-preview-title">
        {count(preview.changes)} {plural(preview.changes, 'change')} at {count(preview.products)}{' '}
        {plural(preview.products, 'product')}
      </h2>
      <p className="console-note">
        {preview.unchanged > 0 ? `${count(preview.unchanged)} stay as they are. ` : ''}
        {preview.changes > preview.lines.length ? `The first ${preview.lines.length} are shown.` : ''}
      </p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Changes to come">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className="num">
                Now
              </th>
              <th scope="col" className="num">
                Then
              </th>
            </tr>
          </thead>
          <tbody>
            {preview.lines.map((line) => (
              <tr key={`${line.label} ${line.productId}`}>
                <th scope="row">{line.label}</th>
                <td className="num">{valueLabel(line.before, currency)}</td>
                <td className="num">{valueLabel(line.after, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <form method="post" className="console-tools">
        {Object.entries(typed)
          .filter(([name]) => name !== 'id' && name !== 'intent' && name !== 'batch')
          .map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        {ids.map((id) => (
          <input key={id} type="hidden" name="id" value={id} />
        ))}
        <input type="hidden" name="batch" value={batchId} />
        <Button small name="intent" value="apply" disabled={preview.changes === 0}>
          Do it
        </Button>
        <p className="console-note">It can be undone under Changes.</p>
      </form>
    </section>
  );
}

function valueLabel(value: unknown, currency: string): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'archived' : 'active';
  if (typeof value === 'number') return count(value);
  if (Array.isArray(value)) return value.join(', ') || 'none';
  if (typeof value === 'object' && 'amountMinor' in value) {
    const { amountMinor, compareAtMinor } = value as { amountMinor: number; compareAtMinor?: number | null };
    return priceLabel(amountMinor, currency) + (compareAtMinor ? ` (was ${priceLabel(compareAtMinor, currency)})` : '');
  }
  return typeof value === 'string' ? '…' : 'changed';
}

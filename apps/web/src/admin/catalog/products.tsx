import { useRef } from 'react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { data, redirect, useActionData, useLoaderData } from 'react-router';
import { ButtonLink } from '../../design/components/button.tsx';
import { withDone } from '../done-sentences.ts';
import { count, plural, stamp } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { changeOf, filterOf, selectionOf } from './bulk-form.ts';
import { BulkPanel, BulkPreviewTable } from './bulk-panel.tsx';
import { listed } from './category-names.ts';
import { editAnswer } from './edit-answer.ts';
import { EditNotices, isEditAnswer } from './edit-notices.tsx';
import { listOf, textOf, typedOf, wholeOf } from './form-fields.ts';
import { Pager } from './pager.tsx';
import { priceLabel } from './prices.ts';

const PER_PAGE = 50;
const SORTS = [
  { value: 'updated', label: 'Changed last' },
  { value: 'name', label: 'Name' },
  { value: 'price-low', label: 'Price, low first' },
  { value: 'price-high', label: 'Price, high first' },
  { value: 'stock', label: 'Stock, low first' },
] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  const { desk, currency } = console.catalog;
  const { searchParams } = new URL(args.request.url);
  const page = wholeOf(searchParams.get('page'), 1, 100_000);
  const sort = SORTS.find(({ value }) => value === searchParams.get('sort'))?.value ?? 'updated';
  const filter = filterOf(searchParams);
  const [{ rows, total }, categories, brands] = await Promise.all([
    desk.listProducts(filter, { sort, page, perPage: PER_PAGE }),
    desk.listCategories(),
    desk.listBrands(),
  ]);
  return {
    rows: rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })),
    total,
    page,
    sort,
    filter,
    currency,
    search: searchParams.toString(),
    categories: listed(categories),
    brands: brands.map(({ id, name }) => ({ id, name })),
    mayEdit: roleMay(console.role, 'catalog.write'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  const { desk, editor, currency } = console.catalog;
  const { searchParams } = new URL(args.request.url);
  const form = await args.request.formData();
  const typed = typedOf(form);
  const change = changeOf(form, currency);
  const selection = selectionOf(form, searchParams);
  if (change === null) {
    const { answer, status } = editAnswer(
      { code: 'catalog.invalid', faults: [{ path: 'kind', message: 'Choose what to do.' }] },
      typed,
    );
    return data(answer, { status });
  }
  if (textOf(form, 'intent') === 'apply') {
    const done = await editor.applyBulk(selection, change, textOf(form, 'batch') || undefined);
    if (done.ok) {
      const { changes, products } = done.value;
      const sentence =
        `${changes} ${plural(changes, 'change')} at ${products} ${plural(products, 'product')}.` as const;
      searchParams.delete('done');
      throw redirect(withDone(`/admin/products?${searchParams}`, sentence), { status: 303 });
    }
    const { answer, status } = editAnswer(done.error, typed);
    return data(answer, { status });
  }
  const preview = await desk.previewBulk(selection, change);
  if (preview.ok) return data({ preview: preview.value, typed, ids: listOf(form, 'id'), batchId: crypto.randomUUID() });
  const { answer, status } = editAnswer(preview.error, typed);
  return data(answer, { status });
}

export function meta() {
  return [{ title: 'Products · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Products() {
  const loaded = useLoaderData<typeof loader>();
  const { rows, total, page, search, currency, mayEdit } = loaded;
  const answer = useActionData<typeof action>();
  const edit = isEditAnswer(answer) ? answer : undefined;
  const preview = answer !== undefined && 'preview' in answer ? answer : undefined;
  const table = useRef<HTMLTableElement>(null);
  const tickAll = (ticked: boolean) => {
    for (const box of table.current?.querySelectorAll<HTMLInputElement>('input[name="id"]') ?? []) box.checked = ticked;
  };
  return (
    <>
      <div className="console-title">
        <h1>Products</h1>
        {mayEdit ? (
          <ButtonLink small href="/admin/products/new">
            New product
          </ButtonLink>
        ) : null}
      </div>
      <EditNotices answer={edit} />
      <Filters {...loaded} />
      {preview ? <BulkPreviewTable {...preview} currency={currency} /> : null}
      <form method="post">
        <p className="console-note" role="status">
          {count(total)} {plural(total, 'product')}
        </p>
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Products">
          <table className="grid-table products-table" ref={table}>
            <thead>
              <tr>
                <th scope="col">
                  <label className="tick">
                    <input type="checkbox" className="js-only" onChange={(event) => tickAll(event.target.checked)} />
                    <span className="hidden-text">Tick all on this page</span>
                  </label>
                </th>
                <th scope="col">
                  <span className="hidden-text">Picture</span>
                </th>
                <th scope="col">Name</th>
                <th scope="col" className="num">
                  SKUs
                </th>
                <th scope="col" className="num">
                  Price
                </th>
                <th scope="col" className="num">
                  Stock
                </th>
                <th scope="col">Category</th>
                <th scope="col">Brand</th>
                <th scope="col">Status</th>
                <th scope="col">Changed (UTC)</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <ProductLine
                  key={row.id}
                  row={row}
                  currency={currency}
                  ticked={preview?.ids.includes(row.id) ?? false}
                />
              ))}
              {rows.length === 0 ? (
                <tr>
                  <td colSpan={10}>
                    Nothing is like this. <a href="/admin/products">Show all products</a>
                  </td>
                </tr>
              ) : null}
            </tbody>
          </table>
        </div>
        <Pager page={page} perPage={PER_PAGE} total={total} search={search} />
        {mayEdit ? <BulkPanel {...loaded} typed={edit?.typed ?? preview?.typed ?? {}} /> : null}
      </form>
    </>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function ProductLine({ row, currency, ticked }: { row: Loaded['rows'][number]; currency: string; ticked: boolean }) {
  const spread = row.highestMinor !== null && row.highestMinor !== row.priceMinor;
  return (
    <tr>
      <td>
        <label className="tick">
          <input type="checkbox" name="id" value={row.id} defaultChecked={ticked} />
          <span className="hidden-text">Tick {row.name}</span>
        </label>
      </td>
      <td className="thumb-cell">
        {row.picture ? <img src={row.picture} alt="" width="36" height="36" loading="lazy" /> : null}
      </td>
      <th scope="row">
        <a href={`/admin/products/${row.id}`}>{row.name}</a>
      </th>
      <td className="num">{row.skuCount}</td>
      <td className="num whitespace-nowrap">
        {spread ? 'from ' : ''}
        {priceLabel(row.priceMinor, currency)}
      </td>
      <td className="num whitespace-nowrap">
        {count(row.stock)}
        {row.lowSkus > 0 ? <span className="low-mark"> · {row.lowSkus} low</span> : null}
      </td>
      <td>{row.category}</td>
      <td>{row.brand ?? '–'}</td>
      <td>
        <span className={`state-mark ${row.archived ? '' : 'state-champion'}`}>
          {row.archived ? 'archived' : 'active'}
        </span>
      </td>
      <td className="tabular whitespace-nowrap">{stamp(row.updatedAt)}</td>
    </tr>
  );
}

function Filters({ filter, sort, categories, brands }: Loaded) {
  return (
    <form className="fields-line" action="/admin/products" role="search" aria-label="Products">
      <label>
        Name, SKU or address
        <input type="search" name="q" defaultValue={filter.search} />
      </label>
      <label>
        Category
        <select name="category" defaultValue={filter.categoryId ?? ''}>
          <option value="">All</option>
          {categories.map(({ id, path }) => (
            <option key={id} value={id}>
              {path}
            </option>
          ))}
        </select>
      </label>
      <label>
        Brand
        <select name="brand" defaultValue={filter.brandId ?? ''}>
          <option value="">All</option>
          {brands.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        Stock
        <select name="stock" defaultValue={filter.stock ?? ''}>
          <option value="">Any</option>
          <option value="low">Low</option>
          <option value="out">Sold out</option>
        </select>
      </label>
      <label>
        Status
        <select name="status" defaultValue={filter.status}>
          <option value="active">Active</option>
          <option value="archived">Archived</option>
          <option value="all">All</option>
        </select>
      </label>
      <label>
        Order
        <select name="sort" defaultValue={sort}>
          {SORTS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button className="button button-quiet button-small">Show</button>
    </form>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { useActionData, useLoaderData } from 'react-router';
import { count, stamp } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { answerEdit } from './answers.ts';
import { EditNotices } from './edit-notices.tsx';
import { stockMoveOf } from './edit-product.ts';
import { textOf, wholeOf } from './form-fields.ts';
import { Pager } from './pager.tsx';
import { StockForm } from './stock-form.tsx';

const PER_PAGE = 50;
const REASONS: Readonly<Record<string, string>> = {
  received: 'came in',
  returned: 'came back',
  damaged: 'broke',
  corrected: 'counted',
  sold: 'sold',
};

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.read');
  const { desk } = console.catalog;
  const { searchParams } = new URL(args.request.url);
  const asked = searchParams.get('level');
  const level = asked === 'all' || asked === 'out' ? asked : 'low';
  const words = searchParams.get('q')?.slice(0, 200).replaceAll('\0', '') ?? '';
  const page = wholeOf(searchParams.get('page'), 1, 100_000);
  const sku = searchParams.get('sku') ?? '';
  const [{ rows, total }, movements] = await Promise.all([
    desk.listStock({
      search: words,
      level: words === '' ? level : 'all',
      limit: PER_PAGE,
      offset: (page - 1) * PER_PAGE,
    }),
    desk.listMovements(sku, 40),
  ]);
  return {
    rows,
    total,
    page,
    level,
    words,
    sku,
    movements: movements.map((one) => ({ ...one, movedAt: one.movedAt.toISOString() })),
    search: searchParams.toString(),
    mayEdit: roleMay(console.role, 'catalog.write'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'catalog.write');
  const { searchParams } = new URL(args.request.url);
  const form = await args.request.formData();
  const moved = await console.catalog.editor.adjustStock(textOf(form, 'skuId'), stockMoveOf(form));
  const done = moved.ok ? (`There are ${moved.value.onHand} now.` as const) : 'Saved.';
  searchParams.delete('done');
  return answerEdit(moved, { form, back: `/admin/stock?${searchParams}`, done });
}

export function meta() {
  return [{ title: 'Stock · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Stock() {
  const { rows, total, page, level, words, sku, movements, search, mayEdit } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1>Stock</h1>
      <EditNotices answer={answer} />
      <form className="fields-line" action="/admin/stock" role="search" aria-label="Stock">
        <label>
          Name or SKU
          <input type="search" name="q" defaultValue={words} />
        </label>
        <label>
          Show
          <select name="level" defaultValue={level}>
            <option value="low">What runs low</option>
            <option value="out">What is sold out</option>
            <option value="all">Everything</option>
          </select>
        </label>
        <button className="button button-quiet button-small">Show</button>
      </form>
      {sku === '' ? null : <Movements movements={movements} />}
      <p className="console-note" role="status">
        {count(total)} SKUs, the emptiest first
      </p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Stock by SKU">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">SKU</th>
              <th scope="col">Product</th>
              <th scope="col" className="num">
                In stock
              </th>
              <th scope="col" className="num">
                Sold, 28 days
              </th>
              <th scope="col">Change</th>
              <th scope="col">
                <span className="hidden-text">Movements</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.skuId}>
                <th scope="row" className="mono">
                  {row.code}
                </th>
                <td>
                  <a href={`/admin/products/${row.productId}?tab=stock`}>{row.name}</a>{' '}
                  <span className="console-note">{Object.values(row.options).join(', ')}</span>
                </td>
                <td className="num">
                  <span className={row.onHand <= row.lowAt ? 'low-mark' : ''}>{count(row.onHand)}</span>
                </td>
                <td className="num">{count(row.soldLately)}</td>
                <td>
                  {mayEdit ? (
                    <StockForm
                      key={row.onHand}
                      skuId={row.skuId}
                      code={row.code}
                      onHand={row.onHand}
                      lowAt={row.lowAt}
                    />
                  ) : null}
                </td>
                <td>
                  <a className="link" href={`/admin/stock?level=${level}&sku=${row.skuId}`}>
                    Movements<span className="hidden-text"> of {row.code}</span>
                  </a>
                </td>
              </tr>
            ))}
            {rows.length === 0 ? (
              <tr>
                <td colSpan={6}>Nothing runs low. That is good.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
      <Pager page={page} perPage={PER_PAGE} total={total} search={search} />
    </>
  );
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

function Movements({ movements }: Pick<Loaded, 'movements'>) {
  return (
    <section aria-labelledby="movements-title">
      <h2 id="movements-title">Movements</h2>
      <table className="grid-table narrow-table">
        <thead>
          <tr>
            <th scope="col">When (UTC)</th>
            <th scope="col" className="num">
              Change
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {movements.map((one) => (
            <tr key={one.id}>
              <td className="tabular whitespace-nowrap">{stamp(one.movedAt)}</td>
              <td className="num">{one.change > 0 ? `+${count(one.change)}` : `−${count(-one.change)}`}</td>
              <td>{REASONS[one.reason] ?? one.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

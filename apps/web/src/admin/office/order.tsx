import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { data, redirect, useActionData, useLoaderData } from 'react-router';
import { Notice } from '../../design/components/notice.tsx';
import { pageText } from '../../language/index.ts';
import { textOf } from '../catalog/form-fields.ts';
import { count, stamp } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { roleMay } from '../role-may.ts';
import { isStatus, MOVE_WORDS, STATUS_WORDS } from './order-words.ts';

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'orders.read');
  const order = await console.office.getOrder(args.params['id'] ?? '');
  if (order === null) throw data(null, { status: 404 });
  const { money } = pageText('en');
  const said = (minor: number) => money(minor, order.currency);
  const { address } = order;
  return {
    number: order.number,
    status: order.status,
    buyer: order.email ?? (order.customerId === null ? 'a guest' : 'a customer'),
    address: address
      ? [address.recipient, address.line1, address.line2, `${address.postalCode} ${address.city}`, address.country]
          .filter(Boolean)
          .join(', ')
      : null,
    delivery: order.delivery?.name ?? null,
    lines: order.lines.map((line) => ({
      sku: line.sku,
      productId: line.productId,
      name: line.name,
      options: Object.values(line.options).join(', '),
      quantity: line.quantity,
      unit: said(line.unitPriceMinor),
      sum: said(line.quantity * line.unitPriceMinor),
    })),
    costs: [
      ['Goods', said(order.goodsMinor)],
      ...(order.discountMinor > 0 ? [['Discount', `−${said(order.discountMinor)}`]] : []),
      ['Delivery', said(order.deliveryMinor)],
      ['Total', said(order.totalMinor)],
      ['Tax in it', said(order.includedTaxMinor)],
    ].map(([name = '', value = '']) => ({ name, value })),
    payments: order.payments.map((one) => `${one.provider}: ${one.status}, ${said(one.amountMinor)}`),
    history: order.history.map((past) => ({ status: past.status, at: past.changedAt.toISOString() })),
    moves: roleMay(console.role, 'orders.write') ? console.office.moves[order.status] : [],
  };
}

export async function action(args: ActionFunctionArgs) {
  const { console } = requireConsole(args, 'orders.write');
  const id = args.params['id'] ?? '';
  const to = textOf(await args.request.formData(), 'to');
  if (!isStatus(to)) return data({ message: 'to must be a status. Press one of the buttons.' }, { status: 422 });
  const moved = await console.office.moveOrder(id, to);
  if (moved.ok) return redirect(`/admin/orders/${id}`, 303);
  if (moved.error.code === 'orders.not_found') throw data(null, { status: 404 });
  const message = `From here it cannot become “${STATUS_WORDS[to]}”. Somebody may have moved it meanwhile.`;
  return data({ message }, { status: 409 });
}

export function meta() {
  return [{ title: 'Order · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Order() {
  const order = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <h1>Order {order.number}</h1>
      {answer ? <Notice tone="error">{answer.message}</Notice> : null}
      <p className="console-note">
        {STATUS_WORDS[order.status]} · {order.buyer}
        {order.delivery ? ` · ${order.delivery}` : ''}
      </p>
      {order.address ? <p>{order.address}</p> : null}
      {order.moves.length > 0 ? (
        <form method="post" className="fields-line" aria-label="What happens next">
          {order.moves.map((to) => (
            <button key={to} className="button button-quiet button-small" name="to" value={to}>
              {MOVE_WORDS[to]}
            </button>
          ))}
        </form>
      ) : null}
      <Lines order={order} />
      <h2>Payments</h2>
      {order.payments.length === 0 ? <p>None yet.</p> : order.payments.map((one) => <p key={one}>{one}</p>)}
      <h2>History</h2>
      <ol>
        {order.history.map((past) => (
          <li key={past.at + past.status} className="tabular">
            {stamp(past.at)} UTC: {STATUS_WORDS[past.status]}
          </li>
        ))}
      </ol>
    </>
  );
}

function Lines({ order }: { order: ReturnType<typeof useLoaderData<typeof loader>> }) {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label="What was ordered">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">SKU</th>
            <th scope="col">Product</th>
            <th scope="col" className="num">
              Quantity
            </th>
            <th scope="col" className="num">
              Each
            </th>
            <th scope="col" className="num">
              Sum
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.sku}>
              <th scope="row" className="mono">
                {line.sku}
              </th>
              <td>
                <a href={`/admin/products/${line.productId}`}>{line.name}</a>{' '}
                <span className="console-note">{line.options}</span>
              </td>
              <td className="num">{count(line.quantity)}</td>
              <td className="num">{line.unit}</td>
              <td className="num">{line.sum}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {order.costs.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row" colSpan={4}>
                {name}
              </th>
              <td className="num">{value}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}

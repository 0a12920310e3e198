import type { LoaderFunctionArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { pageText } from '../../language/index.ts';
import { count, stamp } from '../format.ts';
import { requireConsole } from '../require-console.ts';
import { isStatus, STATUS_WORDS, STATUSES } from './order-words.ts';

const MOST = 100;

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'orders.read');
  const { searchParams } = new URL(args.request.url);
  const asked = searchParams.get('status') ?? '';
  const words = searchParams.get('q')?.slice(0, 200) ?? '';
  const status = isStatus(asked) ? asked : undefined;
  const { money } = pageText('en');
  const orders = await console.office.listOrders({ limit: MOST, status, search: words });
  return {
    words,
    status: status ?? '',
    orders: orders.map((order) => ({
      id: order.id,
      number: order.number,
      placedAt: order.placedAt.toISOString(),
      buyer: order.email ?? (order.customerId === null ? 'a guest' : 'a customer'),
      things: order.lines.reduce((sum, line) => sum + line.quantity, 0),
      total: money(order.totalMinor, order.currency),
      status: order.status,
    })),
  };
}

export function meta() {
  return [{ title: 'Orders · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Orders() {
  const { orders, status, words } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Orders</h1>
      <form className="fields-line" action="/admin/orders" role="search" aria-label="Orders">
        <label>
          Number, name or e-mail
          <input type="search" name="q" defaultValue={words} maxLength={200} />
        </label>
        <label>
          Status
          <select name="status" defaultValue={status}>
            <option value="">All</option>
            {STATUSES.map((one) => (
              <option key={one} value={one}>
                {STATUS_WORDS[one]}
              </option>
            ))}
          </select>
        </label>
        <button className="button button-quiet button-small">Show</button>
      </form>
      <p className="console-note" role="status">
        {orders.length === MOST
          ? `The newest ${MOST} orders`
          : orders.length === 1
            ? '1 order'
            : `${orders.length} orders, the newest first`}
      </p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Orders">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Placed (UTC)</th>
              <th scope="col">Buyer</th>
              <th scope="col" className="num">
                Things
              </th>
              <th scope="col" className="num">
                Total
              </th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.id}>
                <th scope="row" className="tabular">
                  <a href={`/admin/orders/${order.id}`}>{order.number}</a>
                </th>
                <td className="tabular whitespace-nowrap">{stamp(order.placedAt)}</td>
                <td>{order.buyer}</td>
                <td className="num">{count(order.things)}</td>
                <td className="num">{order.total}</td>
                <td>{STATUS_WORDS[order.status]}</td>
              </tr>
            ))}
            {orders.length === 0 ? (
              <tr>
                <td colSpan={6}>No order fits. Look for less, or among all of them.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </>
  );
}

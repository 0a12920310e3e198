import type { LoaderFunctionArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { pageText } from '../language/index.ts';
import { stamp } from './format.ts';
import { STATUS_WORDS } from './office/order-words.ts';
import { requireConsole } from './require-console.ts';
import { roleMay } from './role-may.ts';

const MOST = 8;

interface Found {
  readonly href: string;
  readonly name: string;
  readonly note: string;
}

/** Products, orders and people that a few letters fit; each role finds what it may open. */
export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'console.open');
  const words = (new URL(args.request.url).searchParams.get('q') ?? '').trim().slice(0, 200);
  const { money } = pageText('en');
  const may = (action: Parameters<typeof roleMay>[1]) => words !== '' && roleMay(console.role, action);
  const page = { sort: 'updated', page: 1, perPage: MOST } as const;
  const [products, orders, users] = await Promise.all([
    may('catalog.read')
      ? console.catalog.desk.listProducts({ search: words, status: 'all' }, page)
      : { rows: [], total: 0 },
    may('orders.read') ? console.office.listOrders({ limit: MOST, search: words }) : [],
    may('users.read') ? console.office.listUsers({ search: words, limit: MOST, offset: 0 }) : { users: [], total: 0 },
  ]);
  const q = encodeURIComponent(words);
  const shelf = (title: string, all: string, found: readonly Found[]) => ({ title, all: `${all}?q=${q}`, found });
  return {
    words,
    shelves: [
      shelf(
        'Products',
        '/admin/products',
        products.rows.map(({ id, name, archived, slug }) => ({
          href: `/admin/products/${id}`,
          name,
          note: archived ? `${slug}, archived` : slug,
        })),
      ),
      shelf(
        'Orders',
        '/admin/orders',
        orders.map((order) => ({
          href: `/admin/orders/${order.id}`,
          name: `Order ${order.number}`,
          note: `${STATUS_WORDS[order.status]}, ${money(order.totalMinor, order.currency)}, ${stamp(order.placedAt.toISOString())}, ${order.email ?? 'no e-mail'}`,
        })),
      ),
      shelf(
        'People',
        '/admin/users',
        users.users.map(({ email, role, isDisabled }) => ({
          href: `/admin/users?q=${encodeURIComponent(email)}`,
          name: email,
          note: isDisabled ? `${role}, disabled` : role,
        })),
      ),
    ].filter(({ found }) => found.length > 0),
  };
}

export function meta() {
  return [{ title: 'Find · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function Find() {
  const { words, shelves } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{words === '' ? 'Find' : `“${words}”`}</h1>
      {shelves.length === 0 ? (
        <p className="console-note" role="status">
          {words === ''
            ? 'Write a name, a SKU, the number of an order or an e-mail address.'
            : 'Nothing fits. Try fewer letters, a SKU, the number of an order or an e-mail address.'}
        </p>
      ) : null}
      {shelves.map(({ title, all, found }) => (
        <section key={title} aria-labelledby={`found-${title}`} className="console-stack">
          <h2 id={`found-${title}`}>{title}</h2>
          <ul>
            {found.map(({ href, name, note }) => (
              <li key={href}>
                <a className="link" href={href}>
                  {name}
                </a>{' '}
                <span className="console-note">{note}</span>
              </li>
            ))}
          </ul>
          <p>
            <a className="link" href={all}>
              All {title.toLowerCase()} that fit
            </a>
          </p>
        </section>
      ))}
    </>
  );
}

import '../design/styles/pages/console.css';
import type { LoaderFunctionArgs } from 'react-router';
import { Outlet, useLoaderData, useLocation } from 'react-router';
import { servicesContext } from '../context.ts';
import { Notice } from '../design/components/notice.tsx';
import { type ConsoleAction, roleMay } from './role-may.ts';
import { useUnsavedWarning } from './use-unsaved-warning.ts';

export function loader({ context }: LoaderFunctionArgs) {
  const { console } = context.get(servicesContext);
  return { role: console?.role ?? null };
}

export function meta() {
  return [{ title: 'Console · Vitrine' }, { name: 'robots', content: 'noindex' }];
}

interface Door {
  href: string;
  label: string;
  may: ConsoleAction;
}

const PAGES: readonly (Door & { rooms?: readonly Door[] })[] = [
  { href: '/admin', label: 'Overview', may: 'console.open' },
  {
    href: '/admin/products',
    label: 'Catalog',
    may: 'catalog.read',
    rooms: [
      { href: '/admin/products', label: 'Products', may: 'catalog.read' },
      { href: '/admin/categories', label: 'Categories', may: 'catalog.read' },
      { href: '/admin/brands', label: 'Brands', may: 'catalog.read' },
      { href: '/admin/collections', label: 'Collections', may: 'catalog.read' },
      { href: '/admin/stock', label: 'Stock', may: 'catalog.read' },
      { href: '/admin/synonyms', label: 'Synonyms', may: 'catalog.read' },
      { href: '/admin/transfer', label: 'Import and export', may: 'catalog.read' },
      { href: '/admin/changes', label: 'Changes', may: 'catalog.read' },
    ],
  },
  { href: '/admin/orders', label: 'Orders', may: 'orders.read' },
  { href: '/admin/users', label: 'Users', may: 'users.read' },
  { href: '/admin/events', label: 'Live events', may: 'events.read' },
  { href: '/admin/models', label: 'Models', may: 'models.read' },
  { href: '/admin/why', label: 'Why this', may: 'events.read' },
];

/** Whether an address is a door's own or leads further into its room. */
function isIn(pathname: string, href: string): boolean {
  return pathname === href || (href !== '/admin' && pathname.startsWith(`${href}/`));
}

function Doors({
  doors,
  pathname,
  label,
  here,
}: {
  doors: readonly Door[];
  pathname: string;
  label: string;
  here?: Door | undefined;
}) {
  return (
    <nav aria-label={label}>
      <ul>
        {doors.map((door) => (
          <li key={door.href}>
            <a href={door.href} aria-current={door === here ? (pathname === door.href ? 'page' : 'true') : undefined}>
              {door.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export default function ConsoleLayout() {
  const { pathname } = useLocation();
  const { role } = useLoaderData<typeof loader>();
  const held = useUnsavedWarning(role);
  if (role === null)
    return (
      <div className="wrap console">
        <Outlet />
      </div>
    );
  const open = PAGES.filter(({ may }) => roleMay(role, may));
  const here = open.find(({ href, rooms }) => isIn(pathname, href) || rooms?.some((room) => isIn(pathname, room.href)));
  return (
    <div className="wrap console">
      <div className="console-head">
        <Doors doors={open} pathname={pathname} label="Console" here={here} />
        <form action="/admin/find" role="search" aria-label="Everything" className="fields-line">
          <input
            type="search"
            name="q"
            aria-label="Find a product, an order or a person"
            placeholder="Find…"
            maxLength={200}
          />
        </form>
        <form method="post" action="/admin/sign-out">
          <button className="button button-quiet button-small">Sign out</button>
        </form>
      </div>
      {here?.rooms ? (
        <div className="console-rooms">
          <Doors
            doors={here.rooms}
            pathname={pathname}
            label={here.label}
            here={here.rooms.find(({ href }) => isIn(pathname, href))}
          />
        </div>
      ) : null}
      {held === null ? null : (
        <div className="console-held">
          <Notice tone="error">{held}</Notice>
        </div>
      )}
      <Outlet />
    </div>
  );
}

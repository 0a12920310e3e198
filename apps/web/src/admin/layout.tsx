import type { LoaderFunctionArgs } from 'react-router';
import { NavLink, Outlet, useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return { isAdmin: context.get(servicesContext).visitor.isAdmin };
}

export function meta() {
  return [{ title: 'Console · Vitrine' }, { name: 'robots', content: 'noindex' }];
}

const PAGES = [
  { to: '/admin', label: 'Overview', end: true },
  { to: '/admin/events', label: 'Live events', end: false },
  { to: '/admin/models', label: 'Models', end: false },
  { to: '/admin/why', label: 'Why this', end: false },
];

export default function ConsoleLayout() {
  const { isAdmin } = useLoaderData<typeof loader>();
  return (
    <div className="wrap console">
      {isAdmin ? (
        <div className="console-head">
          <nav aria-label="Console">
            <ul>
              {PAGES.map(({ to, label, end }) => (
                <li key={to}>
                  <NavLink to={to} end={end}>
                    {label}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
          <form method="post" action="/admin/sign-out">
            <button className="button button-quiet button-small">Sign out</button>
          </form>
        </div>
      ) : null}
      <Outlet />
    </div>
  );
}

import '../design/styles/pages/console.css';
import type { LoaderFunctionArgs } from 'react-router';
import { Outlet, useLoaderData, useLocation } from 'react-router';
import { servicesContext } from '../context.ts';

export function loader({ context }: LoaderFunctionArgs) {
  return { isAdmin: context.get(servicesContext).visitor.isAdmin };
}

export function meta() {
  return [{ title: 'Console · Vitrine' }, { name: 'robots', content: 'noindex' }];
}

const PAGES = [
  { href: '/admin', label: 'Overview' },
  { href: '/admin/events', label: 'Live events' },
  { href: '/admin/models', label: 'Models' },
  { href: '/admin/why', label: 'Why this' },
];

export default function ConsoleLayout() {
  const { pathname } = useLocation();
  const { isAdmin } = useLoaderData<typeof loader>();
  return (
    <div className="wrap console">
      {isAdmin ? (
        <div className="console-head">
          <nav aria-label="Console">
            <ul>
              {PAGES.map(({ href, label }) => (
                <li key={href}>
                  <a href={href} aria-current={pathname === href ? 'page' : undefined}>
                    {label}
                  </a>
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

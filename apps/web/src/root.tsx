import './design/styles/app.css';
import frauncesUrl from '@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2?url';
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { LoaderFunctionArgs } from 'react-router';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from 'react-router';
import { servicesContext } from './context.ts';
import { ConsentBanner } from './design/components/consent-banner.tsx';
import { Footer } from './design/components/footer.tsx';
import { Navbar } from './design/components/navbar.tsx';
import { State } from './design/components/state.tsx';
import type { Frame } from './features/frame/load-frame.ts';
import { loadFrame } from './features/frame/load-frame.ts';
import { mayTrack } from './tracking/may-track.ts';

export function loader({ request, context }: LoaderFunctionArgs): Promise<Frame> {
  return loadFrame(request, context.get(servicesContext));
}

/** The frame is the same on every page of a visit; only a form that changes a preference asks for it anew. */
export function shouldRevalidate({ formMethod }: { formMethod?: string }): boolean {
  return formMethod !== undefined && formMethod !== 'GET';
}

/** One title, also when the page is an error. */
export function meta({ error }: { error?: unknown }) {
  const missing = isRouteErrorResponse(error) && error.status === 404;
  const failed = missing ? 'Not here · Vitrine' : 'Something went wrong · Vitrine';
  return [
    { title: error === undefined ? 'Vitrine' : failed },
    { name: 'description', content: 'A shop window that learns what to show.' },
  ];
}

export function links() {
  const font = { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' } as const;
  return [
    { ...font, href: frauncesUrl },
    { ...font, href: interUrl },
    { rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' },
  ];
}

export function Layout({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>('root');
  const location = useLocation();
  const theme = frame?.theme ?? 'auto';
  return (
    <html lang={frame?.locale ?? 'en'} data-theme={theme === 'auto' ? undefined : theme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <meta name="theme-color" content="#fbf9f6" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#14161c" media="(prefers-color-scheme: dark)" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <Navbar
          categories={frame?.categories ?? []}
          theme={theme}
          path={frame?.path ?? location.pathname}
          isAdmin={frame?.isAdmin ?? false}
        />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        {location.pathname.startsWith('/admin') ? null : <Footer categories={frame?.categories ?? []} />}
        {frame && !frame.consentChosen && !location.pathname.startsWith('/admin') ? (
          <ConsentBanner path={frame.path} />
        ) : null}
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  const frame = useRouteLoaderData<typeof loader>('root');
  const { pathname } = useLocation();
  useEffect(() => {
    if (!frame || pathname.startsWith('/admin')) return undefined;
    return trackWhenLoaded(frame);
  }, [frame, pathname]);
  return <Outlet />;
}

/** The tracker is fetched after the page works, and never by those who may not be tracked. */
function trackWhenLoaded({ consent, sessionId }: Frame): () => void {
  let ended = false;
  let end: (() => void) | undefined;
  if (mayTrack(consent, navigator))
    void import('./tracking/start-tracking.ts').then(({ startTracking }) => {
      if (!ended) end = startTracking({ sessionId });
      return undefined;
    });
  return () => {
    ended = true;
    end?.();
  };
}

export function ErrorBoundary() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <div className="wrap">
      {missing ? (
        <State drawing="shelf" title="This shelf is empty" action={{ href: '/', label: 'Back to the window' }}>
          There is no page at this address. The thing may have been sold for good, or the link has a slip in it.
        </State>
      ) : (
        <State
          drawing="lamp"
          title="The lamp went out"
          action={{ href: pathname + search, label: 'Try again' }}
          other={{ href: '/', label: 'Back to the window' }}
        >
          Something failed on our side while we made this page. Nothing of yours is lost. Try again in a moment, or go
          back to the window.
        </State>
      )}
    </div>
  );
}

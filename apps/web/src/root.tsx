import './design/styles/app.css';
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
import enhanceUrl from 'virtual:enhance';
import { servicesContext } from './context.ts';
import { ConsentBanner } from './design/components/consent-banner.tsx';
import { Footer } from './design/components/footer.tsx';
import { Navbar } from './design/components/navbar.tsx';
import { WishForm } from './design/components/heart-button.tsx';
import { Toasts } from './design/components/toast.tsx';
import fontsUrl from './design/styles/fonts.css?url';
import { ErrorState } from './features/errors/error-state.tsx';
import type { Frame } from './features/frame/load-frame.ts';
import { loadFrame } from './features/frame/load-frame.ts';
import { defaultLocale, usePage } from './language/index.ts';
import { pageText } from './language/page-text.ts';

export function loader({ request, context }: LoaderFunctionArgs): Promise<Frame> {
  return loadFrame(request, context.get(servicesContext));
}

/** The frame is the same on every page of a visit; only a form that changes a preference asks for it anew. */
export function shouldRevalidate({ formMethod }: { formMethod?: string }): boolean {
  return formMethod !== undefined && formMethod !== 'GET';
}

/** One title, also when the page is an error. */
export function meta({ error, loaderData }: { error?: unknown; loaderData?: Frame }) {
  const { t } = pageText(loaderData?.locale ?? defaultLocale);
  const missing = isRouteErrorResponse(error) && error.status === 404;
  const failed = missing ? t.errors.missingTab : t.errors.failedTab;
  return [
    { title: error === undefined ? 'Vitrine' : failed },
    { name: 'description', content: t.frame.description },
    ...(error === undefined ? [] : [{ name: 'robots', content: 'noindex' }]),
  ];
}

export function links() {
  return [{ rel: 'icon', type: 'image/svg+xml', href: '/favicon.svg' }];
}

export function Layout({ children }: { children: ReactNode }) {
  const frame = useRouteLoaderData<typeof loader>('root');
  const { t, locale } = usePage();
  // The console alone is hydrated; the storefront is finished HTML and one small script.
  const inConsole = /^\/admin(?:\/|$)/.test(useLocation().pathname);
  const theme = frame?.theme ?? 'auto';
  return (
    <html lang={locale} data-theme={theme === 'auto' ? undefined : theme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <meta name="theme-color" content="#fbf9f6" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#14161c" media="(prefers-color-scheme: dark)" />
        <Meta />
        <Links />
        <Letters atOnce={inConsole || known(frame)} />
        {inConsole ? null : <script type="module" src={enhanceUrl} />}
      </head>
      <body data-track={inConsole ? undefined : frame?.consent} data-session={frame?.sessionId ?? undefined}>
        <a className="skip" href="#main">
          {t.frame.skip}
        </a>
        <Navbar frame={frame} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        {inConsole ? null : <Footer frame={frame} />}
        {inConsole ? null : <WishForm path={frame?.path ?? '/'} />}
        <Toasts flash={frame?.flash ?? null} />
        {frame && !frame.consentChosen && !inConsole ? <ConsentBanner path={frame.path} /> : null}
        {inConsole ? <Scripts /> : null}
      </body>
    </html>
  );
}

/** Whether the visitor has been on a page before, so that the letters are likely to be in the browser's cache. */
function known(frame: Frame | undefined): boolean {
  return frame !== undefined && (frame.sessionId !== null || frame.consentChosen || frame.signedIn);
}

/** A linked sheet with this is not fetched; React's types do not know it of links. */
const switchedOff = { disabled: true };

/**
 * The letters of the house. On a newcomer's slow line their 115 kB would share the way with the first picture, so there
 * they come after it (enhance/fonts.ts) and stand-ins of the same metrics serve meanwhile.
 */
function Letters({ atOnce }: { atOnce: boolean }) {
  if (atOnce) return <link rel="stylesheet" href={fontsUrl} />;
  return (
    <>
      <link rel="stylesheet" href={fontsUrl} data-letters="" {...switchedOff} />
      <noscript>
        <link rel="stylesheet" href={fontsUrl} />
      </noscript>
    </>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorState error={useRouteError()} />;
}

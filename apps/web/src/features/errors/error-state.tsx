import { isRouteErrorResponse, useLocation, useRouteLoaderData } from 'react-router';
import { State } from '../../design/components/state.tsx';
import { usePage } from '../../language/index.ts';
import type { Frame } from '../frame/load-frame.ts';

/** What stands in the place of a page that is missing, was refused or failed: what happened, and a way on. */
export function ErrorState({ error }: { error: unknown }) {
  const { t, to } = usePage();
  const { pathname, search } = useLocation();
  const frame = useRouteLoaderData('root') as Frame | undefined;
  if (isRouteErrorResponse(error) && error.status === 404)
    return (
      <div className="wrap">
        <State drawing="shelf" title={t.errors.missingTitle} action={{ href: to('/'), label: t.errors.home }}>
          {t.errors.missing}
        </State>
        <MissingHelp words={wordsOf(pathname)} categories={frame?.categories ?? []} />
      </div>
    );
  if (isRouteErrorResponse(error) && error.status < 500)
    return (
      <div className="wrap">
        <State
          drawing="lamp"
          title={t.errors.refusedTitle}
          action={{ href: to(pathname), label: t.errors.again }}
          other={{ href: to('/'), label: t.errors.home }}
        >
          {typeof error.data === 'string' && error.data !== '' ? error.data : t.errors.failed}
        </State>
      </div>
    );
  const away = isRouteErrorResponse(error) && error.status === 503;
  return (
    <div className="wrap">
      <State
        drawing="lamp"
        title={away ? t.errors.awayTitle : t.errors.failedTitle}
        action={{ href: to(pathname + search), label: t.errors.again }}
        other={{ href: to('/'), label: t.errors.home }}
      >
        {away ? t.errors.away : t.errors.failed}
      </State>
    </div>
  );
}

/** The words of an address that leads nowhere, as something to search for. */
export function wordsOf(pathname: string): string {
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  try {
    return decodeURIComponent(last)
      .replaceAll(/[-_+.]+/g, ' ')
      .slice(0, 80)
      .trim();
  } catch {
    return '';
  }
}

function MissingHelp({ words, categories }: { words: string; categories: Frame['categories'] }) {
  const { t, to } = usePage();
  return (
    <div className="missing-help">
      <form action={to('/search')} className="missing-search">
        <label className="hidden-text" htmlFor="missing-search">
          {t.errors.searchFor}
        </label>
        <input id="missing-search" type="search" name="q" className="field-input" defaultValue={words} />
        <button className="button">{t.frame.search}</button>
      </form>
      {categories.length > 0 ? (
        <>
          <p>{t.errors.lookAround}</p>
          <ul className="chips">
            {categories.map((category) => (
              <li key={category.slug}>
                <a className="chip" href={to(`/categories/${category.slug}`)}>
                  {category.name}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}

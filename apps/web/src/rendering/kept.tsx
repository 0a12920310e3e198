import type { ContextType, HTMLAttributes, ReactElement } from 'react';
import { createContext, useContext } from 'react';
import { UNSAFE_DataRouterStateContext as RouterState } from 'react-router';
import type { Frame } from '../features/frame/load-frame.ts';
import type { Locale } from '../language/index.ts';
import { defaultLocale } from '../language/index.ts';

/** Draws an element to HTML; only where pages are drawn to be sent. */
export const DrawContext = createContext<((element: ReactElement) => string) | null>(null);

/** By what is shown, then by how: the HTML goes when the thing it shows is let go of. */
let drawn = new WeakMap<object, Map<string, string>>();
let drawnBytes = 0;
/** What all pieces together may take: some ten thousand cards. Visitors choose how much there is to draw. */
const mostDrawnBytes = 16 * 1024 * 1024;

export interface KeptProps extends HTMLAttributes<HTMLElement> {
  as: 'article' | 'div' | 'form' | 'nav';
  /** Of a form. */
  action?: string;
  /** What is shown. The same object always looks the same: it comes from an answer that is kept for everybody. */
  of: object;
  /** Whatever else the HTML depends on, such as the size or a pressed heart; never anything personal that is not in here. */
  how: string;
  children: ReactElement;
}

/**
 * An element whose inside is drawn once for everybody. Of the page it stands in, the inside knows the language alone: it could not tell one visitor
 * what belongs to another. Where nothing is kept, as in the console, it is drawn as always.
 */
export function Kept({ as: Tag, of, how, children, ...attributes }: KeptProps) {
  const draw = useContext(DrawContext);
  const locale = (useContext(RouterState)?.loaderData['root'] as Frame | undefined)?.locale ?? defaultLocale;
  if (draw === null) return <Tag {...attributes}>{children}</Tag>;
  const key = `${locale} ${how}`;
  const known = drawn.get(of)?.get(key);
  const html = known ?? draw(<RouterState.Provider value={pageIn(locale)}>{children}</RouterState.Provider>);
  if (known === undefined) keep({ of, key, html });
  return <Tag {...attributes} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Pieces whose thing was let go of are still counted, so all are drawn anew now and then: cheaper than to know which are left. */
function keep({ of, key, html }: { of: object; key: string; html: string }): void {
  drawnBytes += 2 * (key.length + html.length);
  if (drawnBytes > mostDrawnBytes) {
    drawn = new WeakMap();
    drawnBytes = 2 * (key.length + html.length);
  }
  const known = drawn.get(of) ?? new Map<string, string>();
  drawn.set(of, known.set(key, html));
}

type State = NonNullable<ContextType<typeof RouterState>>;

/** The state of a page about which nothing but its language is known. */
function pageIn(locale: Locale): State {
  return { loaderData: { root: { locale } } } as unknown as State;
}

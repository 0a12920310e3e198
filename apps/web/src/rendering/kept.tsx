import type { HTMLAttributes, ReactElement } from 'react';
import { createContext, useContext } from 'react';
import { UNSAFE_DataRouterStateContext as RouterState } from 'react-router';

/** Draws an element to HTML; only where pages are drawn to be sent. */
export const DrawContext = createContext<((element: ReactElement) => string) | null>(null);

/** By what is shown, then by how: the HTML goes when the thing it shows is let go of. */
const drawn = new WeakMap<object, Map<string, string>>();

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

/** An element whose inside is drawn once for everybody. Where nothing is kept, as in the console, it is drawn as always. */
export function Kept({ as: Tag, of, how, children, ...attributes }: KeptProps) {
  const draw = useContext(DrawContext);
  const state = useContext(RouterState);
  if (draw === null) return <Tag {...attributes}>{children}</Tag>;
  const known = drawn.get(of) ?? new Map<string, string>();
  drawn.set(of, known);
  const html = known.get(how) ?? draw(<RouterState.Provider value={state}>{children}</RouterState.Provider>);
  known.set(how, html);
  return <Tag {...attributes} dangerouslySetInnerHTML={{ __html: html }} />;
}

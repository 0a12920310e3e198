import { useContext } from 'react';
import { UNSAFE_DataRouterStateContext as RouterState } from 'react-router';
import type { Frame } from '../features/frame/load-frame.ts';
import { defaultLocale } from './locale.ts';
import type { PageText } from './page-text.ts';
import { pageText } from './page-text.ts';

/**
 * Words, addresses, money and dates in the language of the page that is being drawn. Read from the router's state
 * directly, because a component drawn alone, outside any router, should speak too.
 */
export function usePage(): PageText {
  const frame = useContext(RouterState)?.loaderData['root'] as Frame | undefined;
  return pageText(frame?.locale ?? defaultLocale);
}

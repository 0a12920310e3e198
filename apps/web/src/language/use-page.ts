import { createContext, useContext } from 'react';
import { UNSAFE_DataRouterStateContext as RouterState } from 'react-router';
import type { Frame } from '../features/frame/load-frame.ts';
import { defaultLocale, type Locale } from './locale.ts';
import type { PageText } from './page-text.ts';
import { pageText } from './page-text.ts';

/** The language the address asks for, for pages whose frame could not be loaded. */
export const AddressLocale = createContext<Locale>(defaultLocale);

/**
 * Words, addresses, money and dates in the language of the page that is being drawn. Read from the router's state
 * directly, because a component drawn alone, outside any router, should speak too.
 */
export function usePage(): PageText {
  const frame = useContext(RouterState)?.loaderData['root'] as Frame | undefined;
  const asked = useContext(AddressLocale);
  return pageText(frame?.locale ?? asked);
}

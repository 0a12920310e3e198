import { useContext } from 'react';
import { UNSAFE_DataRouterStateContext as RouterState } from 'react-router';
import type { Frame } from './load-frame.ts';

const none: readonly string[] = [];

/** Ids of the products on the visitor's wishlist. Read as `usePage` reads: a card drawn alone has no wishes. */
export function useWishes(): readonly string[] {
  const frame = useContext(RouterState)?.loaderData['root'] as Frame | undefined;
  return frame?.wishes ?? none;
}

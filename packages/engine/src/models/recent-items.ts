import type { UserContext } from './model.ts';

/** Distinct items of the running session, newest first, at most `most`; without a session the visitor's latest history stands in. */
export function recentItems(
  context: UserContext,
  bounds: { readonly itemCount: number; readonly most: number },
): Int32Array {
  const source = context.session.length > 0 ? context.session : context.history.items;
  const distinct = new Set<number>();
  for (const item of source) {
    if (item >= 0 && item < bounds.itemCount) distinct.add(item);
    if (distinct.size === bounds.most) break;
  }
  return Int32Array.from(distinct);
}

const indexes = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Position of each id in an id column; made once per column and kept as long as the column lives. */
export function indexIds(ids: readonly string[]): ReadonlyMap<string, number> {
  const known = indexes.get(ids);
  if (known !== undefined) return known;
  const made = new Map(ids.map((id, index) => [id, index]));
  indexes.set(ids, made);
  return made;
}

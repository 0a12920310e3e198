/**
 * Reads one figure from a tree of real statistics. Forms: `a.b.c`, `a.b[3]`, `ratio:a.b/c.d`, and `sum:`, `max:` or
 * `min:` of a list, optionally of the places `[from..to]`, both ends included. Keys may hold spaces, not dots.
 * @throws RangeError naming the path when there is no such number.
 */
export function referenceFigure(statistics: unknown, path: string): number {
  const ratio = /^ratio:([^/]+)\/(.+)$/.exec(path);
  if (ratio !== null) return referenceFigure(statistics, ratio[1]) / referenceFigure(statistics, ratio[2]);
  const fold = /^(sum|max|min):([^[]+)(?:\[(\d+)\.\.(\d+)\])?$/.exec(path);
  if (fold !== null) {
    const list = follow(statistics, fold[2].split('.'));
    if (!Array.isArray(list)) throw missing(path);
    const values = list
      .slice(Number(fold[3] ?? 0), fold[4] === undefined ? list.length : Number(fold[4]) + 1)
      .map(Number);
    if (fold[1] === 'sum') return values.reduce((sum, value) => sum + value, 0);
    return fold[1] === 'max' ? Math.max(...values) : Math.min(...values);
  }
  const found = follow(statistics, path.replace(/\[(\d+)\]$/, '.$1').split('.'));
  if (typeof found !== 'number' || !Number.isFinite(found)) throw missing(path);
  return found;
}

function follow(tree: unknown, keys: readonly string[]): unknown {
  let node = tree;
  for (const key of keys) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = Reflect.get(node, key);
  }
  return node;
}

function missing(path: string): RangeError {
  return new RangeError(`the real statistics hold no number at "${path}"; correct the path in bands.ts`);
}

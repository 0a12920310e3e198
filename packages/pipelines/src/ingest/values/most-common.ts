/** The value seen most often; of several the smallest, so that the order of rows does not matter. */
export function mostCommon<Value extends string | number>(counts: ReadonlyMap<Value, number>): Value | undefined {
  let best: Value | undefined;
  for (const [value, count] of counts) {
    const most = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && best !== undefined && value < best)) best = value;
  }
  return best;
}

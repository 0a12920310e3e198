/** Whether all of these are places of a list of so many. */
export function areBelow(indices: Int32Array, end: number): boolean {
  for (const index of indices) if (!(index >= 0 && index < end)) return false;
  return true;
}

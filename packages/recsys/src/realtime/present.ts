/** A shop without events for so many days lives in its past. */
export const quietDays = 30;

/**
 * The present of a shop, by which interests and purchases age: now, or the shop's own time when that stood still long ago (see
 * `shopTime`). Without this everything that anybody did in an imported past would be stale, and what they bought forgotten.
 */
export function presentOf(shopTime: Date | null | undefined, now: Date): Date {
  if (!shopTime) return now;
  return now.getTime() - shopTime.getTime() > quietDays * 86_400_000 ? shopTime : now;
}

/** By which a visitor's past ages: the shop's present, or now for those who came after it. */
export function visitorNowMs(
  history: { readonly events: readonly { readonly ts: Date }[] },
  { present, now }: { present: Date; now: Date },
): number {
  const came = history.events.some((event) => event.ts > present);
  return (came ? now : present).getTime();
}

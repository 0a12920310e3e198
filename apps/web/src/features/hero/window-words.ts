import type { PageText } from '../../language/index.ts';

const SEASONS = ['winter', 'spring', 'summer', 'autumn'] as const;

/** One line of words for the season of the northern half, from the month of the moment given. */
export function seasonLine(nowIso: string, { t }: PageText): string {
  const month = new Date(nowIso).getUTCMonth() + 1;
  return t.home[SEASONS[Math.floor((month % 12) / 3)] ?? 'winter'];
}

/** What the window shows, said truly: by this visitor's taste, by everybody's, or simply new. */
export function windowBelow(
  view: { personal: boolean; newest?: boolean; requestId: string | null },
  { t }: PageText,
): string {
  if (view.personal) return t.home.belowPersonal;
  return view.requestId && !view.newest ? t.home.belowPopular : t.home.belowNew;
}

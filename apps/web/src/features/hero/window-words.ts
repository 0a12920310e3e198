const LINES = [
  { months: [12, 1, 2], line: 'Short days, good light.' },
  { months: [3, 4, 5], line: 'The windows are open again.' },
  { months: [6, 7, 8], line: 'Long days, light things.' },
  { months: [9, 10, 11], line: 'The evenings are drawing in.' },
] as const;

/** One line of words for the season of the northern half, from the month of the moment given. */
export function seasonLine(nowIso: string): string {
  const month = new Date(nowIso).getUTCMonth() + 1;
  return LINES.find((entry) => (entry.months as readonly number[]).includes(month))?.line ?? LINES[0].line;
}

/** What the window shows, said truly: by this visitor's taste, by everybody's, or simply new. */
export function windowBelow(view: { personal: boolean; newest?: boolean; requestId: string | null }): string {
  if (view.personal) return 'We set these out with what you looked at in mind.';
  return view.requestId && !view.newest
    ? 'The things people here keep coming back to.'
    : 'The newest things on our shelves.';
}

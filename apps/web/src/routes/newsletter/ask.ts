import type { ActionFunctionArgs } from 'react-router';
import { redirect } from 'react-router';
import { servicesContext } from '../../context.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText } from '../../language/index.ts';
import { safeBack } from '../../features/back/safe-back.ts';

type Words = ReturnType<typeof pageText>['t'];

/** The form at the foot of every page: sends the mail with the link that confirms, and goes back. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { newsletter, locale } = context.get(servicesContext);
  const { t } = pageText(locale);
  const form = await request.formData();
  const email = String(form.get('email') ?? '').slice(0, 400);
  const asked = await newsletter.ask(email);
  const said = asked.ok ? t.newsletter.sent : ({ tone: 'error', text: refusal(t, asked.error.code) } as const);
  const back = safeBack(form.get('back'));
  const headers = { 'Set-Cookie': flash(said) };
  // What was typed wrong stands in the field again.
  if (asked.ok) return redirect(back, { status: 303, headers });
  const address = new URL(back, 'http://here');
  address.searchParams.set('letter', email);
  return redirect(`${address.pathname}${address.search}#letter`, { status: 303, headers });
}

function refusal({ newsletter }: Words, code: 'newsletter.invalid_email' | 'newsletter.throttled'): string {
  return code === 'newsletter.throttled' ? newsletter.tooMany : newsletter.invalid;
}

/** The address is for the form only. */
export function loader(): Response {
  return redirect('/#letter');
}

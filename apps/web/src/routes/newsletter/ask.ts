import type { ActionFunctionArgs } from 'react-router';
import { redirect } from 'react-router';
import { servicesContext } from '../../context.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText, withLocale } from '../../language/index.ts';
import { safeBack } from '../preferences.ts';

/** The form at the foot of every page: sends the mail with the link that confirms, and goes back. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const { newsletter, locale, origin } = context.get(servicesContext);
  const { t } = pageText(locale);
  const form = await request.formData();
  const email = String(form.get('email') ?? '').slice(0, 400);
  const asked = await newsletter.ask(email, (token) => origin + withLocale(`/newsletter/${token}`, locale));
  const said = asked.ok ? t.newsletter.sent : ({ tone: 'error', text: t.newsletter.invalid } as const);
  const back = safeBack(form.get('back'));
  const headers = { 'Set-Cookie': flash(said) };
  // What was typed wrong stands in the field again.
  if (asked.ok) return redirect(back, { status: 303, headers });
  const address = new URL(back, 'http://here');
  address.searchParams.set('letter', email);
  return redirect(`${address.pathname}${address.search}#letter`, { status: 303, headers });
}

/** The address is for the form only. */
export function loader(): Response {
  return redirect('/#letter');
}

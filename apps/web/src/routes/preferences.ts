import type { ActionFunctionArgs } from 'react-router';
import { data, redirect } from 'react-router';
import { safeBack } from '../features/back/safe-back.ts';
import { parseTheme } from '../features/frame/load-frame.ts';
import { CONSENT_COOKIE, THEME_COOKIE } from '../services.ts';

const HALF_A_YEAR_S = 182 * 24 * 3600;

function cookie(name: string, value: string | null, secure: boolean): string {
  const life = value === null ? 'Max-Age=0' : `Max-Age=${HALF_A_YEAR_S}`;
  return `${name}=${value ?? ''}; Path=/; ${life}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`;
}

/** Keeps the visitor's theme or answer to the consent question in a cookie and goes back to where they were. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const form = await request.formData();
  const secure = new URL(request.url).protocol === 'https:';
  const headers = new Headers();
  const theme = form.get('theme');
  if (theme !== null) {
    const chosen = parseTheme(theme);
    headers.append('Set-Cookie', cookie(THEME_COOKIE, chosen === 'auto' ? null : chosen, secure));
  }
  const consent = form.get('consent');
  if (consent !== null) {
    if (consent !== 'none' && consent !== 'functional' && consent !== 'full')
      throw data('consent must be none, functional or full', { status: 400 });
    headers.append('Set-Cookie', cookie(CONSENT_COOKIE, consent, secure));
  }
  return redirect(safeBack(form.get('back')), { headers, status: 303 });
}

/** The address is for forms only; whoever opens it is taken to where the choices are. */
export function loader(): Response {
  return redirect('/privacy#choose');
}

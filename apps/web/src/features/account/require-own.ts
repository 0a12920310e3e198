import { redirect } from 'react-router';
import { servicesContext } from '../../context.ts';
import { pageText } from '../../language/index.ts';
import type { WebServices } from '../../services.ts';
import type { OwnServices } from '../../services/account-services.ts';

interface WithContext {
  request: Request;
  context: { get(key: typeof servicesContext): WebServices };
}

/** What is the visitor's own, or the way to sign in and back for guests. */
export function requireOwn({ request, context }: WithContext): { own: OwnServices; services: WebServices } {
  const services = context.get(servicesContext);
  const { own } = services.account;
  if (own) return { own, services };
  const { pathname, search } = new URL(request.url);
  throw redirect(`/account/sign-in?back=${encodeURIComponent(pathname + search)}`, 303);
}

/** A redirect that takes cookies along. The address gets the prefix of the language. */
export function goOn(services: Pick<WebServices, 'locale'>, path: string, cookies: readonly string[] = []): Response {
  const headers = new Headers();
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return redirect(pageText(services.locale).to(path), { status: 303, headers });
}

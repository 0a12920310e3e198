import { redirect } from 'react-router';
import { servicesContext } from '../context.ts';
import type { WebServices } from '../services.ts';
import type { ConsoleServices } from './console-services.ts';
import { type ConsoleAction, roleMay } from './role-may.ts';

interface WithContext {
  request: Request;
  context: { get(key: typeof servicesContext): WebServices };
}

/**
 * The console's services, or a redirect to the sign-in page for anyone who does not work here. Without an action only administrators come in; with one
 * everybody whose role may do it, and others of the house are answered 403.
 */
export function requireConsole(
  { request, context }: WithContext,
  action: ConsoleAction | null = null,
): { console: ConsoleServices; services: WebServices } {
  const services = context.get(servicesContext);
  const { console } = services;
  if (console !== null && (action === null ? services.visitor.isAdmin : roleMay(console.role, action)))
    return { console, services };
  if (console !== null)
    throw new Response('Your role may not do this. Ask an administrator.', { status: 403, statusText: 'Not allowed' });
  const { pathname, search } = new URL(request.url);
  throw redirect(`/admin/sign-in?back=${encodeURIComponent(pathname + search)}`);
}

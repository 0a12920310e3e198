import { redirect } from 'react-router';
import { servicesContext } from '../context.ts';
import type { WebServices } from '../services.ts';
import type { ConsoleServices } from './console-services.ts';

interface WithContext {
  request: Request;
  context: { get(key: typeof servicesContext): WebServices };
}

/** The console's services, or a redirect to the sign-in page for anyone who is no administrator. */
export function requireConsole({ request, context }: WithContext): { console: ConsoleServices; services: WebServices } {
  const services = context.get(servicesContext);
  if (services.visitor.isAdmin && services.console) return { console: services.console, services };
  const { pathname, search } = new URL(request.url);
  throw redirect(`/admin/sign-in?back=${encodeURIComponent(pathname + search)}`);
}

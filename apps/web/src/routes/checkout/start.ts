import type { LoaderFunctionArgs } from 'react-router';
import { redirect } from 'react-router';
import { servicesContext } from '../../context.ts';
import { leaveCheckout } from '../../features/buy/leave-checkout.ts';
import { pageText } from '../../language/index.ts';

/** Leads to the first step that is still open. */
export async function loader({ context, request }: LoaderFunctionArgs): Promise<Response> {
  const services = context.get(servicesContext);
  const { to } = pageText(services.locale);
  const checkout = await services.buy.checkout.get();
  return checkout === null ? leaveCheckout(services, request) : redirect(to(`/checkout/${checkout.next}`), 303);
}

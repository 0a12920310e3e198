import type { LoaderFunctionArgs } from 'react-router';
import { redirect } from 'react-router';
import { servicesContext } from '../../context.ts';
import { pageText } from '../../language/index.ts';

/** Leads to the first step that is still open. */
export async function loader({ context }: LoaderFunctionArgs): Promise<Response> {
  const services = context.get(servicesContext);
  const { to } = pageText(services.locale);
  const checkout = await services.buy.checkout.get();
  return redirect(to(checkout === null ? '/cart' : `/checkout/${checkout.next}`), 303);
}

import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { servicesContext } from '../../context.ts';
import { goOn } from '../../features/account/require-own.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText } from '../../language/index.ts';

export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const services = context.get(servicesContext);
  const everywhere = (await request.formData()).get('everywhere') === 'yes';
  const out = await services.account.own?.signOut({ everywhere });
  return goOn(services, '/', [...(out?.cookies ?? []), flash(pageText(services.locale).t.account.signedOut)]);
}

/** Signing out is a form; whoever opens the address goes to the account. */
export function loader({ context }: LoaderFunctionArgs): Response {
  return goOn(context.get(servicesContext), '/account');
}

import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { DeadLink } from '../../features/account/dead-link.tsx';
import { EntryFrame } from '../../features/account/entry-frame.tsx';
import { goOn } from '../../features/account/require-own.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';

/** Opening the link confirms nothing yet: programs that look into mails open links too. The button does. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const link = await services.account.readLink(token);
  const isOpen = link !== null && link.purpose !== 'reset_password';
  return data(
    { token, email: isOpen ? link.email : null, locale: services.locale },
    { status: isOpen ? 200 : 404, headers: { 'Referrer-Policy': 'no-referrer' } },
  );
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const token = String((await request.formData()).get('token') ?? '');
  const link = await services.account.readLink(token);
  const opened = await services.account.confirmEmail(token);
  if (!opened.ok) return data(null, { status: 404 });
  const { t } = pageText(services.locale);
  const isNew = link?.purpose === 'verify_email';
  const said = flash(isNew ? t.account.welcome : t.account.emailChanged);
  return goOn(services, isNew ? '/welcome' : '/account/security', [...opened.value.cookies, said]);
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [
    { title: pageText(loaderData.locale).t.account.verifyTab },
    { name: 'robots', content: 'noindex' },
    { name: 'referrer', content: 'same-origin' },
  ];
}

export default function Verify() {
  const { token, email } = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  if (email === null) return <DeadLink again="/account/register" />;
  return (
    <EntryFrame title={t.account.verifyTitle} line={t.account.verifyLine(email)}>
      <form method="post" action={to('/account/verify')} className="form">
        <input type="hidden" name="token" value={token} />
        <Button>{t.account.verify}</Button>
      </form>
    </EntryFrame>
  );
}

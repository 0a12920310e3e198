import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { DeadLink } from '../../features/account/dead-link.tsx';
import { EntryFrame } from '../../features/account/entry-frame.tsx';
import { refused, type Refused } from '../../features/account/fault-words.ts';
import { Faults } from '../../features/forms/faults.tsx';
import { PasswordField } from '../../features/account/password-field.tsx';
import { goOn } from '../../features/account/require-own.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';
import type { WebServices } from '../../services.ts';

async function emailOf(services: WebServices, token: string): Promise<string | null> {
  const link = await services.account.readLink(token);
  return link?.purpose === 'reset_password' ? link.email : null;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const email = await emailOf(services, token);
  // A form sent back with an error has its token in the body, not in the address.
  const status = email === null && request.method === 'GET' ? 404 : 200;
  return data({ token, email, locale: services.locale }, { status });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const form = await request.formData();
  const token = String(form.get('token') ?? '');
  const saved = await services.account.resetPassword({ token, password: String(form.get('password') ?? '') });
  if (saved.ok) return goOn(services, '/account/sign-in', [flash(text.t.account.passwordSaved)]);
  const none: Refused = { message: null, errors: {} };
  if (saved.error.code === 'accounts.link_invalid') return data({ token, email: null, said: none }, { status: 404 });
  const { said, init } = refused(saved.error, text);
  return data({ token, email: await emailOf(services, token), said }, init);
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [
    { title: pageText(loaderData.locale).t.account.resetTab },
    { name: 'robots', content: 'noindex' },
    { name: 'referrer', content: 'same-origin' },
  ];
}

export default function Reset() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const { token, email } = answer ?? loaded;
  if (email === null) return <DeadLink again="/account/forgot" />;
  return (
    <EntryFrame title={t.account.resetTitle} line={t.account.resetLine(email)}>
      {answer?.said ? <Faults {...answer.said} /> : null}
      <form method="post" action={to('/account/reset')} className="form" noValidate>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordField
          name="password"
          label={t.account.newPassword}
          autoComplete="new-password"
          hint={t.account.passwordHint}
          error={answer?.said.errors['password']}
        />
        <Button>{t.account.savePassword}</Button>
      </form>
    </EntryFrame>
  );
}

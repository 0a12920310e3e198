import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { Field } from '../../design/components/field.tsx';
import { EntryFrame } from '../../features/account/entry-frame.tsx';
import { refused } from '../../features/account/fault-words.ts';
import { Faults } from '../../features/forms/faults.tsx';
import { PasswordField } from '../../features/account/password-field.tsx';
import { goOn } from '../../features/account/require-own.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';
import { safeBack } from '../../features/back/safe-back.ts';

export function loader({ request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const asked = new URL(request.url).searchParams.get('back');
  const back = asked === null ? '/account' : safeBack(asked);
  if (services.account.own) throw goOn(services, back);
  return { back, locale: services.locale };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const form = await request.formData();
  const email = String(form.get('email') ?? '').trim();
  const password = String(form.get('password') ?? '');
  const back = safeBack(form.get('back') ?? '/account');
  if (email === '' || password === '') {
    const faults = [email === '' ? 'email' : '', password === '' ? 'password' : ''].filter(Boolean);
    const { said, init } = refused(
      { code: 'accounts.invalid', faults: faults.map((field) => ({ field, fault: 'required' })) },
      text,
    );
    return data({ email, back, said }, init);
  }
  const opened = await services.account.signIn({ email, password });
  if (opened.ok) {
    const { isStaff, cookies } = opened.value;
    return goOn(services, isStaff && back === '/account' ? '/admin' : back, [
      ...cookies,
      flash(text.t.account.signedIn),
    ]);
  }
  if (opened.error.code === 'accounts.throttled') {
    const { said, init } = refused(opened.error, text);
    return data({ email, back, said }, init);
  }
  return data({ email, back, said: { message: text.t.account.wrong, errors: noErrors } }, { status: 422 });
}

const noErrors: Record<string, string> = {};

export function headers({ actionHeaders }: { actionHeaders: Headers }) {
  return actionHeaders;
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.signInTab }, { name: 'robots', content: 'noindex' }];
}

export default function SignIn() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const back = answer?.back ?? loaded.back;
  const way = back === '/account' ? '' : `?back=${encodeURIComponent(back)}`;
  return (
    <EntryFrame
      title={t.account.signInTitle}
      line={t.account.signInLine}
      after={
        <>
          <p>
            <a className="link" href={to('/account/forgot')}>
              {t.account.forgot}
            </a>
          </p>
          <p>
            {t.account.newHere}{' '}
            <a className="link" href={to(`/account/register${way}`)}>
              {t.account.register}
            </a>
          </p>
        </>
      }
    >
      {answer?.said ? <Faults {...answer.said} /> : null}
      <form method="post" action={to('/account/sign-in')} className="form" noValidate>
        <input type="hidden" name="back" value={back} />
        <Field
          name="email"
          label={t.account.email}
          type="email"
          autoComplete="username"
          required
          maxLength={320}
          defaultValue={answer?.email}
          error={answer?.said.errors['email']}
        />
        <PasswordField
          name="password"
          label={t.account.password}
          autoComplete="current-password"
          error={answer?.said.errors['password']}
        />
        <Button>{t.account.signIn}</Button>
      </form>
    </EntryFrame>
  );
}

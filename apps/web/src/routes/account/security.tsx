import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { Button } from '../../design/components/button.tsx';
import { Field } from '../../design/components/field.tsx';
import { Notice } from '../../design/components/notice.tsx';
import { AccountFrame } from '../../features/account/account-frame.tsx';
import { refused, type Refused } from '../../features/account/fault-words.ts';
import { Faults } from '../../features/forms/faults.tsx';
import { PasswordField } from '../../features/account/password-field.tsx';
import { goOn, requireOwn } from '../../features/account/require-own.ts';
import { SessionList } from '../../features/account/session-list.tsx';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';

interface Answer {
  form: 'password' | 'email';
  email: string;
  sent: boolean;
  said: Refused;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { own, services } = requireOwn({ request, context });
  const text = pageText(services.locale);
  const [{ email }, sessions] = await Promise.all([own.me(), own.sessions()]);
  return {
    email,
    sessions: sessions.map(({ id, device, lastSeenAt, isCurrent }) => ({
      id,
      device,
      isCurrent,
      lastSeen: text.date(lastSeenAt),
    })),
    locale: services.locale,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { own, services } = requireOwn({ request, context });
  const text = pageText(services.locale);
  const { t } = text;
  const form = await request.formData();
  const value = (name: string) => String(form.get(name) ?? '');
  const none: Refused = { message: null, errors: {} };
  if (form.get('intent') === 'end') {
    await own.endSession(value('session'));
    return goOn(services, '/account/security', [flash(t.account.ended)]);
  }
  const currentPassword = value('currentPassword') || value('emailPassword');
  if (form.get('intent') === 'email') {
    const email = value('email').trim();
    const asked = await own.requestEmailChange({ currentPassword, email });
    if (asked.ok) return data<Answer>({ form: 'email', email, sent: true, said: none });
    const { said, init } = refused(asked.error, text);
    const { currentPassword: wrong, ...errors } = said.errors;
    const named = { ...said, errors: wrong === undefined ? errors : { ...errors, emailPassword: wrong } };
    return data<Answer>({ form: 'email', email, sent: false, said: named }, init);
  }
  const changed = await own.changePassword({ currentPassword, password: value('password') });
  if (changed.ok) return goOn(services, '/account/security', [flash(t.account.saved)]);
  const { said, init } = refused(changed.error, text);
  return data<Answer>({ form: 'password', email: '', sent: false, said }, init);
}

export function headers({ actionHeaders }: { actionHeaders: Headers }) {
  return actionHeaders;
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.tab }, { name: 'robots', content: 'noindex' }];
}

const noFaults = { message: null, errors: {} };

export default function Security() {
  const { email, sessions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const said = (form: Answer['form']) => (answer?.form === form ? answer.said : undefined);
  return (
    <AccountFrame part="security" title={t.account.securityTitle}>
      <p className="account-line">{t.account.emailNow(email)}</p>
      <form method="post" action={to('/account/security')} className="form account-form" noValidate>
        <h2 className="account-head">{t.account.changePassword}</h2>
        <Faults {...(said('password') ?? noFaults)} />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordField
          name="currentPassword"
          label={t.account.currentPassword}
          autoComplete="current-password"
          error={said('password')?.errors['currentPassword']}
        />
        <PasswordField
          name="password"
          label={t.account.newPassword}
          autoComplete="new-password"
          hint={t.account.passwordHint}
          error={said('password')?.errors['password']}
        />
        <Button>{t.account.savePassword}</Button>
      </form>
      <form method="post" action={to('/account/security')} className="form account-form" noValidate>
        <h2 className="account-head">{t.account.changeEmail}</h2>
        {answer?.sent ? <Notice tone="done">{t.account.checkChange(answer.email)}</Notice> : null}
        <Faults {...(said('email') ?? noFaults)} />
        <Field
          name="email"
          label={t.account.newEmail}
          type="email"
          autoComplete="email"
          maxLength={320}
          defaultValue={answer?.form === 'email' && !answer.sent ? answer.email : ''}
          error={said('email')?.errors['email']}
        />
        <PasswordField
          name="emailPassword"
          label={t.account.currentPassword}
          autoComplete="current-password"
          error={said('email')?.errors['emailPassword']}
        />
        <Button name="intent" value="email">
          {t.account.changeEmail}
        </Button>
      </form>
      <SessionList sessions={sessions} />
    </AccountFrame>
  );
}

import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { Field } from '../../design/components/field.tsx';
import { EntryFrame } from '../../features/account/entry-frame.tsx';
import { refused, type Refused } from '../../features/account/fault-words.ts';
import { Faults } from '../../features/forms/faults.tsx';
import { PasswordField } from '../../features/account/password-field.tsx';
import { goOn } from '../../features/account/require-own.ts';
import { pageText, usePage } from '../../language/index.ts';

interface Answer {
  sent: boolean;
  email: string;
  firstName: string;
  said?: Refused;
}

export function loader({ context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  if (services.account.own) throw goOn(services, '/account');
  return { locale: services.locale };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const form = await request.formData();
  const [email = '', firstName = ''] = ['email', 'firstName'].map((name) => String(form.get(name) ?? '').trim());
  const password = String(form.get('password') ?? '');
  const asked = await services.account.register({ email, password, firstName });
  const answer: Answer = { sent: asked.ok, email, firstName };
  if (asked.ok) return data(answer);
  const { said, init } = refused(asked.error, pageText(services.locale));
  return data({ ...answer, said }, init);
}

export function headers({ actionHeaders }: { actionHeaders: Headers }) {
  return actionHeaders;
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.registerTab }, { name: 'robots', content: 'noindex' }];
}

export default function Register() {
  useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  if (answer?.sent)
    return (
      <EntryFrame title={t.account.checkTitle} line={t.account.checkRegister(answer.email)}>
        <p className="entry-line">{t.account.checkNothing}</p>
        <a className="link" href={to('/account/register')}>
          {t.account.again}
        </a>
      </EntryFrame>
    );
  const errors = answer?.said?.errors ?? {};
  return (
    <EntryFrame
      title={t.account.registerTitle}
      line={t.account.registerLine}
      after={
        <p>
          {t.account.haveOne}{' '}
          <a className="link" href={to('/account/sign-in')}>
            {t.account.signIn}
          </a>
        </p>
      }
    >
      {answer?.said ? <Faults {...answer.said} /> : null}
      <form method="post" action={to('/account/register')} className="form" noValidate>
        <Field
          name="firstName"
          label={t.account.firstName}
          optional={t.account.optional}
          autoComplete="given-name"
          maxLength={100}
          defaultValue={answer?.firstName}
          error={errors['firstName']}
        />
        <Field
          name="email"
          label={t.account.email}
          type="email"
          autoComplete="username"
          required
          maxLength={320}
          defaultValue={answer?.email}
          error={errors['email']}
        />
        <PasswordField
          name="password"
          label={t.account.password}
          autoComplete="new-password"
          hint={t.account.passwordHint}
          error={errors['password']}
        />
        <Button>{t.account.register}</Button>
      </form>
    </EntryFrame>
  );
}

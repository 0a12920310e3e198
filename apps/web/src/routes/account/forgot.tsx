import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { Field } from '../../design/components/field.tsx';
import { EntryFrame } from '../../features/account/entry-frame.tsx';
import { refused, type Refused } from '../../features/account/fault-words.ts';
import { Faults } from '../../features/forms/faults.tsx';
import { pageText, usePage } from '../../language/index.ts';

interface Answer {
  sent: boolean;
  email: string;
  said?: Refused;
}

export function loader({ context }: LoaderFunctionArgs) {
  return { locale: context.get(servicesContext).locale };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const email = String((await request.formData()).get('email') ?? '').trim();
  const asked = await services.account.requestReset(email);
  const answer: Answer = { sent: asked.ok, email };
  if (asked.ok) return data(answer);
  const { said, init } = refused(asked.error, pageText(services.locale));
  return data({ ...answer, said }, init);
}

export function headers({ actionHeaders }: { actionHeaders: Headers }) {
  return actionHeaders;
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.forgotTab }, { name: 'robots', content: 'noindex' }];
}

export default function Forgot() {
  useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  if (answer?.sent)
    return (
      <EntryFrame title={t.account.checkTitle} line={t.account.checkReset(answer.email)}>
        <p className="entry-line">{t.account.checkNothing}</p>
        <a className="link" href={to('/account/forgot')}>
          {t.account.again}
        </a>
      </EntryFrame>
    );
  return (
    <EntryFrame title={t.account.forgotTitle} line={t.account.forgotLine}>
      {answer?.said ? <Faults {...answer.said} /> : null}
      <form method="post" action={to('/account/forgot')} className="form" noValidate>
        <Field
          name="email"
          label={t.account.email}
          type="email"
          autoComplete="username"
          required
          maxLength={320}
          defaultValue={answer?.email}
          error={answer?.said?.errors['email']}
        />
        <Button>{t.account.sendLink}</Button>
      </form>
    </EntryFrame>
  );
}

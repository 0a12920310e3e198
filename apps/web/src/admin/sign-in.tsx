import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router';
import { data, redirect, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Notice } from '../design/components/notice.tsx';
import { safeBack } from '../features/back/safe-back.ts';

export function loader({ request, context }: LoaderFunctionArgs) {
  const asked = safeBack(new URL(request.url).searchParams.get('back'));
  const back = asked.startsWith('/admin') ? asked : '/admin';
  if (context.get(servicesContext).console !== null) throw redirect(back);
  return { back };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const email = String(form.get('email') ?? '').trim();
  const password = String(form.get('password') ?? '');
  if (email === '' || password === '')
    return data({ email, message: 'Fill in both fields, then try again.' }, { status: 422 });
  const outcome = await context.get(servicesContext).session.signIn({ email, password });
  if (!outcome.ok) return data({ email, message: outcome.message }, refusal(outcome.retryAfterSec));
  const headers = new Headers();
  for (const cookie of outcome.cookies) headers.append('Set-Cookie', cookie);
  throw redirect(safeBack(form.get('back')), { headers, status: 303 });
}

/** Too many tries answer 429 and say in a header how long to wait, as everywhere. */
function refusal(retryAfterSec: number | undefined): { status: number; headers?: Record<string, string> } {
  return retryAfterSec === undefined
    ? { status: 422 }
    : { status: 429, headers: { 'Retry-After': String(retryAfterSec) } };
}

export function headers({ actionHeaders }: { actionHeaders: Headers }) {
  return actionHeaders;
}

export function meta() {
  return [{ title: 'Sign in · Vitrine console' }, { name: 'robots', content: 'noindex' }];
}

export default function SignIn() {
  const { back } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <div className="sign-in">
      <h1>Sign in to the console</h1>
      {failed ? (
        <div id="sign-in-error">
          <Notice tone="error">{failed.message}</Notice>
        </div>
      ) : null}
      <form method="post" className="fields">
        <input type="hidden" name="back" value={back} />
        <label>
          E-mail
          <input
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={failed?.email}
            {...(failed ? { 'aria-invalid': true, 'aria-describedby': 'sign-in-error' } : {})}
          />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button className="button">Sign in</button>
      </form>
    </div>
  );
}

import '../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Button } from '../design/components/button.tsx';
import { EntryFrame } from '../features/account/entry-frame.tsx';
import { LikesChoices } from '../features/account/likes-choices.tsx';
import { loadLikes } from '../features/account/load-likes.ts';
import { goOn } from '../features/account/require-own.ts';
import { flash } from '../features/flash/index.ts';
import { pageText, usePage } from '../language/index.ts';

/** Fewer say too little about a taste. */
const least = 3;

export async function loader({ context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  return { choices: await loadLikes(services), locale: services.locale };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const { t } = pageText(services.locale);
  const form = await request.formData();
  if (form.get('skip') === 'yes') return goOn(services, '/', (await services.account.setLikes([])).cookies);
  const liked = form.getAll('like').map(String);
  const { length } = await loadLikes(services);
  if (liked.length < Math.min(least, length)) return data({ liked, error: t.account.welcomeFew }, { status: 422 });
  const { cookies } = await services.account.setLikes(liked);
  return goOn(services, '/', [...cookies, flash(t.account.welcomeDone)]);
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.welcomeTab }, { name: 'robots', content: 'noindex' }];
}

export default function Welcome() {
  const { choices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const shown = answer ? choices.map((one) => ({ ...one, chosen: answer.liked.includes(one.slug) })) : choices;
  return (
    <EntryFrame title={t.account.welcomeTitle} line={t.account.welcomeLine}>
      <form method="post" action={to('/welcome')} className="form">
        <LikesChoices choices={shown} legend={t.account.welcomeTitle} {...(answer ? { error: answer.error } : {})} />
        <p className="welcome-act">
          <Button>{t.account.welcomeSave}</Button>
          <Button kind="plain" name="skip" value="yes">
            {t.account.welcomeSkip}
          </Button>
        </p>
      </form>
    </EntryFrame>
  );
}

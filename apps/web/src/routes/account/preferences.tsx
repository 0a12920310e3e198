import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { Button } from '../../design/components/button.tsx';
import { AccountFrame } from '../../features/account/account-frame.tsx';
import { LikesChoices } from '../../features/account/likes-choices.tsx';
import { loadLikes } from '../../features/account/load-likes.ts';
import { goOn, requireOwn } from '../../features/account/require-own.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { services } = requireOwn({ request, context });
  return { choices: await loadLikes(services), locale: services.locale };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { services } = requireOwn({ request, context });
  const liked = (await request.formData()).getAll('like').map(String);
  const { cookies } = await services.account.setLikes(liked);
  const said = flash(pageText(services.locale).t.account.preferencesSaved);
  return goOn(services, '/account/preferences', [...cookies, said]);
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.tab }, { name: 'robots', content: 'noindex' }];
}

export default function Preferences() {
  const { choices } = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  return (
    <AccountFrame part="preferences" title={t.account.preferencesTitle}>
      <p className="section-why">{t.account.preferencesLine}</p>
      <form method="post" action={to('/account/preferences')} className="form">
        <LikesChoices choices={choices} legend={t.account.preferencesTitle} />
        <p className="account-act">
          <Button>{t.account.save}</Button>
        </p>
      </form>
    </AccountFrame>
  );
}

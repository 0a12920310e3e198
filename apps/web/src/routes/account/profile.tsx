import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { Button, ButtonLink } from '../../design/components/button.tsx';
import { Check, Field, Select } from '../../design/components/field.tsx';
import { Notice } from '../../design/components/notice.tsx';
import { AccountFrame } from '../../features/account/account-frame.tsx';
import { refused } from '../../features/account/fault-words.ts';
import { Faults } from '../../features/forms/faults.tsx';
import { goOn, requireOwn } from '../../features/account/require-own.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';
import { askRecommender } from '../../surfaces/ask-recommender.ts';
import { loadCards } from '../../surfaces/build-view.ts';
import { buildRecentlyViewed } from '../../surfaces/recently-viewed/build-recently-viewed.ts';
import { RecentlyViewed } from '../../surfaces/recently-viewed/recently-viewed.tsx';

const fields = ['firstName', 'lastName', 'birthYear', 'gender', 'locale'] as const;
const genders = ['none', 'female', 'male', 'other'] as const;
const languages = ['en', 'de'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { own, services } = requireOwn({ request, context });
  const text = pageText(services.locale);
  const [{ email, role, profile }, recent] = await Promise.all([
    own.me(),
    askRecommender(services, { surface: 'recently-viewed', k: 12 }),
  ]);
  const cards = await loadCards(services, [recent]);
  const typed: Record<string, string> = {
    firstName: profile?.firstName ?? '',
    lastName: profile?.lastName ?? '',
    birthYear: profile?.birthYear?.toString() ?? '',
    gender: profile?.gender ?? 'none',
    locale: profile?.locale?.slice(0, 2) ?? services.locale,
  };
  return {
    email,
    role,
    isCustomer: profile !== null,
    since: profile === null ? null : text.date(profile.joinedAt),
    typed,
    newsletter: profile?.consents.newsletter === true,
    recent: buildRecentlyViewed(recent, { cards, text }),
    locale: services.locale,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { own, services } = requireOwn({ request, context });
  const text = pageText(services.locale);
  const form = await request.formData();
  const typed: Record<string, string> = Object.fromEntries(
    fields.map((name) => [name, String(form.get(name) ?? '').trim()]),
  );
  const { firstName, lastName, birthYear = '', gender, locale } = typed;
  const newsletter = form.get('newsletter') === 'yes';
  const before = await own.me();
  const changed = await own.changeProfile({
    firstName,
    lastName,
    birthYear: birthYear === '' ? null : /^\d{4}$/.test(birthYear) ? Number(birthYear) : 0,
    gender: gender === 'none' ? null : gender,
    locale,
    country: before.profile?.country,
  });
  if (!changed.ok) {
    const { said, init } = refused(changed.error, text);
    return data({ typed, newsletter, said }, init);
  }
  if ((before.profile?.consents.newsletter === true) !== newsletter) await own.decideConsent('newsletter', newsletter);
  return goOn(services, '/account', [flash(text.t.account.saved)]);
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.tab }, { name: 'robots', content: 'noindex' }];
}

export default function Profile() {
  const { typed: kept, role, isCustomer, since, recent, email, ...loaded } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const typed: Record<string, string> = answer?.typed ?? kept;
  const errors: Record<string, string> = answer?.said.errors ?? {};
  const field = (name: 'firstName' | 'lastName' | 'birthYear', rest: Partial<Parameters<typeof Field>[0]>) => (
    <Field
      name={name}
      label={t.account[name]}
      optional={t.account.optional}
      defaultValue={typed[name]}
      error={errors[name]}
      {...rest}
    />
  );
  const title = kept['firstName'] ? t.account.hello(kept['firstName']) : t.account.title;
  return (
    <AccountFrame part="profile" title={title}>
      <p className="account-line">
        {email}
        {since ? <span> · {t.account.since(since)}</span> : null}
      </p>
      {isCustomer ? (
        <>
          {answer?.said ? <Faults {...answer.said} /> : null}
          <form method="post" action={to('/account')} className="form account-form" noValidate>
            <p className="section-why">{t.account.profileLine}</p>
            <div className="form-two">
              {field('firstName', { autoComplete: 'given-name', maxLength: 100 })}
              {field('lastName', { autoComplete: 'family-name', maxLength: 100 })}
            </div>
            <div className="form-two">
              {field('birthYear', {
                inputMode: 'numeric',
                autoComplete: 'bday-year',
                maxLength: 4,
                hint: t.account.birthWhy,
              })}
              <Select
                name="gender"
                label={t.account.gender}
                optional={t.account.optional}
                defaultValue={typed['gender']}
                choices={genders.map((value) => ({ value, label: t.account.genders[value] }))}
              />
            </div>
            <Select
              name="locale"
              label={t.account.language}
              defaultValue={typed['locale']}
              choices={languages.map((value) => ({ value, label: t.account.languages[value] }))}
            />
            <Check
              name="newsletter"
              value="yes"
              label={t.account.newsletter}
              defaultChecked={answer?.newsletter ?? loaded.newsletter}
            />
            <Button>{t.account.save}</Button>
          </form>
          {recent ? <RecentlyViewed view={recent} /> : <p className="section-why">{t.account.recentNone}</p>}
        </>
      ) : (
        <Notice>
          <p>{t.account.staff(role)}</p>
          <ButtonLink kind="quiet" small href="/admin">
            {t.account.toConsole}
          </ButtonLink>
        </Notice>
      )}
    </AccountFrame>
  );
}

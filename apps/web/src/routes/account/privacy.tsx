import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { Button, ButtonLink } from '../../design/components/button.tsx';
import { Check } from '../../design/components/field.tsx';
import { AccountFrame } from '../../features/account/account-frame.tsx';
import { refused } from '../../features/account/fault-words.ts';
import { Faults } from '../../features/forms/faults.tsx';
import { PasswordField } from '../../features/account/password-field.tsx';
import { goOn, requireOwn } from '../../features/account/require-own.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';

const purposes = ['personalisation', 'newsletter', 'analytics'] as const;
type Purpose = (typeof purposes)[number];
/** Personalisation is what the shop does until somebody says no; the others wait for a yes. */
const untilSaid: Readonly<Record<Purpose, boolean>> = { personalisation: true, newsletter: false, analytics: false };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { own, services } = requireOwn({ request, context });
  const { profile } = await own.me();
  return {
    isCustomer: profile !== null,
    consents: purposes.map((purpose) => ({ purpose, granted: profile?.consents[purpose] ?? untilSaid[purpose] })),
    locale: services.locale,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { own, services } = requireOwn({ request, context });
  const text = pageText(services.locale);
  const form = await request.formData();
  if (form.get('intent') === 'close') {
    const closed = await own.close(String(form.get('currentPassword') ?? ''));
    if (closed.ok) return goOn(services, '/', [...closed.value.cookies, flash(text.t.account.closed)]);
    const { said, init } = refused(closed.error, text);
    return data(said, init);
  }
  const { profile } = await own.me();
  for (const purpose of purposes) {
    const granted = form.get(purpose) === 'yes';
    if ((profile?.consents[purpose] ?? untilSaid[purpose]) !== granted) await own.decideConsent(purpose, granted);
  }
  return goOn(services, '/account/privacy', [flash(text.t.account.saved)]);
}

export function headers({ actionHeaders }: { actionHeaders: Headers }) {
  return actionHeaders;
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.tab }, { name: 'robots', content: 'noindex' }];
}

export default function AccountPrivacy() {
  const { consents, isCustomer } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { t, to } = usePage();
  return (
    <AccountFrame part="privacy" title={t.account.privacyTitle}>
      {isCustomer ? (
        <>
          <form method="post" action={to('/account/privacy')} className="form account-form">
            <p className="section-why">{t.account.consentLine}</p>
            {consents.map(({ purpose, granted }) => (
              <Check
                key={purpose}
                name={purpose}
                value="yes"
                label={t.account.consents[purpose]}
                defaultChecked={granted}
              />
            ))}
            <Button>{t.account.save}</Button>
          </form>
          <section className="account-form" aria-labelledby="take">
            <h2 className="account-head" id="take">
              {t.account.takeTitle}
            </h2>
            <p className="section-why">{t.account.takeLine}</p>
            <ButtonLink kind="quiet" href="/account/data" download="vitrine.json">
              {t.account.take}
            </ButtonLink>
          </section>
          <form method="post" action={to('/account/privacy')} className="form account-form" noValidate>
            <h2 className="account-head">{t.account.closeTitle}</h2>
            <p className="section-why">{t.account.closeLine}</p>
            {failed ? <Faults {...failed} /> : null}
            <PasswordField
              name="currentPassword"
              label={t.account.currentPassword}
              autoComplete="current-password"
              error={failed?.errors['currentPassword']}
            />
            <Button kind="danger" name="intent" value="close">
              {t.account.close}
            </Button>
          </form>
        </>
      ) : null}
    </AccountFrame>
  );
}

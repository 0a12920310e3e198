import '../../design/styles/pages/account.css';
import '../../design/styles/pages/buying.css';
import '../../features/buy/saved-addresses.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import type { ReactNode } from 'react';
import { data, useActionData, useLoaderData } from 'react-router';
import { servicesContext } from '../../context.ts';
import { Button } from '../../design/components/button.tsx';
import { Check, Field, Select } from '../../design/components/field.tsx';
import { CheckoutFrame } from '../../features/buy/checkout-frame.tsx';
import { Faults } from '../../features/forms/faults.tsx';
import { keepAddress } from '../../features/buy/keep-address.ts';
import { leaveCheckout } from '../../features/buy/leave-checkout.ts';
import { afterStep, loadCheckout, typedIn } from '../../features/buy/load-checkout.ts';
import { addressLines, countryChoices, faultWords } from '../../features/buy/present-checkout.ts';
import { SavedAddresses } from '../../features/buy/saved-addresses.tsx';
import { flash } from '../../features/flash/index.ts';
import { neverKept } from '../../features/frame/never-kept.ts';
import { pageText, usePage } from '../../language/index.ts';
import type { WebServices } from '../../services.ts';
import type { OwnServices } from '../../services/account-services.ts';
import type { OrderAddress } from '../../services/buy-services.ts';

const names = ['email', 'recipient', 'line1', 'line2', 'postal_code', 'city', 'region', 'country'] as const;

const typedOf = (address: OrderAddress): Record<string, string> => ({
  recipient: address.recipient,
  line1: address.line1,
  line2: address.line2 ?? '',
  postal_code: address.postalCode,
  city: address.city,
  region: address.region ?? '',
  country: address.country,
});

export async function loader({ context, request }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const [view, checkout, known] = await Promise.all([
    loadCheckout(services, 'address', request),
    services.buy.checkout.get(),
    services.buy.checkout.known(),
  ]);
  const asked = Number(new URL(request.url).searchParams.get('known') ?? -1);
  const address = known.addresses[asked] ?? checkout?.address ?? known.addresses[0];
  const countries = countryChoices(services.buy.checkout.countries, text);
  return {
    view,
    typed: {
      country: services.locale === 'de' ? 'DE' : '',
      ...(address ? typedOf(address) : {}),
      email: checkout?.email ?? known.email ?? '',
    } as Record<string, string>,
    known: known.addresses.map((one) => ({ lines: addressLines(one, text), typed: typedOf(one) })),
    isAsked: known.addresses[asked] !== undefined,
    mayKeep: (await mayKeep(services)) !== null,
    countries: [{ value: '', label: text.t.checkout.rules.required['country'] ?? '' }, ...countries],
    isGuest: services.buy.isGuest,
    locale: services.locale,
  };
}

/** The address book of whoever has one: guests and staff have none. */
async function mayKeep({ account, buy }: Pick<WebServices, 'account' | 'buy'>): Promise<OwnServices | null> {
  if (buy.isGuest || account.own === null) return null;
  return (await account.own.me()).profile === null ? null : account.own;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const services = context.get(servicesContext);
  const text = pageText(services.locale);
  const form = await request.formData();
  const typed = typedIn(form, names);
  const [keeps, isDefault] = [form.get('keep') === 'yes', form.get('isDefault') === 'yes'];
  const set = await services.buy.checkout.setAddress(typed);
  if (!set.ok) {
    if (set.error.code !== 'checkout.invalid_address') throw leaveCheckout(services, request);
    return data({ typed, keeps, isDefault, errors: faultWords(set.error.faults, text) }, { status: 422 });
  }
  const onward = afterStep(services, 'address');
  const own = keeps || isDefault ? await mayKeep(services).catch(() => null) : null;
  if (own === null) return onward;
  const kept = await keepAddress(own, typed, isDefault);
  onward.headers.append('Set-Cookie', flash(text.t.checkout.keeping[kept]));
  return onward;
}

export const headers = neverKept;

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.checkout.tab }, { name: 'robots', content: 'noindex' }];
}

export default function AddressStep() {
  const { view, known, isGuest, mayKeep: keeps, ...loaded } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const errors: Record<string, string> = answer?.errors ?? {};
  const typed: Record<string, string> = answer?.typed ?? loaded.typed;
  const field = (name: Exclude<(typeof names)[number], 'country'>, rest: Partial<Parameters<typeof Field>[0]>) => (
    <Field
      name={name}
      label={t.checkout[name]}
      defaultValue={typed[name]}
      error={errors[name]}
      maxLength={320}
      {...rest}
    />
  );
  return (
    <CheckoutFrame checkout={view} step="address" title={t.checkout.addressTitle}>
      {isGuest ? (
        <p className="step-aside">
          {t.checkout.haveAccount}{' '}
          <a className="link" href={to('/account/sign-in?back=/checkout/address')}>
            {t.checkout.signIn}
          </a>{' '}
          {t.checkout.signInWhy}
        </p>
      ) : null}
      <Faults errors={errors} />
      {known.length > 0 ? <SavedAddresses addresses={known} email={loaded.typed['email'] ?? ''} /> : null}
      <Other isAlone={known.length === 0} isOpen={loaded.isAsked || answer !== undefined}>
        <form method="post" action={to('/checkout/address')} noValidate className="form">
          {field('email', { type: 'email', autoComplete: 'email', hint: t.checkout.emailHint })}
          {field('recipient', { autoComplete: 'name' })}
          {field('line1', { autoComplete: 'address-line1' })}
          {field('line2', { autoComplete: 'address-line2', optional: t.checkout.optional })}
          <div className="form-two">
            {field('postal_code', { autoComplete: 'postal-code', className: 'field-short' })}
            {field('city', { autoComplete: 'address-level2' })}
          </div>
          <Select
            name="country"
            label={t.checkout.country}
            autoComplete="country"
            defaultValue={typed['country']}
            error={errors['country']}
            choices={loaded.countries}
          />
          {field('region', {
            autoComplete: 'address-level1',
            hint: t.checkout.regionHint,
            optional: t.checkout.optional,
          })}
          {keeps ? (
            <>
              <Check
                name="keep"
                value="yes"
                label={t.checkout.keep}
                defaultChecked={answer?.keeps ?? known.length === 0}
              />
              <Check name="isDefault" value="yes" label={t.checkout.keepDefault} defaultChecked={answer?.isDefault} />
            </>
          ) : null}
          <Button className="step-on">{t.checkout.next.address}</Button>
        </form>
      </Other>
    </CheckoutFrame>
  );
}

/** The form, behind one line where an address is here already. */
function Other({ isAlone, isOpen, children }: { isAlone: boolean; isOpen: boolean; children: ReactNode }) {
  const { t } = usePage();
  if (isAlone) return children;
  return (
    <details id="other" open={isOpen}>
      <summary className="panel-title">{t.checkout.other}</summary>
      {children}
    </details>
  );
}

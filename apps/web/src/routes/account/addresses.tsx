import '../../design/styles/pages/account.css';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaArgs } from 'react-router';
import { data, useActionData, useLoaderData } from 'react-router';
import { Button, ButtonLink } from '../../design/components/button.tsx';
import { Check, Field, Select } from '../../design/components/field.tsx';
import { AccountFrame } from '../../features/account/account-frame.tsx';
import { AddressList } from '../../features/account/address-list.tsx';
import { refused } from '../../features/account/fault-words.ts';
import { Faults } from '../../features/forms/faults.tsx';
import { goOn, requireOwn } from '../../features/account/require-own.ts';
import { addressLines, countryChoices } from '../../features/buy/present-checkout.ts';
import { flash } from '../../features/flash/index.ts';
import { pageText, usePage } from '../../language/index.ts';
import type { CustomerAddress } from '../../services/account-services.ts';

const fields = ['recipient', 'line1', 'line2', 'postalCode', 'city', 'region', 'country'] as const;
type Typed = Record<string, string>;

function typedOf(address: CustomerAddress | undefined, country: string): Typed {
  if (!address) return { country };
  return Object.fromEntries(fields.map((name) => [name, address[name] ?? '']));
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { own, services } = requireOwn({ request, context });
  const text = pageText(services.locale);
  const asked = new URL(request.url).searchParams.get('edit');
  const addresses = await own.addresses.list();
  const edited = addresses.find(({ id }) => id === asked);
  return {
    addresses: addresses.map((address) => {
      const { line2, region, ...rest } = address;
      const given = { ...rest, ...(line2 === null ? {} : { line2 }), ...(region === null ? {} : { region }) };
      return { id: address.id, lines: addressLines(given, text), isDefault: address.isDefault };
    }),
    isOpen: asked !== null || addresses.length === 0,
    id: edited?.id ?? null,
    typed: typedOf(edited, services.locale === 'de' ? 'DE' : ''),
    isDefault: edited?.isDefault ?? false,
    countries: countryChoices(own.addresses.countries, text),
    locale: services.locale,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { own, services } = requireOwn({ request, context });
  const text = pageText(services.locale);
  const form = await request.formData();
  const id = String(form.get('id') ?? '') || null;
  if (form.get('intent') === 'remove') {
    await own.addresses.remove(id ?? '');
    return goOn(services, '/account/addresses', [flash(text.t.account.removed)]);
  }
  const typed: Typed = Object.fromEntries(fields.map((name) => [name, String(form.get(name) ?? '')]));
  const isDefault = form.get('isDefault') === 'yes';
  const { recipient = '', line1 = '', postalCode = '', city = '', country = '', line2, region } = typed;
  const input = { recipient, line1, line2, postalCode, city, region, country, isDefault };
  const saved = await own.addresses.save(id, input);
  if (saved.ok) return goOn(services, '/account/addresses', [flash(text.t.account.saved)]);
  const { said, init } = refused(saved.error, text);
  const message = saved.error.code === 'customers.too_many_addresses' ? text.t.account.tooMany : said.message;
  return data({ id, typed, isDefault, said: { ...said, message } }, init);
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  return [{ title: pageText(loaderData.locale).t.account.tab }, { name: 'robots', content: 'noindex' }];
}

export default function Addresses() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, to } = usePage();
  const { id, isDefault } = answer ?? loaded;
  const typed: Typed = answer?.typed ?? loaded.typed;
  const errors: Record<string, string> = answer?.said.errors ?? {};
  const field = (name: Exclude<(typeof fields)[number], 'country'>, rest: Partial<Parameters<typeof Field>[0]>) => (
    <Field
      name={name}
      label={t.account[name]}
      defaultValue={typed[name]}
      error={errors[name]}
      maxLength={120}
      {...rest}
    />
  );
  return (
    <AccountFrame part="addresses" title={t.account.parts.addresses}>
      <p className="section-why">{t.account.addressesLine}</p>
      <AddressList addresses={loaded.addresses} />
      {loaded.isOpen || answer ? (
        <form method="post" action={to('/account/addresses')} className="form account-form" noValidate id="address">
          <h2 className="account-head">{id === null ? t.account.addAddress : t.account.editAddress}</h2>
          {answer?.said ? <Faults {...answer.said} /> : null}
          {id === null ? null : <input type="hidden" name="id" value={id} />}
          {field('recipient', { autoComplete: 'name' })}
          {field('line1', { autoComplete: 'address-line1' })}
          {field('line2', { autoComplete: 'address-line2', optional: t.account.optional })}
          <div className="form-two">
            {field('postalCode', { autoComplete: 'postal-code' })}
            {field('city', { autoComplete: 'address-level2' })}
          </div>
          <Select
            name="country"
            label={t.account.country}
            autoComplete="country"
            defaultValue={typed['country']}
            error={errors['country']}
            choices={[{ value: '', label: '—' }, ...loaded.countries]}
          />
          {field('region', { autoComplete: 'address-level1', optional: t.account.optional })}
          <Check name="isDefault" value="yes" label={t.account.makeDefault} defaultChecked={isDefault} />
          <p className="account-act">
            <Button>{t.account.save}</Button>
            {loaded.addresses.length > 0 ? (
              <ButtonLink kind="plain" href={to('/account/addresses')}>
                {t.account.cancel}
              </ButtonLink>
            ) : null}
          </p>
        </form>
      ) : (
        <ButtonLink href={to('/account/addresses?edit=new#address')}>{t.account.addAddress}</ButtonLink>
      )}
    </AccountFrame>
  );
}

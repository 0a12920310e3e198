import { Button, ButtonLink } from '../../design/components/button.tsx';
import { usePage } from '../../language/index.ts';

export interface AddressView {
  id: string;
  lines: readonly string[];
  isDefault: boolean;
}

/** The addresses as they stand on a parcel, each with what can be done to it. */
export function AddressList({ addresses }: { addresses: readonly AddressView[] }) {
  const { t, to } = usePage();
  if (addresses.length === 0) return <p className="account-none">{t.account.addressesNone}</p>;
  return (
    <ul className="address-list">
      {addresses.map(({ id, lines, isDefault }) => (
        <li key={id} className="address-card">
          <address>
            {lines.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </address>
          {isDefault ? <p className="address-default">{t.account.isDefault}</p> : null}
          <div className="account-act">
            <ButtonLink
              kind="quiet"
              small
              href={to(`/account/addresses?edit=${id}#address`)}
              aria-label={`${t.account.edit}: ${lines.join(', ')}`}
            >
              {t.account.edit}
            </ButtonLink>
            <form method="post" action={to('/account/addresses')}>
              <input type="hidden" name="id" value={id} />
              <Button
                kind="plain"
                small
                name="intent"
                value="remove"
                aria-label={`${t.account.remove}: ${lines.join(', ')}`}
              >
                {t.account.remove}
              </Button>
            </form>
          </div>
        </li>
      ))}
    </ul>
  );
}

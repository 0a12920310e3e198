import { Button } from '../../design/components/button.tsx';
import { usePage } from '../../language/index.ts';

/** An address that is here already: as it stands on a parcel, and as the fields of the step's form. */
export interface SavedAddress {
  lines: readonly string[];
  typed: Readonly<Record<string, string>>;
}

/**
 * One press goes on with an address that is here already. Each is a whole form of its own: a place in a list could mean another address by the time it is
 * pressed, when a second window changed the address book.
 */
export function SavedAddresses({ addresses, email }: { addresses: readonly SavedAddress[]; email: string }) {
  const { t, to } = usePage();
  return (
    <section aria-labelledby="known" data-known>
      <h2 id="known" className="panel-title">
        {t.checkout.known}
      </h2>
      <ul className="address-list">
        {addresses.map(({ lines, typed }, place) => {
          const said = lines.join(', ');
          return (
            <li key={said} className="address-card">
              <address>
                {lines.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </address>
              <div className="account-act">
                <form method="post" action={to('/checkout/address')}>
                  {Object.entries({ ...typed, email }).map(([name, value]) => (
                    <input key={name} type="hidden" name={name} value={value} />
                  ))}
                  <Button kind={place === 0 ? 'primary' : 'quiet'} small aria-label={`${t.checkout.useKnown}: ${said}`}>
                    {t.checkout.useKnown}
                  </Button>
                </form>
                <a
                  className="link"
                  href={to(`/checkout/address?known=${place}#other`)}
                  aria-label={`${t.checkout.changeKnown}: ${said}`}
                >
                  {t.checkout.changeKnown}
                </a>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

import type { ReactNode } from 'react';
import { usePage } from '../../language/index.ts';

/** The parts of the account in their order, with where they live. */
const parts = {
  profile: '/account',
  orders: '/orders',
  wishlist: '/wishlist',
  addresses: '/account/addresses',
  preferences: '/account/preferences',
  security: '/account/security',
  privacy: '/account/privacy',
} as const;

export type AccountPart = keyof typeof parts;

/** One part of the account: the parts beside it on a desk, above it in a line that scrolls on a phone. */
export function AccountFrame({ part, title, children }: { part: AccountPart; title: string; children: ReactNode }) {
  const { t, to } = usePage();
  return (
    <div className="wrap account">
      <nav className="account-nav" aria-label={t.account.nav}>
        <ul>
          {Object.entries(parts).map(([name, path]) => (
            <li key={name}>
              <a href={to(path)} aria-current={name === part ? 'page' : undefined}>
                {t.account.parts[name as AccountPart]}
              </a>
            </li>
          ))}
        </ul>
        <form method="post" action={to('/account/sign-out')}>
          <button className="account-out">{t.account.signOut}</button>
        </form>
      </nav>
      <div className="account-part" id="account-part">
        <h1 className="account-title">{title}</h1>
        {children}
      </div>
    </div>
  );
}

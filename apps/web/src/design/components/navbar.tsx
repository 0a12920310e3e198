import type { Frame } from '../../features/frame/load-frame.ts';
import { usePage } from '../../language/index.ts';
import { Kept } from '../../rendering/kept.tsx';
import { CartIcon, HeartIcon, PersonIcon, TurnIcon } from './icons.tsx';
import { Logo } from './logo.tsx';
import { SearchField } from './search-field.tsx';
import { ThemeMenu } from './theme-menu.tsx';

/** The bar over every page: the way home, the shelves, the search, and what is the visitor's own. */
export function Navbar({ frame }: { frame: Frame | undefined }) {
  const { t, to } = usePage();
  return (
    <header className="bar">
      <div className="wrap bar-inner">
        <a className="logo" href={to('/')} aria-label={t.frame.homeLabel}>
          <Logo />
          <span className="logo-name">Vitrine</span>
        </a>
        <CategoryMenu categories={frame?.categories ?? []} />
        <SearchField text={frame?.search ?? ''} />
        <div className="bar-own">
          {frame?.isAdmin ? (
            <a className="bar-link" href="/admin">
              {t.frame.console}
            </a>
          ) : null}
          <ThemeMenu theme={frame?.theme ?? 'auto'} path={frame?.path ?? '/'} />
          <a className="bar-icon bar-wish" href={to('/wishlist')} aria-label={t.frame.wishlist}>
            <HeartIcon />
          </a>
          <a
            className="bar-icon"
            href={to(frame?.signedIn ? '/account' : '/account/sign-in')}
            aria-label={frame?.signedIn ? t.frame.account : t.frame.signIn}
          >
            <PersonIcon />
          </a>
          <CartLink count={frame?.cartCount ?? 0} />
        </div>
      </div>
    </header>
  );
}

/** The cart and how many things lie in it; a swap always brings the badge up to date. */
function CartLink({ count }: { count: number }) {
  const { t, to } = usePage();
  return (
    <a
      className="bar-icon bar-cart"
      href={to('/cart')}
      id="cart-badge"
      data-badge="cart"
      aria-label={t.frame.cartCount(count)}
    >
      <CartIcon />
      {count > 0 ? <span className="badge tabular">{count > 99 ? '99+' : count}</span> : null}
    </a>
  );
}

function CategoryMenu({ categories }: { categories: Frame['categories'] }) {
  const { t, to } = usePage();
  if (categories.length === 0) return null;
  return (
    <details className="menu menu-shop">
      <summary>
        {t.frame.shop}
        <TurnIcon className="turn" />
      </summary>
      <Kept as="nav" of={categories} how="menu" className="menu-panel" aria-label={t.frame.categories}>
        <div className="wrap">
          <ul className="menu-list">
            {categories.map((category) => (
              <li key={category.slug}>
                <a className="menu-head" href={to(`/categories/${category.slug}`)}>
                  {category.name}
                  <span>{category.count}</span>
                </a>
                {category.children.length > 0 ? (
                  <ul className="menu-below">
                    {category.children.slice(0, 5).map((child) => (
                      <li key={child.slug}>
                        <a href={to(`/categories/${child.slug}`)}>{child.name}</a>
                      </li>
                    ))}
                  </ul>
                ) : null}
              </li>
            ))}
          </ul>
          <p className="menu-end">
            <a className="link" href={to('/brands')}>
              {t.frame.brands}
            </a>
            <a className="link" href={to('/about')}>
              {t.frame.about}
            </a>
          </p>
        </div>
      </Kept>
    </details>
  );
}

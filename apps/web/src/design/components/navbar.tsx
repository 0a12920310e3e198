import { useEffect, useRef } from 'react';
import type { CategoryLink } from '../../features/frame/load-frame.ts';
import type { Theme } from '../../services.ts';
import { TurnIcon } from './icons.tsx';
import { Logo } from './logo.tsx';
import { ThemeMenu } from './theme-menu.tsx';

export interface NavbarProps {
  categories: readonly CategoryLink[];
  theme: Theme;
  path: string;
  isAdmin: boolean;
}

export function Navbar({ categories, theme, path, isAdmin }: NavbarProps) {
  const bar = useRef<HTMLElement>(null);
  useMenusThatClose(bar);
  return (
    <header className="bar" ref={bar}>
      <div className="wrap bar-inner">
        <a className="logo" href="/" aria-label="Vitrine, home">
          <Logo />
          Vitrine
        </a>
        <details className="menu">
          <summary>
            Shop
            <TurnIcon className="turn" />
          </summary>
          <nav className="menu-panel" aria-label="Categories">
            <ul className="wrap menu-list">
              {categories.map((category) => (
                <li key={category.slug}>
                  <a href={`/categories/${category.slug}`}>
                    {category.name}
                    <span>{category.count}</span>
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </details>
        <a className="bar-link bar-about" href="/about">
          About
        </a>
        {isAdmin ? (
          <a className="bar-link" href="/admin">
            Console
          </a>
        ) : null}
        <ThemeMenu theme={theme} path={path} />
      </div>
    </header>
  );
}

/** Native `details` stay open until clicked again; people expect Escape and a click elsewhere to close them too. */
function useMenusThatClose(bar: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const close = (keep: Node | null) => {
      for (const menu of bar.current?.querySelectorAll<HTMLDetailsElement>('details[open]') ?? [])
        if (!keep || !menu.contains(keep)) menu.open = false;
    };
    const onPointer = (event: PointerEvent) => close(event.target instanceof Node ? event.target : null);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      const open = bar.current?.querySelector<HTMLDetailsElement>('details[open]');
      close(null);
      open?.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [bar]);
}

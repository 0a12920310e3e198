import type { CategoryLink } from '../../features/frame/load-frame.ts';

export function Footer({ categories }: { categories: readonly CategoryLink[] }) {
  return (
    <footer className="foot">
      <div className="wrap foot-inner">
        <div>
          <a className="logo" href="/">
            Vitrine
          </a>
          <p className="mt-3 max-w-[34ch] text-[oklch(0.84_0.015_85)]">
            A shop window that learns what to show. Every pick says why it is here, and you decide what we remember.
          </p>
        </div>
        <nav aria-label="All categories">
          <h2>The house</h2>
          <ul className="grid grid-cols-2 gap-x-6">
            {categories.map((category) => (
              <li key={category.slug}>
                <a href={`/categories/${category.slug}`}>{category.name}</a>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label="About us">
          <h2>About</h2>
          <ul>
            <li>
              <a href="/about">What this is</a>
            </li>
            <li>
              <a href="/privacy">Privacy</a>
            </li>
            <li>
              <a href="/privacy#choose">What we remember</a>
            </li>
          </ul>
        </nav>
      </div>
      <div className="wrap">
        <p className="foot-end">Vitrine is free software under the MIT licence. The demo shop sells nothing real.</p>
      </div>
    </footer>
  );
}

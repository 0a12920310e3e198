import { usePage } from '../../language/index.ts';

export interface Crumb {
  href: string;
  name: string;
}

export function Breadcrumbs({ trail }: { trail: readonly Crumb[] }) {
  const { t, to } = usePage();
  return (
    <nav aria-label={t.frame.where}>
      <ol className="crumbs">
        <li>
          <a href={to('/')}>{t.frame.home}</a>
        </li>
        {trail.map((crumb) => (
          <li key={crumb.href}>
            <a href={to(crumb.href)}>{crumb.name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface Crumb {
  href: string;
  name: string;
}

export function Breadcrumbs({ trail }: { trail: readonly Crumb[] }) {
  return (
    <nav aria-label="Where you are">
      <ol className="crumbs">
        <li>
          <a href="/">Home</a>
        </li>
        {trail.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

import '../design/styles/pages/listing.css';
import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Breadcrumbs } from '../design/components/breadcrumbs.tsx';
import { pageMeta } from '../features/meta/page-meta.ts';
import { pageText, usePage } from '../language/index.ts';

export async function loader({ context }: LoaderFunctionArgs) {
  const { origin, locale, shop } = context.get(servicesContext);
  const brands = await shop.listBrands();
  return { address: { origin, locale, path: '/brands' }, letters: byLetter(brands, locale) };
}

type Shown = { slug: string; name: string; productCount: number };

/** Brands under their first letter, accents taken off; what begins with no letter stands under #. */
export function byLetter(brands: readonly Shown[], locale: string): { letter: string; brands: Shown[] }[] {
  const groups = new Map<string, Shown[]>();
  const order = new Intl.Collator(locale);
  for (const brand of [...brands].sort((a, b) => order.compare(a.name, b.name))) {
    const first = brand.name.normalize('NFD').charAt(0).toLocaleUpperCase(locale);
    const letter = /\p{L}/u.test(first) ? first : '#';
    groups.set(letter, [...(groups.get(letter) ?? []), brand]);
  }
  return [...groups].map(([letter, under]) => ({ letter, brands: under }));
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { address } = loaderData;
  const { t } = pageText(address.locale);
  return pageMeta({ title: t.listing.brandsTab, description: t.listing.brandsDescription, address });
}

export default function Brands() {
  const { letters } = useLoaderData<typeof loader>();
  const { t, to, number } = usePage();
  return (
    <div className="wrap">
      <Breadcrumbs trail={[]} />
      <header className="listing-head">
        <h1>{t.listing.brandsTitle}</h1>
        <p className="section-why">{t.listing.brandsDescription}</p>
      </header>
      <div className="letters">
        {letters.map(({ letter, brands }) => (
          <section key={letter} className="letter" aria-labelledby={`letter-${letter}`}>
            <h2 id={`letter-${letter}`}>{letter}</h2>
            <ul>
              {brands.map((brand) => (
                <li key={brand.slug}>
                  <a href={to(`/brands/${brand.slug}`)}>
                    {brand.name} <span className="check-count tabular">{number(brand.productCount)}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

import type { Frame } from '../../features/frame/load-frame.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Kept } from '../../rendering/kept.tsx';
import { localeNames, locales, usePage, withLocale } from '../../language/index.ts';

const none: Frame['categories'] = [];

/** The foot of the house: the shelves, the shop itself, the letter, and the languages. */
export function Footer({ frame }: { frame: Frame | undefined }) {
  const { t, to } = usePage();
  const categories = frame?.categories ?? none;
  const elsewhere = frame?.elsewhere ?? [];
  return (
    <footer className="foot">
      <Kept
        as="div"
        of={categories}
        how={`foot ${elsewhere.map(({ url }) => url).join(' ')}`}
        className="wrap foot-inner"
      >
        <>
          <div className="foot-self">
            <a className="logo" href={to('/')}>
              Vitrine
            </a>
            <p>{t.frame.footLine}</p>
          </div>
          <nav aria-label={t.frame.allCategories} className="foot-house">
            <h2>{t.frame.house}</h2>
            <ul>
              {categories.slice(0, 12).map((category) => (
                <li key={category.slug}>
                  <a href={to(`/categories/${category.slug}`)}>{category.name}</a>
                </li>
              ))}
            </ul>
          </nav>
          <FootLinks
            title={t.frame.company}
            links={[
              [to('/about'), t.frame.what],
              [to('/brands'), t.frame.brands],
              [to('/contact'), t.frame.contact],
              [to('/shipping-and-returns'), t.frame.delivery],
            ]}
          />
          <FootLinks
            title={t.frame.rules}
            links={[
              [to('/imprint'), t.frame.imprint],
              [to('/terms'), t.frame.terms],
              [to('/privacy'), t.frame.privacy],
              [to('/privacy#choose'), t.frame.remember],
            ]}
          />
          {elsewhere.length > 0 ? (
            <FootLinks title={t.frame.follow} links={elsewhere.map(({ name, url }) => [url, name])} />
          ) : null}
        </>
      </Kept>
      <Letter path={frame?.path ?? '/'} typed={frame?.letter ?? null} />
      <div className="wrap foot-end">
        <p>{t.frame.footEnd}</p>
        <Languages path={frame?.path ?? '/'} />
      </div>
    </footer>
  );
}

function FootLinks({ title, links }: { title: string; links: readonly (readonly [href: string, name: string])[] }) {
  return (
    <nav aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {links.map(([href, name]) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Asks for the letter; what was typed wrong stands there again with what is wrong about it. */
function Letter({ path, typed }: { path: string; typed: string | null }) {
  const { t, to } = usePage();
  const back = typed === null ? path : path.replace(/[?&]letter=[^&]*/, '');
  return (
    <section className="wrap" aria-labelledby="letter-title">
      <form method="post" action={to('/newsletter')} className="letter-form" id="letter" data-swap="#letter">
        <div>
          <h2 id="letter-title">{t.newsletter.title}</h2>
          <p>{t.newsletter.line}</p>
        </div>
        <input type="hidden" name="back" value={to(back)} />
        <Field
          id="letter-email"
          label={t.newsletter.email}
          name="email"
          type="email"
          autoComplete="email"
          required
          defaultValue={typed ?? ''}
          error={typed === null ? undefined : t.newsletter.invalid}
        />
        <Button kind="quiet">{t.newsletter.send}</Button>
      </form>
    </section>
  );
}

/** The same page in the other languages; plain links, each in its own words. */
function Languages({ path }: { path: string }) {
  const { t, locale } = usePage();
  return (
    <nav aria-label={t.frame.language}>
      <ul className="languages">
        {locales.map((one) => (
          <li key={one}>
            <a
              href={withLocale(path, one)}
              hrefLang={one}
              lang={one}
              aria-current={one === locale ? 'true' : undefined}
            >
              {localeNames[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

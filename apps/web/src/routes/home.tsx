import '../design/styles/pages/home.css';
import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { Doors } from '../design/components/category-door.tsx';
import { loadWelcome } from '../features/account/load-likes.ts';
import { WelcomeStrip } from '../features/account/welcome-strip.tsx';
import { loadDoors } from '../features/doors/load-doors.ts';
import { seasonLine, windowBelow } from '../features/hero/window-words.ts';
import { houseFacts } from '../features/meta/house-facts.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { askRecommender } from '../surfaces/ask-recommender.ts';
import { loadCards } from '../surfaces/build-view.ts';
import { readBound } from '../features/price-choice/price-choice.tsx';
import { pageText, usePage } from '../language/index.ts';
import { buildHome } from '../surfaces/home/build-home.ts';
import { HomePicks } from '../surfaces/home/home-picks.tsx';
import { ShopWindow } from '../surfaces/home/shop-window.tsx';
import { buildRecentlyViewed } from '../surfaces/recently-viewed/build-recently-viewed.ts';
import { RecentlyViewed } from '../surfaces/recently-viewed/recently-viewed.tsx';
import { buildTrending } from '../surfaces/trending/build-trending.ts';
import { Trending } from '../surfaces/trending/trending.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const under = readBound(new URL(request.url).searchParams);
  const [home, trending, recent, doors, welcome, cheap] = await Promise.all([
    askRecommender(services, { surface: 'home', k: 24 }),
    askRecommender(services, { surface: 'trending', k: 10 }),
    askRecommender(services, { surface: 'recently-viewed', k: 12 }),
    loadDoors(services.shop, services.nowIso),
    loadWelcome(services),
    under === null ? null : askRecommender(services, { surface: 'home', k: 15, priceAtMost: under }),
  ]);
  const [cards, arrivals] = await Promise.all([
    loadCards(services, [home, trending, recent, cheap]),
    home && trending ? [] : services.shop.newArrivals(24),
  ]);
  const text = pageText(services.locale);
  const given = { cards, arrivals, visitor: services.visitor, text };
  const view = buildHome({ ...given, answer: home });
  const picks = cheap === null || under === null ? view.picks : underBound(buildHome({ ...given, answer: cheap }));
  return {
    ...view,
    picks: under === null || cheap !== null ? picks : { ...picks, entries: [] },
    under,
    currency: services.defaults.currency,
    line: seasonLine(services.nowIso, text),
    below: windowBelow(view.window, text),
    trending: buildTrending(trending, { cards, arrivals, text }),
    recent: buildRecentlyViewed(recent, { cards, text }),
    doors,
    welcome,
    address: { origin: services.origin, locale: services.locale, path: '/' },
  };
}

/** With a bound the row has everything that was found, also what would stand in the window. */
function underBound({ window, picks }: ReturnType<typeof buildHome>) {
  return { ...picks, entries: [...window.entries, ...picks.entries] };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  if (!loaderData) return [];
  const { address } = loaderData;
  const { t } = pageText(address.locale);
  return pageMeta({
    title: t.home.tab,
    description: t.home.description,
    address,
    noindex: loaderData.under !== null,
    facts: houseFacts(address),
  });
}

export default function Home() {
  const page = useLoaderData<typeof loader>();
  const { t, to } = usePage();
  const action = page.lead
    ? { href: to(`/categories/${page.lead.slug}`), label: t.home.seeAll(page.lead.name) }
    : { href: '#doors', label: t.home.lookAround };
  return (
    <>
      <ShopWindow view={page.window} line={page.line} below={page.below} action={action} />
      <WelcomeStrip choices={page.welcome} />
      <HomePicks view={page.picks} under={page.under} currency={page.currency} />
      <RecentlyViewed view={page.recent} />
      <Trending view={page.trending} />
      {page.doors.length > 0 ? (
        <section className="section wrap" aria-labelledby="doors">
          <div className="section-head">
            <h2 className="section-title" id="doors">
              {t.home.doors}
            </h2>
          </div>
          <Doors doors={page.doors} />
        </section>
      ) : null}
    </>
  );
}

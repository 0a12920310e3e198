import type { LoaderFunctionArgs, MetaArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { servicesContext } from '../context.ts';
import { CategoryDoor } from '../design/components/category-door.tsx';
import { loadDoors } from '../features/doors/load-doors.ts';
import { seasonLine, windowBelow } from '../features/hero/window-words.ts';
import { pageMeta } from '../features/meta/page-meta.ts';
import { askRecommender } from '../surfaces/ask-recommender.ts';
import { loadCards } from '../surfaces/build-view.ts';
import { buildHome } from '../surfaces/home/build-home.ts';
import { HomePicks } from '../surfaces/home/home-picks.tsx';
import { ShopWindow } from '../surfaces/home/shop-window.tsx';
import { buildRecentlyViewed } from '../surfaces/recently-viewed/build-recently-viewed.ts';
import { RecentlyViewed } from '../surfaces/recently-viewed/recently-viewed.tsx';
import { buildTrending } from '../surfaces/trending/build-trending.ts';
import { Trending } from '../surfaces/trending/trending.tsx';

export async function loader({ context }: LoaderFunctionArgs) {
  const services = context.get(servicesContext);
  const [home, trending, recent, doors] = await Promise.all([
    askRecommender(services, { surface: 'home', k: 24 }),
    askRecommender(services, { surface: 'trending', k: 10 }),
    askRecommender(services, { surface: 'recently-viewed', k: 12 }),
    loadDoors(services.shop, services.nowIso),
  ]);
  const [cards, arrivals] = await Promise.all([
    loadCards(services, [home, trending, recent]),
    home && trending ? [] : services.shop.newArrivals(24),
  ]);
  const { locale } = services.defaults;
  const view = buildHome({ answer: home, cards, arrivals, visitor: services.visitor, locale });
  return {
    ...view,
    line: seasonLine(services.nowIso),
    below: windowBelow(view.window),
    trending: buildTrending(trending, { cards, arrivals, locale }),
    recent: buildRecentlyViewed(recent, { cards, locale }),
    doors,
    canonical: `${services.origin}/`,
  };
}

export function meta({ loaderData }: MetaArgs<typeof loader>) {
  return pageMeta({
    title: 'Vitrine, a shop window that learns what to show',
    description:
      'Things for the house, chosen with care and set out by what you look at. Every pick says why it is here.',
    canonical: loaderData?.canonical ?? '/',
  });
}

export default function Home() {
  const page = useLoaderData<typeof loader>();
  const action = page.lead
    ? { href: `/categories/${page.lead.slug}`, label: `See all ${page.lead.name.toLowerCase()}` }
    : { href: '#doors', label: 'Look around' };
  return (
    <>
      <ShopWindow view={page.window} line={page.line} below={page.below} action={action} />
      <HomePicks view={page.picks} />
      <RecentlyViewed view={page.recent} />
      <Trending view={page.trending} />
      {page.doors.length > 0 ? (
        <section className="section wrap" aria-labelledby="doors">
          <div className="section-head">
            <h2 className="section-title" id="doors">
              Every door of the house
            </h2>
          </div>
          <ul className="doors">
            {page.doors.map((door) => (
              <li key={door.href}>
                <CategoryDoor door={door} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

import type { Locale } from '../../language/index.ts';
import type { CategoryNode, Consent, ShopReads, Theme, WebServices } from '../../services.ts';
import { THEME_COOKIE } from '../../services.ts';
import type { Flash } from '../flash/index.ts';
import { readFlash } from '../flash/index.ts';
import { readCookie } from './read-cookie.ts';

export { readCookie };

export interface CategoryLink {
  slug: string;
  name: string;
  count: number;
  children: readonly { slug: string; name: string }[];
}

/** What every page's frame needs: categories, language, theme, who is here, and what the tracker may do. */
export interface Frame {
  categories: readonly CategoryLink[];
  theme: Theme;
  /** The address without the prefix of its language. */
  path: string;
  origin: string;
  locale: Locale;
  /** An address for the letter that was typed wrong, to stand in its field again. */
  letter: string | null;
  /** What the page searches for, to stand in the search field. */
  search: string;
  sessionId: string | null;
  consent: Consent;
  consentChosen: boolean;
  isAdmin: boolean;
  signedIn: boolean;
  cartCount: number;
  /** Ids of the products on the wishlist, for the hearts on the cards. */
  wishes: readonly string[];
  /** Where else the shop can be met. */
  elsewhere: readonly { readonly name: string; readonly url: string }[];
  flash: Flash | null;
}

export function parseTheme(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'auto';
}

const KEEP_MS = 5_000;
const remembered = new WeakMap<ShopReads, { untilMs: number; links: Promise<readonly CategoryLink[]> }>();

/** The category menu is on every page and changes rarely: asked for once in five seconds a shop. */
function categoryLinks(shop: ShopReads, nowIso: string): Promise<readonly CategoryLink[]> {
  const nowMs = Date.parse(nowIso);
  const known = remembered.get(shop);
  if (known && known.untilMs > nowMs) return known.links;
  const links = shop.listCategories().then((tree) => tree.filter((node) => node.productCount > 0).map(linkOf));
  remembered.set(shop, { untilMs: nowMs + KEEP_MS, links });
  links.catch(() => remembered.delete(shop));
  return links;
}

function linkOf({ slug, name, productCount, children }: CategoryNode): CategoryLink {
  const below = children
    .filter((child) => child.productCount > 0)
    .map((child) => ({ slug: child.slug, name: child.name }));
  return { slug, name, count: productCount, children: below };
}

export async function loadFrame(request: Request, services: WebServices): Promise<Frame> {
  const url = new URL(request.url);
  const { visitor } = services;
  const [categories, cartCount, wishes] = await Promise.all([
    categoryLinks(services.shop, services.nowIso),
    countCart(services),
    listWishes(services, url.pathname),
  ]);
  return {
    categories,
    theme: parseTheme(readCookie(request.headers.get('cookie'), THEME_COOKIE)),
    path: url.pathname + url.search,
    origin: services.origin,
    locale: services.locale,
    letter: url.searchParams.get('letter')?.slice(0, 400) ?? null,
    search: url.pathname === '/search' ? (url.searchParams.get('q') ?? '').slice(0, 200) : '',
    sessionId: visitor.consent === 'none' ? null : visitor.sessionId,
    consent: visitor.consent,
    consentChosen: visitor.consentChosen,
    isAdmin: visitor.isAdmin,
    signedIn: visitor.userId !== null,
    cartCount,
    wishes,
    elsewhere: services.elsewhere ?? [],
    flash: readFlash(request),
  };
}

/** A badge that cannot be counted must not cost the page. */
async function countCart({ cartBadge }: WebServices): Promise<number> {
  try {
    return (await cartBadge?.()) ?? 0;
  } catch {
    return 0;
  }
}

/** Hearts that cannot be filled must not cost the page; the console has none. */
async function listWishes({ account }: WebServices, path: string): Promise<readonly string[]> {
  if (path.startsWith('/admin')) return [];
  try {
    return await account.wishes.list();
  } catch {
    return [];
  }
}

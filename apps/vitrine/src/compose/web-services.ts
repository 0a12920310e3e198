import { type PageVisit, visitorCookies } from '@vitrine/api';
import { shopTenant } from '@vitrine/recsys';
import type { Recommender } from '@vitrine/sdk';
import type { ShopUseCases } from '@vitrine/shop';
import { buyServices } from './buy-services.ts';
import { accountServices } from './account-services.ts';
import { staffConsole } from './catalog-console-services.ts';
import { type KeptAnswers, keptReads } from './kept-reads.ts';
import type { ProcessMetrics } from './metrics.ts';
import { likesCookie, readLikes } from './likes-cookie.ts';
import type { PageRecommender, WebServices } from './page-contract.ts';
import type { Platform } from './platform.ts';

/** What the pages stand on: the platform, the same client of the recommender that others use, and the process's counters. */
export interface WebPorts {
  readonly platform: Platform;
  readonly recommender: Recommender;
  readonly metrics: ProcessMetrics;
  /** Answers for everybody, until the catalog changes. */
  readonly kept: KeptAnswers;
}

/** What pages work with, made for each visit: the shop, the recommender bound to the visitor, sign-in, and the console for administrators. */
export function webServices({ platform, recommender, metrics, kept }: WebPorts): (visit: PageVisit) => WebServices {
  const { shop, config } = platform;
  const currency = shop.context.currency;
  const consoleFor = staffConsole(platform);
  const shopIn = inEachLanguage((locale) => shop.forVisitor({ locale }));
  const readsIn = inEachLanguage((locale) => keptReads(shopIn(locale), kept));
  return (visit) => {
    const { visitor, origin, address, accountToken, locale } = visit;
    const account = accountServices({ platform, recommender, shop: shopIn(locale), visit });
    // Who edits the catalog sees at once what was edited.
    const reads = visitor.account !== null && visitor.account.customerId === null ? shopIn(locale) : readsIn(locale);
    const likes = readLikes(visit.cookie(likesCookie)) ?? [];
    return {
      account,
      shop: reads.catalog,
      search: reads.search,
      newsletter: newsletterFrom(shopIn(locale), address),
      locale,
      ...buying(shopIn(locale), visitor),
      recommender: {
        ...pageRecommender(recommender, { visitor, likes, budgetMs: config.RECOMMENDATION_BUDGET_MS }),
        lastShown: async (asked) =>
          visitor.id === '' ? null : platform.recsys.decisions.lastShown(shopTenant, { ...asked, userId: visitor.id }),
      },
      visitor: { ...visitor, sessionId: visitor.sessionId || null },
      console: consoleFor(visitor),
      session: consoleSession(platform, { secure: origin.startsWith('https:'), address, accountToken }),
      countFallback: (surface, reason) => metrics.countPageFallback(surface, reason),
      elsewhere: config.VITRINE_SOCIAL_LINKS,
      nowIso: shop.context.clock.now().toISOString(),
      defaults: { currency, locale: shop.context.locale },
      origin: config.VITRINE_URL?.replace(/\/$/, '') ?? origin,
    };
  };
}

/** The letter, asked for from a network address. */
function newsletterFrom({ newsletter }: ShopUseCases, address: string): WebServices['newsletter'] {
  return { ...newsletter, ask: (email) => newsletter.ask(email, { address }) };
}

/** The visitor's basket with its badge. */
function buying(shop: ShopUseCases, visitor: PageVisit['visitor']) {
  const buy = buyServices(shop, visitor);
  return { buy, cartBadge: () => buy.cart.count() };
}

/** One shop a language for the life of the process: pages remember slow, public answers by it. */
function inEachLanguage<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>();
  return (locale) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}

function pageRecommender(
  client: Recommender,
  { visitor, likes, budgetMs }: { visitor: PageVisit['visitor']; likes: readonly string[]; budgetMs: number },
): Omit<PageRecommender, 'lastShown'> {
  return {
    budgetMs,
    recommend: ({ surface, k, itemId, itemIds, tags, priceAtMost }) =>
      client.recommend(
        {
          k,
          ...(visitor.id ? { user_id: visitor.id } : {}),
          include_reasons: true,
          ...(tags || priceAtMost !== undefined
            ? {
                constraints: {
                  ...(tags ? { include_tags_any: [...tags] } : {}),
                  ...(priceAtMost === undefined ? {} : { price_between: [0, priceAtMost] }),
                },
              }
            : {}),
          context: {
            surface,
            ...(likes.length === 0 ? {} : { preferred_categories: [...likes] }),
            ...(itemId === undefined ? {} : { item_id: itemId }),
            ...(itemIds === undefined ? {} : { item_ids: [...itemIds] }),
            ...(visitor.sessionId ? { session_id: visitor.sessionId } : {}),
          },
        },
        // A page cannot wait for a second try: its own fallback is the second try.
        { timeoutMs: budgetMs, retries: 0 },
      ),
  };
}

function consoleSession(
  { shop }: Platform,
  { secure, address, accountToken }: { secure: boolean; address: string; accountToken: string | null },
): WebServices['session'] {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    async signIn({ email, password }) {
      const opened = await shop.accounts.signIn(email, password, address);
      if (!opened.ok) {
        const message =
          opened.error.code === 'accounts.throttled'
            ? `Too many tries. Wait ${Math.ceil(opened.error.retryAfterSec / 60)} minutes and try again.`
            : 'E-mail or password is wrong.';
        const { error } = opened;
        return { ok: false, message, ...('retryAfterSec' in error ? { retryAfterSec: error.retryAfterSec } : {}) };
      }
      const { token, expiresAt } = opened.value;
      return {
        ok: true,
        cookies: [`${visitorCookies.account}=${token}; ${attributes}; Expires=${expiresAt.toUTCString()}`],
      };
    },
    async signOut() {
      // The cookie alone could have been copied: what it opened is closed.
      if (accountToken !== null) await shop.accounts.signOut(accountToken);
      return { cookies: [`${visitorCookies.account}=; ${attributes}; Max-Age=0`] };
    },
  };
}

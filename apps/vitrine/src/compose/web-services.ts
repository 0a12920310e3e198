import { type PageVisit, visitorCookies } from '@vitrine/api';
import { type RecommendAnswer, shopTenant } from '@vitrine/recsys';
import type { Platform } from './platform.ts';
import type { ProcessMetrics } from './metrics.ts';
import { consoleServices } from './console-services.ts';
import type { PageRecommender, WebServices } from './page-contract.ts';

/** What pages work with, made for each visit: the shop, the recommender bound to the visitor, sign-in, and the console for administrators. */
export function webServices(platform: Platform, metrics: ProcessMetrics): (visit: PageVisit) => WebServices {
  const { shop } = platform;
  const currency = shop.context.currency;
  const console = consoleServices(platform);
  return ({ visitor, origin }) => ({
    shop: shop.catalog,
    recommender: pageRecommender(platform, visitor),
    visitor: { ...visitor, sessionId: visitor.sessionId || null },
    console: visitor.isAdmin ? console : null,
    session: consoleSession(platform, origin.startsWith('https:')),
    countFallback: (surface, reason) => metrics.countPageFallback(surface, reason),
    nowIso: new Date().toISOString(),
    defaults: { currency, locale: shop.context.locale },
    origin: platform.config.VITRINE_URL?.replace(/\/$/, '') ?? origin,
  });
}

function pageRecommender({ recsys }: Platform, visitor: PageVisit['visitor']): PageRecommender {
  return {
    async recommend({ surface, k, itemId }) {
      const answer = await recsys.recommend(shopTenant, {
        surface,
        k,
        itemId,
        userId: visitor.id || null,
        sessionId: visitor.sessionId || null,
      });
      return pageAnswer(answer);
    },
  };
}

function pageAnswer(answer: RecommendAnswer): Awaited<ReturnType<PageRecommender['recommend']>> {
  return {
    request_id: answer.requestId,
    model_version: answer.modelVersion,
    surface: answer.surface,
    fallback: answer.fallback ?? null,
    items: answer.items.map(({ itemId, score, rank, reasons, because }) => ({
      item_id: itemId,
      score,
      rank,
      reasons,
      because: { kind: because.kind, item_id: because.itemId, category: because.category },
    })),
  };
}

function consoleSession({ shop }: Platform, secure: boolean): WebServices['session'] {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    async signIn({ email, password }) {
      const opened = await shop.accounts.signIn(email, password);
      if (!opened.ok) {
        const message =
          opened.error.code === 'accounts.throttled'
            ? `Too many tries. Wait ${Math.ceil(opened.error.retryAfterSec / 60)} minutes and try again.`
            : 'E-mail or password is wrong.';
        return { ok: false, message };
      }
      const { token, expiresAt } = opened.value;
      return {
        ok: true,
        cookies: [`${visitorCookies.account}=${token}; ${attributes}; Expires=${expiresAt.toUTCString()}`],
      };
    },
    async signOut() {
      return { cookies: [`${visitorCookies.account}=; ${attributes}; Max-Age=0`] };
    },
  };
}

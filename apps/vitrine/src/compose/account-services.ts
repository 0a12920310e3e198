import { setTimeout as sleep } from 'node:timers/promises';
import { isStaff } from '@vitrine/contracts';
import { type PageVisit, visitorCookies } from '@vitrine/api';
import type { Account, OpenedSession } from '@vitrine/shop/accounts';
import type { WishOwner } from '@vitrine/shop/wishlist';
import { type AccountPorts, cookieAttributes, tellNow, tellWaitMs } from './account-ports.ts';
import { likesCookie, readLikes } from './likes-cookie.ts';
import { ownServices } from './own-services.ts';
import type { WebServices } from './page-contract.ts';

type AccountServices = WebServices['account'];

/** Whose wishes: the customer's, else the visitor's. */
export function wishOwner(visitor: Pick<PageVisit['visitor'], 'anonymousId' | 'account'>): WishOwner {
  const customerId = visitor.account?.customerId ?? null;
  return customerId === null ? { visitorId: visitor.anonymousId } : { customerId };
}

/**
 * Somebody has just come in: what they did here as a guest becomes theirs. The one place where a visitor and a customer are joined;
 * doing it again changes nothing.
 */
async function arrive(ports: AccountPorts, account: Account): Promise<void> {
  const { shop, visit } = ports;
  const { anonymousId: visitorId, consent } = visit.visitor;
  const { customerId } = account;
  if (customerId === null || visitorId === '') return;
  const likes = readLikes(visit.cookie(likesCookie)) ?? [];
  await shop.customers.mergeVisitor({ visitorId, customerId, likes, remembered: consent !== 'none' });
  await shop.cart.merge({ visitorId, customerId });
  await tellNow(ports);
}

async function openedCookies(ports: AccountPorts, opened: OpenedSession): Promise<string[]> {
  await arrive(ports, opened.account);
  const attributes = cookieAttributes(ports.visit.origin);
  return [`${visitorCookies.account}=${opened.token}; ${attributes}; Expires=${opened.expiresAt.toUTCString()}`];
}

/** Accounts for one visit, in the visitor's language. */
export function accountServices(ports: AccountPorts): AccountServices {
  const { shop, visit } = ports;
  const { visitor } = visit;
  const origin = { address: visit.address, userAgent: visit.userAgent };
  return {
    async signIn({ email, password }) {
      const opened = await shop.accounts.signIn(email, password, origin);
      if (!opened.ok) return opened;
      const cookies = await openedCookies(ports, opened.value);
      return { ok: true, value: { cookies, isStaff: isStaff(opened.value.account.role) } };
    },
    register: (input) => shop.accounts.register(input, origin),
    readLink: (token) => shop.accounts.readLink(token),
    async confirmEmail(token) {
      const opened = await shop.accounts.confirmEmail(token, origin);
      return opened.ok ? { ok: true, value: { cookies: await openedCookies(ports, opened.value) } } : opened;
    },
    requestReset: (email) => shop.accounts.requestReset({ email }, origin),
    resetPassword: (input) => shop.accounts.resetPassword(input),
    likes: () => likesOf(ports),
    setLikes: (slugs) => setLikes(ports, slugs),
    wishes: wishesOf(ports),
    own: visitor.account === null ? null : ownServices(ports, visitor.account),
  };
}

/** The frame and the page both ask for the list: it is read once a visit, and not for a guest who has only just come. */
function wishesOf({ shop, visit }: AccountPorts): AccountServices['wishes'] {
  const owner = wishOwner(visit.visitor);
  const isNobody = 'visitorId' in owner && owner.visitorId === '';
  const isNew = 'visitorId' in owner && visit.cookie(visitorCookies.session) === undefined;
  let listed: Promise<readonly string[]> | undefined;
  return {
    list: () => (listed ??= isNobody || isNew ? Promise.resolve([]) : shop.wishlist.list(owner)),
    async add(productId) {
      listed = undefined;
      return !isNobody && (await shop.wishlist.add(owner, productId)).ok;
    },
    async remove(productId) {
      listed = undefined;
      await shop.wishlist.remove(owner, productId);
    },
  };
}

async function likesOf({ shop, visit }: AccountPorts): Promise<readonly string[] | null> {
  const kept = readLikes(visit.cookie(likesCookie));
  const customerId = visit.visitor.account?.customerId ?? null;
  if (customerId === null) return kept;
  const said = (await shop.customers.getProfile(customerId))?.preferredCategories ?? [];
  return said.length > 0 ? said : kept;
}

/** In the browser always, because it was said in so many words; with the recommender under the visitor's id where it may be remembered. */
async function setLikes(ports: AccountPorts, slugs: readonly string[]): Promise<{ cookies: string[] }> {
  const { shop, visit, recommender } = ports;
  const { visitor, origin } = visit;
  const known = new Set((await shop.catalog.listCategories()).flatMap((node) => slugsIn(node)));
  const likes = [...new Set(slugs)].filter((slug) => known.has(slug)).slice(0, 20);
  const customerId = visitor.account?.customerId ?? null;
  if (customerId !== null) {
    await shop.customers.changePreferences(customerId, likes);
    await tellNow(ports);
  } else if (visitor.consent !== 'none' && visitor.id !== '' && likes.length > 0) {
    const traits = { preferred_categories: likes, locale: visit.locale };
    const told = recommender.upsertUsers([{ user_id: visitor.id, traits }]).catch(() => undefined);
    await Promise.race([told, sleep(tellWaitMs)]);
  }
  const life = visitor.consent === 'full' ? `; Max-Age=${180 * 86_400}` : '';
  return { cookies: [`${likesCookie}=${likes.join('.') || '-'}; ${cookieAttributes(origin)}${life}`] };
}

interface Node {
  readonly slug: string;
  readonly children: readonly Node[];
}

function slugsIn(node: Node): string[] {
  return [node.slug, ...node.children.flatMap((child) => slugsIn(child))];
}

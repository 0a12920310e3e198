import { setTimeout as sleep } from 'node:timers/promises';
import { type PageVisit, visitorCookies } from '@vitrine/api';
import type { Recommender } from '@vitrine/sdk';
import type { ShopUseCases } from '@vitrine/shop';
import { likesCookie } from './likes-cookie.ts';
import type { Platform } from './platform.ts';
import { syncOf } from './recommender-client.ts';

/** What accounts stand on for one visit. */
export interface AccountPorts {
  readonly platform: Platform;
  readonly recommender: Recommender;
  readonly shop: ShopUseCases;
  readonly visit: PageVisit;
}

/** How long a page waits until the recommender has heard what it should show next; the outbox tells it anyway. */
export const tellWaitMs = 300;

/** Tells the recommender now what waits in the outbox, so that the very next page follows it. */
export async function tellNow({ platform, recommender }: AccountPorts): Promise<void> {
  const told = syncOf(platform, recommender)
    .drain()
    .catch(() => 0);
  await Promise.race([told, sleep(tellWaitMs)]);
}

/** The attributes every cookie of ours has. */
export function cookieAttributes(origin: string): string {
  return `Path=/; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`;
}

/** Set-Cookie values that make the browser forget who sat here, the id of the visit too: the next person starts as nobody. */
export function forgetCookies(origin: string): string[] {
  const { account, visitor, session } = visitorCookies;
  return [account, visitor, session, likesCookie].map((name) => `${name}=; ${cookieAttributes(origin)}; Max-Age=0`);
}

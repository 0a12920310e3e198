import type { AccountRole } from '@vitrine/contracts';
import { visitorCookies } from '../edge/visitor.ts';

/** Headers of a page of the shop on which somebody of this role is signed in. */
export function signedInAs(role: AccountRole): Record<string, string> {
  return { cookie: `${visitorCookies.account}=${role}-token`, 'sec-fetch-site': 'same-origin' };
}

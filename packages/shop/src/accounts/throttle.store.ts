import { inTransaction } from '@vitrine/database';
import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** What is counted besides wrong passwords. */
export type ThrottledAction = 'register' | 'reset_password' | 'change_email' | 'newsletter';

/** How many of one kind in the window, by e-mail and by network address. */
export interface ActionLimits {
  readonly windowMs: number;
  readonly perEmail: number;
  readonly perAddress: number;
}

/**
 * The network address as the throttle counts it. One subscriber holds a whole /64 of IPv6, so the rest of it says nothing; an IPv4 address
 * written as IPv6 is the same address.
 */
export function throttleAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** Books one request unless too many were: answers the seconds to wait, or null to go on. Locked by subject, so that requests at once count one after the other. */
export function bookAction(
  context: ShopContext,
  asked: { action: ThrottledAction; email: string; address: string },
  limits: ActionLimits,
): Promise<number | null> {
  const now = context.clock.now();
  const since = new Date(now.getTime() - limits.windowMs);
  const subjects = [
    { subject: `email ${asked.email.toLowerCase()}`, most: limits.perEmail },
    ...(asked.address === ''
      ? []
      : [{ subject: `address ${throttleAddress(asked.address)}`, most: limits.perAddress }]),
  ].toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
  return inTransaction(context.db, async (trx) => {
    for (const { subject } of subjects)
      await sql`select pg_advisory_xact_lock(hashtextextended(${`${asked.action} ${subject}`}, 0))`.execute(trx);
    for (const { subject, most } of subjects) {
      const { rows } = await sql<{ madeAt: Date }>`
        select made_at as "madeAt" from shop.account_attempt
        where action = ${asked.action} and subject = ${subject} and made_at > ${since} order by made_at desc offset ${most - 1} limit 1`.execute(
        trx,
      );
      const oldest = rows[0]?.madeAt;
      if (oldest !== undefined)
        return Math.max(1, Math.ceil((oldest.getTime() + limits.windowMs - now.getTime()) / 1000));
    }
    for (const { subject } of subjects)
      await sql`insert into shop.account_attempt (action, subject, made_at) values (${asked.action}, ${subject}, ${now})`.execute(
        trx,
      );
    return null;
  });
}

/** Forgets requests too old to count. */
export async function sweepActions(context: ShopContext, olderThan: Date): Promise<void> {
  await sql`delete from shop.account_attempt where made_at <= ${olderThan}`.execute(context.db);
}

import type { OutboxEntry } from '@vitrine/database';
import type { ShopContext } from '../shop-context.ts';
import type { RecommenderSink } from './recommender-sink.ts';
import { selectSyncedCustomers } from './recommender.store.ts';
import { toUser } from './to-item.ts';

interface PeopleEntry {
  readonly kind: string;
  readonly customerId: string;
  readonly visitorId: string;
}

function peopleOf(entries: readonly OutboxEntry[]): PeopleEntry[] {
  return entries.flatMap((entry) => {
    if (entry.topic !== 'customer') return [];
    const payload = entry.payload as Partial<PeopleEntry> | null;
    return [{ kind: payload?.kind ?? '', customerId: entry.key, visitorId: payload?.visitorId ?? '' }];
  });
}

/**
 * Tells who changed, which visitors turned out to be whom, and who is to be forgotten. A customer who refuses personalisation is told by id
 * alone and joined with nobody; forgetting comes last, so that nothing told before outlives it.
 */
export async function tellPeople(
  context: ShopContext,
  entries: readonly OutboxEntry[],
  sink: RecommenderSink,
): Promise<void> {
  const people = peopleOf(entries);
  if (people.length === 0) return;
  const customers = await selectSyncedCustomers(context, [...new Set(people.map(({ customerId }) => customerId))]);
  if (customers.length > 0) await sink.upsertUsers(customers.map((customer) => toUser(customer, context.locale)));
  const joinable = new Set(customers.flatMap(({ id, personalised }) => (personalised ? [id] : [])));
  const links = people.flatMap(({ kind, customerId, visitorId }) =>
    kind === 'customer.linked' && joinable.has(customerId) ? [{ anonymous_id: visitorId, user_id: customerId }] : [],
  );
  if (links.length > 0) await sink.linkUsers(links);
  for (const { kind, customerId } of people)
    if (kind === 'customer.erased') await sink.deleteUsers({ user_id: customerId });
}

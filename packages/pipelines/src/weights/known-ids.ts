import type { Interactions } from '@vitrine/engine';
import type { GivenWeights } from '@vitrine/engine/weights';
import { findNamespace, readDescribedItems, type RecsysTables, type Tenant } from '@vitrine/recsys';
import type { Kysely } from 'kysely';

/** How many ids of the weights the namespace knows, and how many of its own have no vector. */
export interface KnownIds {
  readonly items: { readonly given: number; readonly known: number; readonly withoutVector: number };
  readonly users: { readonly given: number; readonly known: number; readonly withoutVector: number };
  /** An id of the weights that the namespace does not know, for messages. */
  readonly unknownItem: string | null;
}

/** Holds the ids of weights against a namespace's catalog and events. */
export async function countKnownIds(
  from: { readonly db: Kysely<RecsysTables>; readonly tenant: Tenant },
  weights: GivenWeights,
  interactions: Interactions,
): Promise<KnownIds> {
  const own = new Set(interactions.itemIds);
  const namespaceId = await findNamespace(from.db, from.tenant);
  if (namespaceId !== null) {
    for await (const page of readDescribedItems(from.db, namespaceId)) for (const { itemId } of page) own.add(itemId);
  }
  const people = new Set(interactions.userIds);
  return {
    items: compare(weights.items.ids, own),
    users: compare(weights.users?.ids ?? [], people),
    unknownItem: weights.items.ids.find((id) => !own.has(id)) ?? null,
  };
}

function compare(given: readonly string[], own: ReadonlySet<string>): KnownIds['items'] {
  const known = given.filter((id) => own.has(id)).length;
  return { given: given.length, known, withoutVector: own.size - known };
}

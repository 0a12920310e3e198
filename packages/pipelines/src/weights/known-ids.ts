import type { Interactions } from '@vitrine/engine';
import type { GivenVectors, GivenWeights } from '@vitrine/engine/weights';
import { findNamespace, readDescribedItems, type RecsysTables, type Tenant } from '@vitrine/recsys';
import type { Kysely } from 'kysely';

/** How many ids of one kind the namespace knows, and how many of its own have no vector. */
export interface KnownCount {
  readonly given: number;
  readonly known: number;
  /** Of the known, those that were given as what their source calls them, as exports do. */
  readonly translated: number;
  readonly withoutVector: number;
}

/** How far the ids of weights are those of a namespace. */
export interface KnownIds {
  readonly items: KnownCount;
  readonly users: KnownCount;
  /** An item id of the weights that the namespace does not know, and one of its own, for messages. */
  readonly examples: { readonly unknown: string | null; readonly own: string | null };
}

/** What the sources of a shop call its products and customers, by our id; those that nobody calls anything are absent. */
export type FindIdentities = (
  kind: 'products' | 'customers',
  ids: readonly string[],
) => Promise<ReadonlyMap<string, { readonly externalId: string }>>;

/** Where a namespace's ids are read. */
export interface IdSources {
  readonly db: Kysely<RecsysTables>;
  readonly tenant: Tenant;
  readonly findIdentities?: FindIdentities | undefined;
}

const idsAtOnce = 10_000;

/** Holds the ids of weights against a namespace's catalog and events, and turns ids of its sources into its own. */
export async function recogniseIds(
  from: IdSources,
  weights: GivenWeights,
  interactions: Interactions,
): Promise<{ weights: GivenWeights; known: KnownIds }> {
  const ownItems = new Set(interactions.itemIds);
  const namespaceId = await findNamespace(from.db, from.tenant);
  if (namespaceId !== null) {
    for await (const page of readDescribedItems(from.db, namespaceId))
      for (const { itemId } of page) ownItems.add(itemId);
  }
  const ownUsers = new Set(interactions.userIds);
  const items = await translate(weights.items, ownItems, (ids) => from.findIdentities?.('products', ids));
  const users =
    weights.users && (await translate(weights.users, ownUsers, (ids) => from.findIdentities?.('customers', ids)));
  return {
    weights: { ...weights, items: items.vectors, users: users?.vectors ?? null },
    known: {
      items: countOf(items, ownItems),
      users:
        users === null ? { given: 0, known: 0, translated: 0, withoutVector: ownUsers.size } : countOf(users, ownUsers),
      examples: {
        unknown: items.vectors.ids.find((id) => !ownItems.has(id)) ?? null,
        own: ownItems.values().next().value ?? null,
      },
    },
  };
}

interface Translated {
  readonly vectors: GivenVectors;
  readonly translated: number;
}

async function translate(
  given: GivenVectors,
  own: ReadonlySet<string>,
  find: (ids: readonly string[]) => ReturnType<FindIdentities> | undefined,
): Promise<Translated> {
  const taken = new Set(given.ids);
  if (given.ids.every((id) => own.has(id))) return { vectors: given, translated: 0 };
  const ownOf = new Map<string, string | null>();
  const all = [...own];
  for (let begin = 0; begin < all.length; begin += idsAtOnce) {
    const identities = (await find(all.slice(begin, begin + idsAtOnce))) ?? new Map<string, never>();
    for (const [id, { externalId }] of identities) {
      // What two sources call alike, or what stands there under its own id too, is nobody's.
      ownOf.set(externalId, ownOf.has(externalId) || taken.has(id) ? null : id);
    }
  }
  let translated = 0;
  const ids = given.ids.map((id) => {
    const found = own.has(id) ? null : (ownOf.get(id) ?? null);
    if (found === null) return id;
    translated++;
    return found;
  });
  return { vectors: { ids, values: given.values }, translated };
}

function countOf({ vectors, translated }: Translated, own: ReadonlySet<string>): KnownCount {
  const known = vectors.ids.filter((id) => own.has(id)).length;
  return { given: vectors.ids.length, known, translated, withoutVector: own.size - known };
}

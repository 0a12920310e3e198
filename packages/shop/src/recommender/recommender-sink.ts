import type { EventInput, ItemInput, UserInput } from '@vitrine/contracts';

/** What the shop needs of a recommender; the SDK's client is one. A rejected promise means: not told, try again. */
export interface RecommenderSink {
  upsertItems(items: ItemInput[]): Promise<unknown>;
  upsertUsers(users: UserInput[]): Promise<unknown>;
  sendEvents(events: EventInput[]): Promise<unknown>;
  /** Visitors who turned out to be customers; telling it again changes nothing. */
  linkUsers(links: { anonymous_id: string; user_id: string }[]): Promise<unknown>;
  /** Forgets a person with everything stored under their id. */
  deleteUsers(filter: { user_id: string }): Promise<unknown>;
}

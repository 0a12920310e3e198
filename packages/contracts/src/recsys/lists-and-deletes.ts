import { z } from 'zod';
import { ownEventTypes } from '../events/event-types.ts';
import { absent, idMaxChars, lenientInteger, namespaceName, timestamp } from '../wire/primitives.ts';

const dates = {
  created_after: absent(timestamp('recsys.constraint_violation')),
  created_before: absent(timestamp('recsys.constraint_violation')),
};
const page = {
  namespace: namespaceName,
  limit: lenientInteger({ min: 1, max: 1_000, fallback: 100 }),
  offset: lenientInteger({ min: 0, max: 1_000_000_000, fallback: 0 }),
};
const id = absent(z.string().max(idMaxChars));

const typeFromQuery = z
  .union([z.number(), z.string()])
  .optional()
  .transform((raw, ctx) => {
    if (raw === undefined || raw === '') return undefined;
    const value = Number(raw);
    if (Number.isInteger(value) && value >= 0 && value <= ownEventTypes.last) return value;
    ctx.addIssue({ code: 'custom', message: `must be a whole number from 0 to ${ownEventTypes.last}` });
    return z.NEVER;
  })
  .meta({ wire: { type: 'integer', minimum: 0, maximum: ownEventTypes.last } });

/** Query of `GET /v1/items`. */
export const itemsQuery = z.object({ ...page, ...dates, item_id: id });
/** Query of `GET /v1/users`. */
export const usersQuery = z.object({ ...page, ...dates, user_id: id });
/** Query of `GET /v1/events`. */
export const eventsListQuery = z.object({ ...page, ...dates, user_id: id, item_id: id, event_type: typeFromQuery });

/** Filters of a list after validation, whichever list it is. */
export interface ListFilter {
  readonly namespace: string;
  readonly limit: number;
  readonly offset: number;
  readonly created_after?: string | undefined;
  readonly created_before?: string | undefined;
  readonly user_id?: string | undefined;
  readonly item_id?: string | undefined;
  readonly event_type?: number | undefined;
}

function pageOf<S extends z.ZodType>(row: S) {
  return z.object({
    items: z.array(row),
    total: z.int(),
    limit: z.int(),
    offset: z.int(),
    has_more: z.boolean(),
    next_offset: z.int().optional(),
  });
}

/** One stored item; `props` is JSON text, as clients of the public contract parse it. */
export const storedItem = z
  .object({
    item_id: z.string(),
    available: z.boolean(),
    price: z.number().nullable(),
    tags: z.array(z.string()),
    props: z.string(),
    category_path: z.array(z.string()),
    brand: z.string().optional(),
    category: z.string().optional(),
    description: z.string().optional(),
    image_url: z.string().optional(),
    metadata_version: z.string().optional(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'StoredItem' });

/** One stored user; `traits` is JSON text. */
export const storedUser = z
  .object({ user_id: z.string(), traits: z.string(), created_at: z.string(), updated_at: z.string() })
  .meta({ id: 'StoredUser' });

/** One stored event; `meta` is JSON text. */
export const storedEvent = z
  .object({
    user_id: z.string(),
    item_id: z.string(),
    type: z.int(),
    value: z.number(),
    ts: z.string(),
    meta: z.string(),
    source_event_id: z.string().nullable(),
  })
  .meta({ id: 'StoredEvent' });

/** Answer of `GET /v1/items`. */
export const itemsPage = pageOf(storedItem).meta({ id: 'ItemsPage' });
/** Answer of `GET /v1/users`. */
export const usersPage = pageOf(storedUser).meta({ id: 'UsersPage' });
/** Answer of `GET /v1/events`. */
export const eventsPage = pageOf(storedEvent).meta({ id: 'EventsPage' });

/** One stored item. */
export type StoredItem = z.output<typeof storedItem>;
/** One stored user. */
export type StoredUser = z.output<typeof storedUser>;
/** One stored event. */
export type StoredEvent = z.output<typeof storedEvent>;

/** Body of the three delete operations. No filter at all means the whole namespace. */
export const deleteRequest = z
  .object({
    namespace: namespaceName,
    user_id: id,
    item_id: id,
    event_type: absent(z.int().min(0).max(ownEventTypes.last)),
    ...dates,
  })
  .meta({ id: 'DeleteRequest' });

/** What a delete operation removes, after validation. */
export type DeleteFilter = z.output<typeof deleteRequest>;

/** Answer of the three delete operations. */
export const deleteAnswer = z.object({ deleted_count: z.int(), message: z.string() }).meta({ id: 'DeleteAnswer' });

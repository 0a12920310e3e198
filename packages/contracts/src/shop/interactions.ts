import { z } from 'zod';
import { eventMeta } from '../events/event-meta.ts';
import { eventType, ownEventTypes } from '../events/event-types.ts';
import { rejectedRecord } from '../recsys/ingest-answer.ts';
import { absent, idMaxChars, timestamp } from '../wire/primitives.ts';

/** Most events a page may send at once. */
export const interactionsMaxEvents = 200;

const typeNames = ['view', 'click', 'add', 'purchase', 'custom'] as const;
const typeMessage = `must be one of ${typeNames.join(', ')} or a number from 0 to ${ownEventTypes.last}`;

/** One interaction that a page of the shop reports. The visitor and the tenant are added by the server, never taken from the page. */
export const interaction = z
  .object({
    type: z
      .union([z.enum(typeNames), z.int().min(0).max(ownEventTypes.last)], { error: typeMessage })
      .transform((value) => (typeof value === 'string' ? eventType[value] : value)),
    item_id: absent(z.string().max(idMaxChars)).transform((value) => value ?? ''),
    value: absent(z.number().min(-1e6).max(1e6))
      .transform((value) => value ?? 1)
      .meta({ default: 1 }),
    ts: absent(timestamp('recsys.invalid_timestamp')).meta({ description: 'Kept as the client time.' }),
    source_event_id: absent(z.string().min(1).max(128)),
    meta: absent(eventMeta),
  })
  .refine((value) => value.item_id !== '' || value.type === eventType.custom || value.type >= ownEventTypes.first, {
    error: 'is required for view, click, add and purchase',
    path: ['item_id'],
  })
  // A return lowers an item in everybody's lists, so only the shop's own server may report one.
  .refine((value) => value.meta?.kind !== 'return', {
    error: 'is told by the server when an order is refunded, never by a page',
    path: ['meta', 'kind'],
  })
  .meta({ id: 'Interaction' });

/** One interaction as a page writes it. */
export type InteractionInput = z.input<typeof interaction>;
/** One interaction after validation. */
export type InteractionRecord = z.output<typeof interaction>;

/** Body of `POST /api/interactions`. */
export const interactionsBatch = z
  .object({ events: z.array(interaction).min(1).max(interactionsMaxEvents) })
  .meta({ id: 'InteractionsBatch' });

/** Answer of `POST /api/interactions`: what was stored is durable when it is sent. */
export const interactionsAnswer = z
  .object({
    status: z.enum(['accepted', 'partial']),
    accepted: z.int(),
    duplicates: z.int(),
    rejected: z.array(rejectedRecord),
    request_id: z.string(),
  })
  .meta({ id: 'InteractionsAnswer' });

import { z } from 'zod';
import { ownEventTypes } from '../events/event-types.ts';
import { absent, externalId, idMaxChars, jsonObject, namespaceName, timestamp } from '../wire/primitives.ts';
import { ingestMaxRecords } from './items.ts';

/** One event on the wire of `/v1`. */
export const event = z
  .object({
    user_id: externalId,
    item_id: absent(z.string().max(idMaxChars))
      .transform((value) => value ?? '')
      .meta({ description: 'Empty only where no item is meant, such as an order summary.' }),
    type: absent(z.int().min(0).max(ownEventTypes.last))
      .transform((value) => value ?? 0)
      .meta({ default: 0, description: '0 view, 1 click, 2 add, 3 purchase, 4 custom, 5 and above: your own.' }),
    value: absent(z.number().min(-1e12).max(1e12))
      .transform((value) => value ?? 0)
      .meta({ default: 0, description: 'Quantity; an event with value 0 weighs nothing.' }),
    ts: absent(timestamp('recsys.invalid_timestamp')).meta({
      description: 'Kept as the client time; the server time rules unless the call is a backfill.',
    }),
    meta: absent(jsonObject),
    source_event_id: absent(z.string().max(idMaxChars)).meta({
      description: 'A second event with the same id in the namespace is dropped.',
    }),
  })
  .meta({ id: 'Event' });

/** An event as a client writes it. */
export type EventInput = z.input<typeof event>;
/** An event after validation. */
export type EventRecord = z.output<typeof event>;

/** Body of `POST /v1/events:batch`. */
export const eventsBatch = z
  .object({ namespace: namespaceName, events: z.array(event).max(ingestMaxRecords) })
  .meta({ id: 'EventsBatch' });

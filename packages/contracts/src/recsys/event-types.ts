import { z } from 'zod';
import { ownEventTypes } from '../events/event-types.ts';
import { absent, namespaceName } from '../wire/primitives.ts';

function above0(code: 'recsys.invalid_weight' | 'recsys.invalid_half_life') {
  return z
    .number()
    .max(1e6)
    .refine((value) => value > 0, { error: 'must be above zero', params: { code } });
}

const typeNumber = z
  .int()
  .max(ownEventTypes.last)
  .refine((value) => value >= 0, { error: 'must not be negative', params: { code: 'recsys.check_violation' } });

/** One event type with the weight and half-life a tenant gives it. */
export const eventTypeSetting = z
  .object({
    type: typeNumber,
    name: absent(z.string().max(64)),
    weight: above0('recsys.invalid_weight'),
    half_life_days: absent(above0('recsys.invalid_half_life')),
    is_active: absent(z.boolean())
      .transform((value) => value ?? true)
      .meta({ default: true }),
  })
  .meta({ id: 'EventTypeSetting' });

/** An event type as a client writes it. */
export type EventTypeInput = z.input<typeof eventTypeSetting>;
/** An event type after validation. */
export type EventTypeRecord = z.output<typeof eventTypeSetting>;

/** Body of `POST /v1/event-types:upsert`. */
export const eventTypesUpsert = z
  .object({ namespace: namespaceName, types: z.array(eventTypeSetting).max(1_000) })
  .meta({ id: 'EventTypesUpsert' });

/** Query of `GET /v1/event-types`. */
export const eventTypesQuery = z.object({ namespace: namespaceName });

/** One row of the answer of `GET /v1/event-types`; inactive types are left out. */
export const eventTypeRow = z
  .object({
    type: z.int(),
    name: z.string().optional(),
    weight: z.number(),
    half_life_days: z.number().optional(),
    is_active: z.boolean(),
    source: z.enum(['default', 'tenant']),
  })
  .meta({ id: 'EventTypeRow' });

/** One row of the answer of `GET /v1/event-types`. */
export type EventTypeRow = z.output<typeof eventTypeRow>;

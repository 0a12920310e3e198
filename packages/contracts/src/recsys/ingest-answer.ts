import { z } from 'zod';
import { queryFlag } from '../wire/primitives.ts';

/** Query of the ingest operations. */
export const ingestQuery = z.object({
  partial: queryFlag.meta({
    description: 'Store the good records and report the bad ones, instead of refusing the whole call.',
  }),
});

/** Query of `POST /v1/events:batch`. */
export const eventsQuery = ingestQuery.extend({
  backfill: queryFlag.meta({
    description: 'Take ts as the time of the event. Needs a key with the backfill or admin scope once keys are on.',
  }),
});

/** One record that was refused. */
export const rejectedRecord = z
  .object({ index: z.int(), field: z.string(), error: z.string(), message: z.string() })
  .meta({ id: 'RejectedRecord' });

/** One record that was refused: its place in the batch, the field, a code and a sentence. */
export type RejectedRecord = z.output<typeof rejectedRecord>;

/** Answer of every ingest operation; clients of the public contract read `status` only. */
export const ingestAnswer = z
  .object({
    status: z.enum(['accepted', 'partial']),
    accepted: z.int(),
    duplicates: z.int().optional(),
    rejected: z.array(rejectedRecord).optional(),
    warnings: z.array(z.object({ index: z.int(), field: z.string(), message: z.string() })).optional(),
    request_id: z.string(),
  })
  .meta({ id: 'IngestAnswer' });

/** Answer of every ingest operation. */
export type IngestAnswer = z.output<typeof ingestAnswer>;

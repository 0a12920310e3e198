import { z } from 'zod';
import { absent, externalId, jsonObject, namespaceName, timestamp } from '../wire/primitives.ts';

/** Numbers in an item's embedding. */
export const embeddingLength = 384;

/** Most records in one ingest call. */
export const ingestMaxRecords = 10_000;

const tag = z.string().min(1).max(256);

const embedding = z
  .array(z.number())
  .check((ctx) => {
    if (ctx.value.length === embeddingLength) return;
    ctx.issues.push({
      code: 'custom',
      input: ctx.value,
      message: `must have ${embeddingLength} numbers`,
      params: { code: 'recsys.embedding_dim_mismatch', got: ctx.value.length },
    });
  })
  .meta({ minItems: embeddingLength, maxItems: embeddingLength });

/** One item of a catalog as the recommender sees it: the product, never the SKU. */
export const item = z
  .object({
    item_id: externalId,
    available: absent(z.boolean())
      .transform((value) => value ?? false)
      .meta({ default: false, description: 'Whether any SKU can be bought now.' }),
    price: absent(z.number().min(0, 'must not be negative').max(1e12)).meta({
      description: 'Decimal major units of the namespace currency.',
    }),
    tags: absent(z.array(tag).max(200))
      .transform((value) => value ?? [])
      .meta({ description: 'Such as brand:oak, category:chairs, color:black.' }),
    props: absent(jsonObject),
    embedding: absent(embedding),
    brand: absent(z.string().max(256)),
    category: absent(z.string().max(256)),
    category_path: absent(z.array(z.string().max(256)).max(20)).transform((value) => value ?? []),
    description: absent(z.string().max(20_000)),
    image_url: absent(z.string().max(2_000)),
    metadata_version: absent(z.string().max(256)),
    url: absent(z.string().max(2_000)),
    first_available: absent(timestamp('recsys.invalid_timestamp')).meta({
      description: 'When the product went on sale; the first upsert when left out.',
    }),
  })
  .meta({ id: 'Item' });

/** An item as a client writes it. */
export type ItemInput = z.input<typeof item>;
/** An item after validation: `available`, `tags` and `category_path` always present, the other fields kept when absent. */
export type ItemRecord = z.output<typeof item>;

/** Body of `POST /v1/items:upsert`. */
export const itemsUpsert = z
  .object({ namespace: namespaceName, items: z.array(item).max(ingestMaxRecords) })
  .meta({ id: 'ItemsUpsert' });

import { z } from 'zod';
import { absent, externalId, idMaxChars, lenientInteger, namespaceName, timestamp } from '../wire/primitives.ts';

/** Most items one recommendation answers. */
export const recommendationMaxItems = 1_000;

const namespaceOrDefault = absent(z.union([z.literal(''), namespaceName]))
  .transform((value) => (value === undefined || value === '' ? 'default' : value))
  .meta({ default: 'default' });
const weight = absent(z.number()).transform((value) => Math.max(0, value ?? 0));
const wholeDays = absent(z.int().min(-1_000_000).max(1_000_000));
const knob = absent(z.number().min(-1e9).max(1e9));

/** What may be in the list. */
export const constraints = z
  .object({
    include_tags_any: absent(z.array(z.string().max(256)).max(200)),
    exclude_tags_any: absent(z.array(z.string().max(256)).max(200)),
    exclude_item_ids: absent(z.array(z.string().max(idMaxChars)).max(10_000)),
    price_between: absent(z.array(z.number()).max(2)).meta({
      description: '[min, max], inclusive; one number means min; items without a price drop out.',
    }),
    created_after: absent(timestamp('recsys.invalid_created_after')),
  })
  .meta({ id: 'RecommendationConstraints' });

const overrides = z
  .object({
    popularity_halflife_days: wholeDays,
    covis_window_days: wholeDays,
    popularity_fanout: wholeDays,
    mmr_lambda: knob,
    brand_cap: wholeDays,
    category_cap: wholeDays,
    rule_exclude_events: absent(z.boolean()),
    purchased_window_days: wholeDays,
    profile_window_days: wholeDays,
    profile_boost: knob,
    profile_top_n: wholeDays,
    profile_starter_blend_weight: knob,
    blend_alpha: knob,
    blend_beta: knob,
    blend_gamma: knob,
    bandit_algo: absent(z.string().max(64)),
  })
  .meta({ id: 'RecommendationOverrides' });

const context = z
  .looseObject({
    surface: absent(z.string().max(64)).meta({
      description: 'home, pdp-similar, trending, recently-viewed, or a surface of your own.',
    }),
    item_id: absent(z.string().max(idMaxChars)).meta({ description: 'The product the person is looking at.' }),
    item_ids: absent(z.array(z.string().max(idMaxChars)).max(200)).meta({
      description: 'The products the list leans on, such as those in the basket; they are not in it.',
    }),
    category: absent(z.string().max(256)).meta({
      description: 'Only this category and what is below it, for lists such as its best-sellers.',
    }),
    candidates: absent(z.array(z.string().max(idMaxChars)).max(500)).meta({
      description:
        'Only these products, such as those a search found, best first: they come back in an order that heeds the person too.',
    }),
    session_id: absent(z.string().max(128)),
    preferred_categories: absent(z.array(z.string().max(256)).max(50)).meta({
      description: 'Categories the person says they like, for somebody whose traits may not be stored.',
    }),
  })
  .meta({ id: 'RecommendationContext' });

/** Body of `POST /v1/recommendations`. */
export const recommendationRequest = z
  .object({
    namespace: namespaceOrDefault,
    user_id: absent(z.string().max(idMaxChars))
      .transform((value) => value ?? '')
      .meta({ default: '', description: 'Empty means anonymous.' }),
    k: absent(z.int().max(recommendationMaxItems))
      .transform((value) => (value === undefined || value <= 0 ? 20 : value))
      .meta({ default: 20 }),
    constraints: absent(constraints),
    blend: absent(z.object({ pop: weight, cooc: weight, als: weight }).meta({ id: 'RecommendationBlend' })),
    overrides: absent(overrides),
    context: absent(context),
    include_reasons: absent(z.boolean())
      .transform((value) => value ?? false)
      .meta({ default: false }),
    explain_level: absent(z.string())
      .transform((value): 'tags' | 'numeric' | 'full' => (value === 'numeric' || value === 'full' ? value : 'tags'))
      .meta({ wire: { type: 'string', enum: ['tags', 'numeric', 'full'], default: 'tags' } }),
  })
  .meta({ id: 'RecommendationRequest' });

/** A recommendation request as a client writes it. */
export type RecommendationInput = z.input<typeof recommendationRequest>;
/** A recommendation request after validation. */
export type RecommendationRecord = z.output<typeof recommendationRequest>;

/** Why an item is there, in words a page can say. An addition to the public contract. */
export const because = z
  .looseObject({
    kind: z.enum([
      'viewed',
      'bought',
      'added',
      'popular',
      'trending',
      'session',
      'recent',
      'category',
      'preferred',
      'together',
      'again',
      'new',
    ]),
    item_id: z.string().optional(),
  })
  .meta({ id: 'Because' });

/** Why an item is there. */
export type Because = z.output<typeof because>;

/** One recommended item. */
export const recommendedItem = z
  .object({
    item_id: z.string(),
    score: z.number(),
    rank: z.int().optional(),
    reasons: z.array(z.string()).optional(),
    because: because.optional(),
    explain: z.looseObject({}).optional(),
  })
  .meta({ id: 'RecommendedItem' });

/** One recommended item. */
export type RecommendedItem = z.output<typeof recommendedItem>;

/** Answer of `POST /v1/recommendations`; `request_id`, `surface`, `arm`, `propensity`, `rank` and `because` are additions to the public contract. */
export const recommendationAnswer = z
  .object({
    request_id: z.string(),
    model_version: z.string(),
    surface: z.string().optional(),
    arm: z.string().nullable().optional(),
    propensity: z.number().nullable().optional(),
    items: z.array(recommendedItem),
    fallback: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'Which fallback answered and why; absent when the model did.' }),
    segment_id: z.string().optional(),
    profile_id: z.string().optional(),
    trace: z.looseObject({ extras: z.looseObject({}).optional() }).optional(),
  })
  .meta({ id: 'RecommendationAnswer' });

/** Answer of `POST /v1/recommendations`. */
export type RecommendationAnswer = z.output<typeof recommendationAnswer>;

/** Query of `GET /v1/items/{item_id}/similar`. */
export const similarQuery = z.object({
  namespace: namespaceOrDefault,
  k: lenientInteger({ min: 1, max: recommendationMaxItems, fallback: 20 }),
});

/** Path of `GET /v1/items/{item_id}/similar`. */
export const similarParams = z.object({ item_id: externalId });

/** Answer of `GET /v1/items/{item_id}/similar`: a bare list, best first. */
export const similarAnswer = z.array(recommendedItem);

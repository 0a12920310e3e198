/** The five interaction types every shop has. Further types (5 to 255) are registered per namespace with `POST /v1/event-types:upsert`. */
export const eventType = { view: 0, click: 1, add: 2, purchase: 3, custom: 4 } as const;

/** The name of a built-in event type. */
export type EventTypeName = keyof typeof eventType;

/** First number free for a namespace's own event types, and the last one. */
export const ownEventTypes = { first: 5, last: 255 } as const;

/** One row of the event dictionary: what the type means, what `value` counts, and its default weight and half-life in a model. */
export interface EventTypeEntry {
  readonly type: number;
  readonly name: EventTypeName;
  readonly meaning: string;
  readonly value: string;
  readonly weight: number;
  readonly halfLifeDays: number;
}

/** The event dictionary. Weights are the defaults of a new namespace; a tenant may change them. */
export const eventDictionary: readonly EventTypeEntry[] = [
  {
    type: 0,
    name: 'view',
    meaning:
      'A person opened a product page, or (meta.kind = impression) a product was really visible in a list. With meta.available = false it was an opening of something sold out: a bad outcome.',
    value: '1',
    weight: 0.05,
    halfLifeDays: 3,
  },
  {
    type: 1,
    name: 'click',
    meaning:
      'A person followed a link to a product. With meta.available = false the product was sold out: a bad outcome.',
    value: '1',
    weight: 0.2,
    halfLifeDays: 7,
  },
  {
    type: 2,
    name: 'add',
    meaning: 'A product was put into the basket.',
    value: 'quantity put in',
    weight: 0.7,
    halfLifeDays: 21,
  },
  {
    type: 3,
    name: 'purchase',
    meaning: 'One line of a placed order.',
    value: 'quantity bought',
    weight: 1,
    halfLifeDays: 60,
  },
  {
    type: 4,
    name: 'custom',
    meaning:
      'Anything else, refined by meta.kind: feedback, rating, search, order, return (a line of an order was sent back).',
    value:
      'feedback: 1 for thumbs up, -1 for thumbs down; rating: 1 to 5; search: hits; order: total in major units; return: quantity sent back',
    weight: 0.1,
    halfLifeDays: 3,
  },
];

/** What `meta.kind` may refine a built-in type into. An impression and a return weigh nothing in any model; a return also lowers its item. */
export const metaKinds = ['impression', 'feedback', 'rating', 'search', 'order', 'return'] as const;

/** One of the kinds that refine an event type. */
export type MetaKind = (typeof metaKinds)[number];

import { z } from 'zod';
import { absent, externalId, jsonValue } from '../wire/primitives.ts';
import { metaKinds } from './event-types.ts';

const shortText = absent(z.string().max(200));
const money = absent(z.number().min(0).max(1e12));

/** Fields every event carries: where it happened. */
const placeFields = {
  session_id: absent(z.string().min(1).max(128)).meta({ description: 'The visit this event belongs to.' }),
  surface: absent(z.string().min(1).max(64)).meta({
    description: 'Kind of page position: home, pdp, listing, search, cart.',
  }),
  referrer: absent(z.string().max(2_000)).meta({ description: 'Address of the page before, without its query.' }),
};

/** Fields of an event that a recommendation caused. */
const causeFields = {
  widget: absent(z.string().max(64)).meta({ description: 'The widget that showed the item.' }),
  recommended: absent(z.boolean()).meta({ description: 'Whether a recommendation put the item there.' }),
  request_id: absent(z.string().max(128)).meta({ description: 'request_id of the answer that showed the item.' }),
  rank: absent(z.int().min(1).max(10_000)).meta({ description: 'Place in the list, from 1.' }),
  experiment: shortText.meta({ description: 'Experiment the visitor is in.' }),
  ab_bucket: shortText.meta({ description: 'Arm of that experiment.' }),
};

/** Fields that one type of event adds. */
const detailFields = {
  kind: absent(z.enum(metaKinds)).meta({ description: 'Refines the event type.' }),
  href: absent(z.string().max(2_000)).meta({ description: 'click: target of the link.' }),
  text: absent(z.string().max(500)).meta({ description: 'click: text of the link; search: what was typed.' }),
  available: absent(z.boolean()).meta({
    description:
      'view, click: false when the item could not be bought. Such an event raises nothing and lowers the item; the server adds it to live events of items that the catalog says are not available.',
  }),
  sku: absent(externalId).meta({ description: 'The size and colour meant, when one was chosen.' }),
  qty: absent(z.int().min(1).max(100_000)).meta({ description: 'add, purchase, return: quantity.' }),
  cart_id: absent(z.string().max(128)).meta({ description: 'add: the basket.' }),
  unit_price: money.meta({ description: 'add, purchase: price of one, in decimal major units.' }),
  currency: absent(z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as EUR')),
  order_id: absent(z.string().max(128)).meta({ description: 'purchase, order, return: the order.' }),
  line_item_id: absent(z.string().max(128)).meta({ description: 'purchase, return: the line of the order.' }),
  total: money.meta({ description: 'order: total in decimal major units.' }),
  items: absent(z.array(jsonValue).max(500)).meta({ description: 'order: its lines; search: ids of the first hits.' }),
};

/**
 * The known fields of `meta`. Browsers are held to it; `/v1` stores any JSON and answers a warning when a known field has another type, because
 * clients of the public contract were never checked.
 */
export const eventMeta = z.looseObject({ ...placeFields, ...causeFields, ...detailFields }).meta({ id: 'EventMeta' });

/** What a browser or a server may say about an event. */
export type EventMeta = z.input<typeof eventMeta>;

/** Names of the fields the dictionary knows, in the order the document lists them. */
export const eventMetaFields: readonly string[] = Object.keys(eventMeta.shape);

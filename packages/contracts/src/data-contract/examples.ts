import type { EventInput } from '../recsys/events.ts';
import type { ItemInput } from '../recsys/items.ts';
import type { UserInput } from '../recsys/users.ts';

/** One example of the data contract. */
export interface Example<Record> {
  readonly title: string;
  readonly note: string;
  readonly record: Record;
}

/** Items as a shop sends them, the awkward ones included. */
export const itemExamples: readonly Example<ItemInput>[] = [
  {
    title: 'An ordinary product',
    note: 'One item for all its sizes and colours: `item_id` is the product, never the SKU. It is available when any SKU is.',
    record: {
      item_id: '0198c5a2-7b1e-7c3d-9a44-5f0e8d2b6a10',
      available: true,
      price: 49.9,
      tags: ['brand:alder', 'category:kettles', 'cat:kitchen', 'cat:kettles', 'color:red', 'material:steel'],
      props: { name: 'Alder kettle 1.7 l', currency: 'EUR', rating_average: 4.5, rating_count: 18 },
      brand: 'Alder',
      category: 'kettles',
      category_path: ['kitchen', 'kettles'],
      description: 'Boils 1.7 litres in four minutes and switches itself off.',
      url: 'https://shop.example/products/alder-kettle',
      image_url: 'https://shop.example/media/alder-kettle-front.svg',
      first_available: '2026-01-15T08:00:00Z',
      metadata_version: '2026-03-01T09:30:00Z',
    },
  },
  {
    title: 'A bundle',
    note: 'A bundle is an item of its own with the price of the whole; its parts are named in `props.bundle_of` and stay items themselves. It is available only while every part is.',
    record: {
      item_id: 'bundle-breakfast',
      available: true,
      price: 119,
      tags: ['category:breakfast-sets', 'bundle'],
      props: { name: 'Breakfast set', bundle_of: ['kettle-1', 'toaster-4'] },
      category: 'breakfast-sets',
      category_path: ['kitchen', 'breakfast-sets'],
    },
  },
  {
    title: 'A hidden product',
    note: 'Not for sale at the moment (out of stock, embargoed): send it with `available: false`. It is never recommended, its history still teaches the models, and it returns at once when it is sent with `available: true`.',
    record: { item_id: 'kettle-7', available: false, price: 39.9, tags: ['brand:alder', 'category:kettles'] },
  },
  {
    title: 'A discontinued product',
    note: 'Gone for good: the same `available: false`, with a tag that says so. Do not delete it: deletion would take what people did with it away from the models. Delete only what should never have been there.',
    record: { item_id: 'kettle-2', available: false, tags: ['brand:alder', 'category:kettles', 'status:discontinued'] },
  },
  {
    title: 'A change of price',
    note: '`price`, `brand`, `category`, `description`, `image_url`, `metadata_version` and `embedding` keep their value when left out. `available`, `tags`, `props` and `category_path` are replaced: leaving them out empties them, so resend them.',
    record: {
      item_id: 'kettle-1',
      available: true,
      price: 44.9,
      tags: ['brand:alder', 'category:kettles'],
      props: { name: 'Alder kettle' },
      category_path: ['kitchen', 'kettles'],
    },
  },
];

/** Users as a shop sends them. */
export const userExamples: readonly Example<UserInput>[] = [
  {
    title: 'A customer',
    note: 'An opaque id and what may shape taste. Never a name, an address, an e-mail or a phone number: what looks like one is removed before it is stored.',
    record: {
      user_id: '0198c5a2-9d00-7aaa-8bbb-0c0d0e0f1011',
      traits: { locale: 'en', country: 'DE', birth_decade: 1980, loyalty_tier: 'gold', newsletter: true },
    },
  },
  {
    title: 'A customer who refuses personalisation',
    note: 'The id alone; traits are replaced whole, so this also erases what was known.',
    record: { user_id: '0198c5a2-9d00-7aaa-8bbb-0c0d0e0f1012', traits: {} },
  },
];

const place = { session_id: 's-20260301-1', surface: 'home', referrer: 'https://shop.example/' };
const cause = {
  widget: 'picked-for-you',
  recommended: true,
  request_id: '0198c5a2-0000-7000-8000-000000000001',
  rank: 3,
};
const visitor = { user_id: 'anon-5f0e8d2b', ts: '2026-03-01T12:00:00Z' };

/** Events as a shop sends them: one of each kind. */
export const eventExamples: readonly Example<EventInput>[] = [
  {
    title: 'A product page was opened',
    note: 'Where it happened is said on every event.',
    record: {
      ...visitor,
      item_id: 'kettle-1',
      type: 0,
      value: 1,
      source_event_id: 'e-1',
      meta: { ...place, surface: 'pdp' },
    },
  },
  {
    title: 'A recommended product was really visible',
    note: 'An impression is a view with `meta.kind`. It counts for click-through and weighs nothing in any model, so that popularity does not feed on its own exposure.',
    record: {
      ...visitor,
      item_id: 'kettle-1',
      type: 0,
      value: 1,
      source_event_id: 'e-2',
      meta: { ...place, ...cause, kind: 'impression' },
    },
  },
  {
    title: 'A recommended product was clicked',
    note: '`request_id` and `rank` join the click to the answer that showed it.',
    record: {
      ...visitor,
      item_id: 'kettle-1',
      type: 1,
      value: 1,
      source_event_id: 'e-3',
      meta: { ...place, ...cause, href: '/products/alder-kettle', text: 'Alder kettle 1.7 l' },
    },
  },
  {
    title: 'Two were put into the basket',
    note: '`value` is the quantity; the size or colour is `meta.sku`.',
    record: {
      ...visitor,
      item_id: 'kettle-1',
      type: 2,
      value: 2,
      source_event_id: 'e-4',
      meta: { ...place, surface: 'pdp', sku: 'ALD-17-RED', qty: 2, cart_id: 'c-9', unit_price: 49.9, currency: 'EUR' },
    },
  },
  {
    title: 'One line of a placed order',
    note: 'One event a line. Sent by the server, with an id derived from the line, so that telling it twice counts once.',
    record: {
      user_id: '0198c5a2-9d00-7aaa-8bbb-0c0d0e0f1011',
      item_id: 'kettle-1',
      type: 3,
      value: 2,
      ts: '2026-03-01T12:05:00Z',
      source_event_id: 'order:1042:1',
      meta: {
        session_id: 's-20260301-1',
        surface: 'checkout',
        order_id: '1042',
        line_item_id: '1',
        sku: 'ALD-17-RED',
        qty: 2,
        unit_price: 49.9,
        currency: 'EUR',
      },
    },
  },
  {
    title: 'The whole order',
    note: 'A summary without an item: it never becomes something that could be recommended.',
    record: {
      user_id: '0198c5a2-9d00-7aaa-8bbb-0c0d0e0f1011',
      type: 4,
      value: 99.8,
      ts: '2026-03-01T12:05:00Z',
      source_event_id: 'order:1042',
      meta: {
        session_id: 's-20260301-1',
        surface: 'checkout',
        kind: 'order',
        order_id: '1042',
        total: 99.8,
        currency: 'EUR',
        items: [{ item_id: 'kettle-1', qty: 2 }],
      },
    },
  },
  {
    title: 'One line of an order was sent back',
    note: 'A bad outcome: items that come back more often than the rest rank lower. Sent by the server only; `value` is the quantity, and the id is derived from the line.',
    record: {
      user_id: '0198c5a2-9d00-7aaa-8bbb-0c0d0e0f1011',
      item_id: 'kettle-1',
      type: 4,
      value: 2,
      ts: '2026-03-09T09:30:00Z',
      source_event_id: 'return:1042:1',
      meta: { kind: 'return', order_id: '1042', line_item_id: '1', sku: 'ALD-17-RED', qty: 2 },
    },
  },
  {
    title: 'A product that was sold out was clicked',
    note: 'The other bad outcome: `meta.available` is false. It raises the item nowhere, and items that disappoint more often than the rest rank lower.',
    record: {
      ...visitor,
      item_id: 'kettle-2',
      type: 1,
      value: 1,
      source_event_id: 'e-9',
      meta: { ...place, href: '/products/birch-kettle', available: false },
    },
  },
  {
    title: 'Thumbs down',
    note: '`value` 1 is up, -1 is down.',
    record: {
      ...visitor,
      item_id: 'kettle-2',
      type: 4,
      value: -1,
      source_event_id: 'e-5',
      meta: { ...place, ...cause, kind: 'feedback' },
    },
  },
  {
    title: 'A rating',
    note: '`value` from 1 to 5.',
    record: {
      ...visitor,
      item_id: 'kettle-2',
      type: 4,
      value: 4,
      source_event_id: 'e-6',
      meta: { ...place, surface: 'pdp', kind: 'rating' },
    },
  },
  {
    title: 'A search',
    note: '`value` is the number of hits, `meta.text` what was typed.',
    record: {
      ...visitor,
      type: 4,
      value: 12,
      source_event_id: 'e-7',
      meta: { ...place, surface: 'search', kind: 'search', text: 'red kettle' },
    },
  },
  {
    title: 'A wish, an event type of the shop itself',
    note: 'Types from 5 on are registered with `POST /v1/event-types:upsert`; until then they are stored and weigh nothing.',
    record: { ...visitor, item_id: 'kettle-1', type: 5, value: 1, source_event_id: 'e-8', meta: place },
  },
];

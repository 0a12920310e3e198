import type { OperationName } from '@vitrine/contracts';
import { accountExamples } from './account-examples.ts';

/** A call that succeeds, for every operation; fuzzing starts from it. */
export interface ExampleCall {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

const namespace = 'fuzz';
const [anId, anotherId] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'];
const dates = { created_after: '2026-01-01T00:00:00Z', created_before: '2026-12-31T00:00:00Z' };
const page = { namespace, limit: 10, offset: 0, ...dates };

/** Calls that succeed, by operation. */
export const exampleCalls: Readonly<Record<OperationName, ExampleCall>> = {
  upsertItems: {
    query: { partial: 'false' },
    body: {
      namespace,
      items: [
        {
          item_id: 'p-1',
          available: true,
          price: 12.5,
          tags: ['color:red'],
          props: { a: [1, { b: 'c' }] },
          brand: 'Alder',
          category: 'kettles',
          category_path: ['kitchen', 'kettles'],
          description: 'Boils.',
          url: 'https://shop.example/p-1',
          image_url: 'https://shop.example/p-1.svg',
          metadata_version: '1',
          first_available: '2026-01-01T00:00:00Z',
        },
      ],
    },
  },
  listItems: { query: { ...page, item_id: 'p-1' } },
  deleteItems: { body: { namespace, item_id: 'p-1', ...dates } },
  similarItems: { params: { item_id: 'p-1' }, query: { namespace, k: 5 } },
  upsertUsers: {
    query: {},
    body: { namespace, users: [{ user_id: 'u-1', traits: { locale: 'en', nested: { a: [1] } } }] },
  },
  linkUsers: { body: { namespace, links: [{ anonymous_id: 'v-1', user_id: 'u-1' }] } },
  listUsers: { query: { ...page, user_id: 'u-1' } },
  deleteUsers: { body: { namespace, user_id: 'u-1', ...dates } },
  sendEvents: {
    query: { partial: 'false', backfill: 'false' },
    body: {
      namespace,
      events: [
        {
          user_id: 'u-1',
          item_id: 'p-1',
          type: 1,
          value: 1,
          ts: '2026-03-01T11:59:00Z',
          meta: { session_id: 's-1', surface: 'home', rank: 1, items: [{ item_id: 'p-1' }] },
          source_event_id: 'e-1',
        },
      ],
    },
  },
  listEvents: { query: { ...page, user_id: 'u-1', item_id: 'p-1', event_type: 1 } },
  deleteEvents: { body: { namespace, user_id: 'u-1', item_id: 'p-1', event_type: 1, ...dates } },
  recommend: {
    body: {
      namespace,
      user_id: 'u-1',
      k: 5,
      constraints: {
        include_tags_any: ['color:red'],
        exclude_tags_any: ['color:blue'],
        exclude_item_ids: ['p-9'],
        price_between: [1, 100],
        created_after: '2026-01-01T00:00:00Z',
      },
      blend: { pop: 1, cooc: 0.5, als: 0.2 },
      overrides: {
        mmr_lambda: 0.5,
        brand_cap: 2,
        category_cap: 3,
        rule_exclude_events: true,
        purchased_window_days: 30,
      },
      context: { surface: 'home', item_id: 'p-1', session_id: 's-1', device: { kind: 'phone' } },
      include_reasons: true,
      explain_level: 'full',
    },
  },
  listEventTypes: { query: { namespace } },
  upsertEventTypes: {
    body: { namespace, types: [{ type: 5, name: 'wish', weight: 0.3, half_life_days: 9, is_active: true }] },
  },
  listProducts: {
    query: {
      search: 'kettle',
      category: 'kettles',
      brand: 'alder',
      color: 'red',
      tag: 'color:red',
      price_min: 0,
      price_max: 9000,
      rating: 4,
      available: 'true',
      sort: 'price-low',
      page: 1,
      per_page: 2,
      facets: 'true',
    },
  },
  suggestProducts: { query: { q: 'ket', limit: 3 } },
  listBrands: {},
  listCollections: {},
  getCollection: { params: { slug: 'spring' } },
  getProduct: { params: { id: 'kettle-1' } },
  listReviews: { params: { id: 'kettle-1' }, query: { page: 1, per_page: 2 } },
  similarProducts: { params: { id: 'kettle-1' }, query: { limit: 2 } },
  listCategories: {},
  recordInteractions: {
    body: {
      events: [
        {
          type: 'view',
          item_id: 'p-1',
          value: 1,
          ts: '2026-03-01T11:59:00Z',
          source_event_id: 'e-1',
          meta: { surface: 'home', kind: 'impression', rank: 1, recommended: true, request_id: 'r-1', unit_price: 1.5 },
        },
      ],
    },
  },
  recommendForVisitor: { query: { surface: 'home', limit: 2, item_id: 'p-1' } },
  trendingProducts: { query: { limit: 2 } },
  createProduct: {
    body: {
      slug: 'jug',
      brand_id: null,
      category_id: anId,
      category_ids: [anId],
      tags: ['new'],
      color: 'blue',
      tint: '#aabbcc',
      first_available: '2026-01-01T00:00:00Z',
      collection_ids: [],
      texts: { en: { name: 'Jug', description: 'Pours.' } },
      specs: { en: [{ name: 'Volume', value: '1 l' }] },
      skus: [
        { code: 'JUG-1', options: { Size: 'S' }, price_minor: 1500, compare_at_minor: null, archived: false, stock: 3 },
      ],
      pictures: [],
      archived: false,
    },
  },
  replaceProduct: {
    params: { id: anId },
    body: {
      version: 3,
      category_id: anId,
      texts: { en: { name: 'Jug', description: '' } },
      skus: [{ id: anId, code: 'JUG-1', price_minor: 1 }],
    },
  },
  updateProduct: { params: { id: anId }, body: { version: 3, color: 'red' } },
  archiveProduct: { params: { id: anId } },
  createCategory: { body: { slug: 'jugs', parent_id: null, texts: { en: { name: 'Jugs', description: '' } } } },
  updateCategory: { params: { id: anId }, body: { version: 3, slug: 'jugs', texts: { de: null } } },
  deleteCategory: { params: { id: anId }, query: { move_to: anotherId } },
  createBrand: { body: { name: 'Alder', slug: 'alder' } },
  updateBrand: { params: { id: anId }, body: { version: 3, name: 'Alder', slug: 'alder' } },
  deleteBrand: { params: { id: anId }, query: { move_to: anotherId } },
  getCart: {},
  clearCart: {},
  addCartLine: {
    body: {
      sku_id: anId,
      product_id: anotherId,
      options: { Size: 'S' },
      quantity: 2,
      cause: { surface: 'home', widget: 'home-picks', request_id: 'r-1', rank: 3 },
    },
  },
  changeCartLine: { params: { sku_id: anId }, body: { quantity: 3 } },
  removeCartLine: { params: { sku_id: anId } },
  getCheckout: {},
  setCheckoutAddress: {
    body: {
      email: 'ada@example.org',
      recipient: 'Ada',
      line1: 'Ackerstr. 1',
      line2: '',
      postal_code: '10115',
      city: 'Berlin',
      region: '',
      country: 'DE',
    },
  },
  setCheckoutDelivery: { body: { code: 'standard' } },
  setCheckoutPayment: { body: { code: 'mock' } },
  confirmCheckout: { body: { checkout_id: anId, seen: 'x' } },
  listOrders: {},
  getOrder: { params: { number: '100001' }, query: { token: 'x'.repeat(32) } },
  cancelOrder: { params: { number: '100001' }, query: { token: 'x'.repeat(32) } },
  payOrder: {
    params: { number: '100001' },
    query: { token: 'x'.repeat(32) },
    body: { form: { card_number: '4242424242424242' }, answer: 'yes' },
  },
  ...accountExamples,
  health: {},
  readiness: {},
  version: {},
};

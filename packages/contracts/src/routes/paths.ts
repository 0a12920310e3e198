/** Method and path of every operation. This file holds no schema, so that a browser client can import it without Zod. */
export const paths = {
  upsertItems: { method: 'POST', path: '/v1/items:upsert' },
  listItems: { method: 'GET', path: '/v1/items' },
  deleteItems: { method: 'POST', path: '/v1/items:delete' },
  similarItems: { method: 'GET', path: '/v1/items/{item_id}/similar' },
  upsertUsers: { method: 'POST', path: '/v1/users:upsert' },
  listUsers: { method: 'GET', path: '/v1/users' },
  deleteUsers: { method: 'POST', path: '/v1/users:delete' },
  linkUsers: { method: 'POST', path: '/v1/users:link' },
  sendEvents: { method: 'POST', path: '/v1/events:batch' },
  listEvents: { method: 'GET', path: '/v1/events' },
  deleteEvents: { method: 'POST', path: '/v1/events:delete' },
  recommend: { method: 'POST', path: '/v1/recommendations' },
  listEventTypes: { method: 'GET', path: '/v1/event-types' },
  upsertEventTypes: { method: 'POST', path: '/v1/event-types:upsert' },
  listProducts: { method: 'GET', path: '/api/products' },
  getProduct: { method: 'GET', path: '/api/products/{id}' },
  listReviews: { method: 'GET', path: '/api/products/{id}/reviews' },
  similarProducts: { method: 'GET', path: '/api/products/{id}/similar' },
  listCategories: { method: 'GET', path: '/api/categories' },
  recordInteractions: { method: 'POST', path: '/api/interactions' },
  recommendForVisitor: { method: 'GET', path: '/api/recommendations' },
  trendingProducts: { method: 'GET', path: '/api/trending' },
  health: { method: 'GET', path: '/health' },
  readiness: { method: 'GET', path: '/readyz' },
  version: { method: 'GET', path: '/version' },
} as const;

/** Name of an operation. */
export type OperationName = keyof typeof paths;

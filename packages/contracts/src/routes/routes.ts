import { recsysRoutes } from '../recsys/recsys-routes.ts';
import { buyingRoutes } from '../shop/buying-routes.ts';
import { catalogEditingRoutes } from '../shop/catalog-editing-routes.ts';
import { listingRoutes } from '../shop/listing-routes.ts';
import { shopRoutes } from '../shop/shop-routes.ts';
import { accountRoutes } from '../shop/account-routes.ts';
import { opsRoutes } from '../ops/ops-routes.ts';

/** Every operation by name. The server mounts its handlers from it, the client is typed by it, OpenAPI is generated from it. */
export const routes = {
  ...recsysRoutes,
  ...shopRoutes,
  ...listingRoutes,
  ...catalogEditingRoutes,
  ...buyingRoutes,
  ...accountRoutes,
  ...opsRoutes,
};

/** The route table. */
export type Routes = typeof routes;

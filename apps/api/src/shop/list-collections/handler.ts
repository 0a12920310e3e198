import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wireCollection } from '../wire-collection.ts';

/** `GET /api/collections` */
export const listCollections = defineOperation({
  route: routes.listCollections,
  async run(_input, { services }) {
    const collections = await services.shop.catalog.listCollections();
    return success({ items: collections.map(wireCollection) });
  },
});

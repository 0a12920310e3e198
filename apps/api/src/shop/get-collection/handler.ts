import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wireCollection } from '../wire-collection.ts';

/** `GET /api/collections/{slug}` */
export const getCollection = defineOperation({
  route: routes.getCollection,
  async run({ params }, { services }) {
    const collection = await services.shop.catalog.getCollection(params.slug);
    return collection === null ? failure('catalog.collection_not_found') : success(wireCollection(collection));
  },
});

import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';

/** `GET /api/collections` */
export const listCollections = defineOperation({
  route: routes.listCollections,
  async run(_input, { services }) {
    const collections = await services.shop.catalog.listCollections();
    return success({
      items: collections.map(({ slug, name, description, startsAt, endsAt, productCount }) => ({
        slug,
        name,
        description,
        starts_at: startsAt?.toISOString() ?? null,
        ends_at: endsAt?.toISOString() ?? null,
        products: productCount,
      })),
    });
  },
});

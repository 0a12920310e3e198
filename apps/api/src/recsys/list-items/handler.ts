import { routes, toMajorUnits } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { datesOf, given, listPage } from '../list-page.ts';
import { tenantOf } from '../tenant-of.ts';

/** `GET /v1/items` */
export const listItems = defineOperation({
  route: routes.listItems,
  scope: 'read',
  async run({ query }, context) {
    const tenant = tenantOf(context, query.namespace);
    const currency = context.services.currencyOf(tenant);
    const page = await context.services.recommender.items.list(tenant, {
      ...datesOf(query),
      itemId: given(query.item_id),
      limit: query.limit,
      offset: query.offset,
    });
    return success(
      listPage(page, query, (row) => ({
        item_id: row.itemId,
        available: row.available,
        price: row.priceMinor === null ? null : toMajorUnits(row.priceMinor, currency),
        tags: [...row.tags],
        props: JSON.stringify(row.props ?? {}),
        category_path: [...row.categoryPath],
        ...(row.brand === null ? {} : { brand: row.brand }),
        ...(row.category === null ? {} : { category: row.category }),
        ...(row.description === null ? {} : { description: row.description }),
        ...(row.imageUrl === null ? {} : { image_url: row.imageUrl }),
        ...(row.metadataVersion === null ? {} : { metadata_version: row.metadataVersion }),
        created_at: row.createdAt.toISOString(),
        updated_at: row.updatedAt.toISOString(),
      })),
    );
  },
});

import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { tenantOf } from '../tenant-of.ts';
import { wireItem } from '../wire-item.ts';

/** `GET /v1/items/{item_id}/similar` */
export const similarItems = defineOperation({
  route: routes.similarItems,
  scope: 'recommend',
  async run({ params, query }, context) {
    const tenant = tenantOf(context, query.namespace);
    const rows = await context.services.recommender.similar(tenant, params.item_id, { k: query.k });
    return success(rows.map((row) => wireItem(row, { reasons: true, explain: false })));
  },
});

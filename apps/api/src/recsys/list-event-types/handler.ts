import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { tenantOf } from '../tenant-of.ts';

/** `GET /v1/event-types` */
export const listEventTypes = defineOperation({
  route: routes.listEventTypes,
  scope: 'read',
  async run({ query }, context) {
    const types = await context.services.recommender.eventTypes.list(tenantOf(context, query.namespace));
    return success(
      types.map((row) => ({
        type: row.type,
        ...(row.name === null ? {} : { name: row.name }),
        weight: row.weight,
        half_life_days: row.halfLifeDays,
        is_active: row.isActive,
        source: row.source,
      })),
    );
  },
});

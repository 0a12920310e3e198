import { routes } from '@vitrine/contracts';
import { defineOperation } from '../../dispatch/operation.ts';
import { batchAnswer } from '../batch-answer.ts';
import { tenantOf } from '../tenant-of.ts';

/** `POST /v1/event-types:upsert` */
export const upsertEventTypes = defineOperation({
  route: routes.upsertEventTypes,
  scope: 'ingest',
  async run({ body, refused, indexOf }, context) {
    const types = body.types.map((row) => ({
      type: row.type,
      ...(row.name === undefined || row.name === '' ? {} : { name: row.name }),
      weight: row.weight,
      ...(row.half_life_days === undefined ? {} : { halfLifeDays: row.half_life_days }),
      isActive: row.is_active,
    }));
    const report = await context.services.recommender.eventTypes.upsert(tenantOf(context, body.namespace), types);
    return batchAnswer(report, { records: 'types', requestId: context.requestId, refused, indexOf });
  },
});

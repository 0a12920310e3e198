import { type ItemRecord, routes, toMinorUnits } from '@vitrine/contracts';
import { defineOperation } from '../../dispatch/operation.ts';
import type { CatalogItem } from '../../services.ts';
import { batchAnswer } from '../batch-answer.ts';
import { tenantOf } from '../tenant-of.ts';

function catalogItem(item: ItemRecord, currency: string): CatalogItem {
  return {
    itemId: item.item_id,
    available: item.available,
    priceMinor: item.price === undefined ? undefined : toMinorUnits(item.price, currency),
    tags: item.tags,
    props: item.props,
    embedding: item.embedding,
    brand: item.brand,
    category: item.category,
    categoryPath: item.category_path,
    description: item.description,
    url: item.url,
    imageUrl: item.image_url,
    metadataVersion: item.metadata_version,
    firstAvailable: item.first_available,
  };
}

/** `POST /v1/items:upsert` */
export const upsertItems = defineOperation({
  route: routes.upsertItems,
  scope: 'ingest',
  async run({ body, query, refused, indexOf }, context) {
    const tenant = tenantOf(context, body.namespace);
    const currency = context.services.currencyOf(tenant);
    const items = body.items.map((item) => catalogItem(item, currency));
    const report = await context.services.recommender.items.upsert(tenant, items, { partial: query.partial });
    return batchAnswer(report, { records: 'items', requestId: context.requestId, refused, indexOf });
  },
});

import { type ItemFeatures, itemFeaturesOf } from '@vitrine/engine';
import {
  type DescribedItemRow,
  findNamespace,
  readDescribedItems,
  type RecsysTables,
  type Tenant,
} from '@vitrine/recsys';
import type { Kysely } from 'kysely';

/** Reads what a tenant's catalog says of its items into columns. Memory: the texts, at most 4,000 characters of a description each. */
export async function readItemFeatures(
  db: Kysely<RecsysTables>,
  tenant: Tenant,
  onProgress?: (rowsRead: number) => void,
): Promise<ItemFeatures> {
  const rows: DescribedItemRow[] = [];
  const namespaceId = await findNamespace(db, tenant);
  if (namespaceId === null) return itemFeaturesOf(rows);
  for await (const page of readDescribedItems(db, namespaceId)) {
    for (const row of page) rows.push(row);
    onProgress?.(rows.length);
  }
  return itemFeaturesOf(rows);
}

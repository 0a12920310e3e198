import { embeddedText } from '@vitrine/engine/embeddings';
import { type GivenWeights, WeightsError } from '@vitrine/engine/weights';
import type { RecsysTables, Tenant } from '@vitrine/recsys';
import type { Kysely } from 'kysely';
import { readItemFeatures } from '../training/index.ts';
import type { TextEncoder384 } from './encoder-384.ts';

/** What embedding a catalog works with. */
export interface EmbedPorts {
  readonly db: Kysely<RecsysTables>;
  readonly encoder: TextEncoder384;
  progress?(done: number, total: number, phase: string): void;
}

const textsAtOnce = 32;

/**
 * Vectors of a tenant's items from their texts, as weights to import. Items whose text is empty get no vector of their own.
 * @throws WeightsError when no item has a text.
 */
export async function embedCatalog(ports: EmbedPorts, tenant: Tenant): Promise<GivenWeights> {
  const features = await readItemFeatures(ports.db, tenant, (rows) => ports.progress?.(rows, 0, 'reading items'));
  const described = features.itemIds
    .map((id, row) => ({ id, text: embeddedText(features, row).trim() }))
    .filter(({ text }) => text !== '');
  if (described.length === 0) {
    throw new WeightsError(
      `no item of "${tenant.namespace}" has a title, description, brand or category; import a catalog first`,
    );
  }
  const values = new Float32Array(described.length * ports.encoder.width);
  for (let begin = 0; begin < described.length; begin += textsAtOnce) {
    ports.progress?.(begin, described.length, 'embedding');
    const texts = described.slice(begin, begin + textsAtOnce).map(({ text }) => text);
    values.set(await ports.encoder.encode(texts), begin * ports.encoder.width);
  }
  return {
    width: ports.encoder.width,
    items: { ids: described.map(({ id }) => id), values },
    users: null,
    itemBias: null,
  };
}

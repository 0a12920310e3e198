import type { Tenant } from '../tenants/tenant.ts';
import type { RecommendAnswer } from './recommend-answer.ts';
import type { RecommendRequest } from './recommend-request.ts';

/** Makes the use case "what goes with this item": the surface `pdp-similar` for nobody in particular; nothing for an item nobody knows. */
export function createSimilar(ports: {
  recommend(tenant: Tenant, request: RecommendRequest): Promise<RecommendAnswer>;
  knowsItem(tenant: Tenant, itemId: string): Promise<boolean>;
}) {
  return async (
    tenant: Tenant,
    itemId: string,
    options: { k?: number | undefined } & Pick<RecommendRequest, 'constraints' | 'overrides'> = {},
  ): Promise<RecommendAnswer['items']> => {
    if (!(await ports.knowsItem(tenant, itemId))) return [];
    const answer = await ports.recommend(tenant, { ...options, surface: 'pdp-similar', itemId, record: false });
    return answer.items;
  };
}

import { createRecommender } from '@vitrine/sdk';
import { describe, expect, it } from 'vitest';
import { createInProcessTransport } from './in-process.ts';
import { anOrganisation, someServices } from './testing/a-server.ts';

describe('REC-2 the SDK in this process', () => {
  const aClient = (changes = {}) => {
    const house = someServices(changes);
    const transport = createInProcessTransport(house.services);
    return {
      ...house,
      recommender: createRecommender({ namespace: 'n', orgId: anOrganisation, transport, retries: 0 }),
    };
  };

  it('reaches the operations without HTTP', async () => {
    const { recommender, stored, asked } = aClient();
    await expect(recommender.sendEvents([{ user_id: 'u', item_id: 'i' }])).resolves.toMatchObject({ accepted: 1 });
    expect(stored).toMatchObject([{ userId: 'u', itemId: 'i', type: 0, value: 0 }]);
    const answer = await recommender.recommend({
      user_id: 'u',
      k: 1,
      context: { surface: 'home' },
      include_reasons: true,
    });
    expect(answer.items).toMatchObject([{ item_id: 'p-1', rank: 1, because: { kind: 'viewed', item_id: 'p-9' } }]);
    await recommender.similar('i', { k: 3 });
    expect(asked.at(-1)).toMatchObject({
      name: 'similar',
      input: { tenant: { orgId: anOrganisation, namespace: 'n' }, itemId: 'i', options: { k: 3 } },
    });
  });

  it('validates as the server does', async () => {
    const { recommender } = aClient();
    await expect(recommender.upsertItems([{ item_id: 'a' }, { item_id: 'b', price: -1 }])).rejects.toMatchObject({
      code: 'invalid_value',
      status: 400,
      details: { index: 1, field: 'price' },
    });
  });

  it('answers a broken recommender as 500 and reports it', async () => {
    const { recommender, errors, services } = aClient();
    Object.assign(services.recommender, { recommend: () => Promise.reject(new Error('boom')) });
    await expect(recommender.recommend({})).rejects.toMatchObject({ code: 'internal', status: 500 });
    expect(errors).toHaveLength(1);
  });
});

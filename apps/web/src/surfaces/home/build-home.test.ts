import { RouterContextProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import { servicesContext } from '../../context.ts';
import { aCard, someServices } from '../../fixtures/a-product.ts';
import { loader } from '../../routes/home.tsx';
import type { WebServices } from '../../services.ts';

const cards = Array.from({ length: 20 }, (_, index) =>
  aCard({
    id: `p${index}`,
    name: `Thing ${index}`,
    category: { slug: `c${index % 4}`, name: `Category ${index % 4}` },
  }),
);

async function home(services: WebServices) {
  const context = new RouterContextProvider();
  context.set(servicesContext, services);
  const request = new Request('https://shop.example/');
  return loader({ request, context, params: {}, url: new URL(request.url), pattern: '/' } as unknown as Parameters<
    typeof loader
  >[0]);
}

function answering(because: { kind: string; item_id?: string }): Partial<WebServices> {
  return {
    recommender: {
      recommend: async ({ surface, k }) => ({
        request_id: `request-${surface}`,
        model_version: 'm1',
        items:
          surface === 'recently-viewed'
            ? []
            : cards.slice(0, k).map((card) => ({ item_id: card.id, score: 1, because })),
      }),
      lastShown: async () => null,
    },
  };
}

describe('REC-6 home page', () => {
  it('is whole without a recommender, and claims no recommendation', async () => {
    const page = await home(someServices(cards));
    expect(page.window.entries).toHaveLength(5);
    expect(page.picks.title).toBe('New on our shelves');
    expect([page.window.requestId, page.picks.requestId, page.trending.requestId]).toEqual([null, null, null]);
  });

  it('sets different kinds of things into the window and keeps the ranks of the answer', async () => {
    const page = await home(someServices(cards, answering({ kind: 'popular' })));
    expect(page.window.entries.map((entry) => entry.rank)).toEqual([1, 2, 3, 4, 5]);
    expect(page.picks.entries[0]?.rank).toBe(6);
    expect(page.picks.requestId).toBe('request-home');
  });

  it('says "Picked for you" only when something leans on this visitor', async () => {
    expect((await home(someServices(cards, answering({ kind: 'popular' })))).picks.title).toBe('Popular now');
    const leaning = await home(someServices(cards, answering({ kind: 'viewed', item_id: 'p3' })));
    expect(leaning.picks.title).toBe('Picked for you');
    expect(leaning.picks.why).toContain('Because you looked at the Thing 3.');
  });

  it('calls nothing popular or trending in a shop where nothing was counted yet', async () => {
    const page = await home(someServices(cards, answering({ kind: 'new' })));
    expect(page.picks.title).toBe('New on our shelves');
    expect(page.below).toBe('The newest things on our shelves.');
    expect(page.trending.title).toBe('Just in');
    expect(page.picks.requestId).toBe('request-home');
  });

  it('leaves out what is not for sale any more', async () => {
    const page = await home(someServices(cards.slice(0, 3), answering({ kind: 'popular' })));
    expect(page.window.entries).toHaveLength(3);
  });
});

import { describe, expect, it } from 'vitest';
import { aCard, someServices } from '../fixtures/a-product.ts';
import type { PageRecommender } from '../services.ts';
import { askRecommender } from './ask-recommender.ts';

const answer = { request_id: 'r', model_version: 'm', items: [{ item_id: 'p1', score: 1 }] };

async function ask(recommend: PageRecommender['recommend']) {
  const counted: string[] = [];
  const services = someServices([aCard()], {
    recommender: { recommend, lastShown: async () => null },
    countFallback: (surface, reason) => counted.push(`${surface} ${reason}`),
  });
  return { answer: await askRecommender(services, { surface: 'home', k: 5 }, 20), counted };
}

describe('REC-6 a page never waits for, or fails with, the recommender', () => {
  it('takes an answer in time', async () => {
    expect(await ask(async () => answer)).toEqual({ answer, counted: [] });
  });

  it('goes on without a slow one and counts it', async () => {
    const slow = () => new Promise<typeof answer>((resolve) => setTimeout(resolve, 200, answer));
    expect(await ask(slow)).toEqual({ answer: null, counted: ['home slow'] });
  });

  it('goes on without a failing or empty one and counts each', async () => {
    expect((await ask(() => Promise.reject(new Error('down')))).counted).toEqual(['home failed']);
    expect((await ask(async () => ({ ...answer, items: [] }))).counted).toEqual(['home empty']);
  });

  it('survives a recommender that throws before it promises', async () => {
    const broken = () => {
      throw new Error('bug');
    };
    expect((await ask(broken)).counted).toEqual(['home failed']);
  });
});

import { describe, expect, it } from 'vitest';
import { composeReview } from './compose-review.ts';
import { generateCatalog } from './generate-catalog.ts';
import { kindOf } from './kinds/index.ts';
import { seededRandom } from './random.ts';
import { wordsOf } from './shingles.ts';
import { nounOf, shortNoun } from './wording.ts';

const catalog = generateCatalog({ products: 300, seed: 11 });

describe('CAT-4 review texts', () => {
  it('say what the product is, in 10 to 60 words', () => {
    const random = seededRandom(1);
    const lengths: number[] = [];
    for (const product of catalog) {
      for (const rating of [1, 2, 3, 4, 5]) {
        const { title, body } = composeReview(product, rating, random, { wordiness: random() });
        expect(body.toLowerCase()).toContain(shortNoun(nounOf(product)));
        expect(title.length).toBeGreaterThan(2);
        expect(`${title} ${body}`).not.toMatch(/[{}]|undefined/);
        lengths.push(wordsOf(body).length);
      }
    }
    lengths.sort((a, b) => a - b);
    expect(lengths[0]).toBeGreaterThanOrEqual(10);
    expect(lengths.at(-1)).toBeLessThanOrEqual(60);
    const median = lengths[lengths.length >> 1] ?? 0;
    expect(median).toBeGreaterThanOrEqual(12);
    expect(median).toBeLessThanOrEqual(40);
  });

  it('complain at one star and praise at five, in the words of the kind', () => {
    const random = seededRandom(2);
    for (const product of catalog.slice(0, 80)) {
      const kind = kindOf(product.kind);
      const bad = composeReview(product, 1, random, { wordiness: 0.9 }).body;
      const good = composeReview(product, 5, random, { wordiness: 0.9 }).body;
      expect(kind.gripes.some((gripe) => bad.includes(gripe))).toBe(true);
      expect(kind.gripes.some((gripe) => good.includes(gripe))).toBe(false);
    }
  });

  it('are the same for the same random numbers', () => {
    const [product] = catalog;
    if (product === undefined) throw new Error('the catalog is empty');
    expect(composeReview(product, 4, seededRandom(5))).toEqual(composeReview(product, 4, seededRandom(5)));
  });
});

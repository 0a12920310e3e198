import { describe, expect, it } from 'vitest';
import { generateCatalog } from '../generate-catalog.ts';

const catalog = generateCatalog({ products: 1000, seed: 7 });
const german = catalog.map((product) => product.translations?.['de']);

describe('INS-2 the demo catalog in German', () => {
  it('says everything of every product: name, description, specifications, shelves and pictures', () => {
    for (const [index, product] of catalog.entries()) {
      const text = german[index];
      expect(text?.name, product.name).toMatch(/^[A-ZÄÖÜ]/);
      expect(text?.specs.length).toBeGreaterThanOrEqual(2);
      expect(text?.categoryNames).toHaveLength(product.categoryPath.length);
      expect(text?.imageAlts).toHaveLength(product.images.length);
    }
  });

  it('leaves no slot open and no English word of a colour, material or noun standing', () => {
    const english = /\b(?:the|with|and|oak|walnut|sage|steel|cotton|of)\b/;
    for (const text of german) {
      const all = [text?.name, text?.description, ...(text?.specs ?? []).map(({ value }) => value)].join(' ');
      expect(all).not.toMatch(/[{}]/);
      expect(all).not.toMatch(english);
    }
  });

  it('writes in whole words: at least 40 a description, and no two alike', () => {
    const texts = german.map((text) => text?.description ?? '');
    for (const text of texts) expect(text.split(' ').length, text).toBeGreaterThan(30);
    expect(new Set(texts).size).toBeGreaterThan(990);
    expect(new Set(german.map((text) => text?.name)).size).toBe(catalog.length);
  });
});

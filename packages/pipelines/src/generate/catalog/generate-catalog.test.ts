import { describe, expect, it } from 'vitest';
import { categories } from './categories.ts';
import { generateCatalog } from './generate-catalog.ts';
import { kindOf, kinds } from './kinds/index.ts';
import { fiveGrams, ShingleIndex, wordsOf } from './shingles.ts';
import { materialOf } from './soft-material.ts';

const catalog = generateCatalog({ products: 1000, seed: 7 });

describe('CAT-4 the generated catalog', () => {
  it('has the asked number of products in fifteen departments with three to five shelves each', () => {
    expect(catalog).toHaveLength(1000);
    expect(new Set(catalog.map((product) => product.categorySlug)).size).toBe(15);
    for (const category of categories) {
      const shelves = new Set(
        catalog.filter((p) => p.categorySlug === category.slug).map((p) => p.categoryPath[1]?.slug),
      );
      expect(shelves.size, category.slug).toBeGreaterThanOrEqual(3);
      expect(shelves.size, category.slug).toBeLessThanOrEqual(5);
    }
    expect(new Set(catalog.map((product) => product.brandSlug)).size).toBeGreaterThanOrEqual(40);
    expect(new Set(catalog.map((product) => product.kind)).size).toBe(kinds.length);
  });

  it('is the same for the same seed and another for another', () => {
    expect(generateCatalog({ products: 60, seed: 3 })).toEqual(generateCatalog({ products: 60, seed: 3 }));
    expect(generateCatalog({ products: 60, seed: 4 })[0]?.name).not.toBe(
      generateCatalog({ products: 60, seed: 3 })[0]?.name,
    );
  });

  it('fills every department even with fifteen products, and refuses fewer or too many', () => {
    const small = generateCatalog({ products: 15, seed: 1 });
    expect(new Set(small.map((product) => product.categorySlug)).size).toBe(15);
    for (const products of [14, 5001, 20.5]) expect(() => generateCatalog({ products, seed: 1 })).toThrow(RangeError);
  });

  it('repeats no name, slug, SKU code or external id', () => {
    for (const values of [
      catalog.map((p) => p.name),
      catalog.map((p) => p.slug),
      catalog.map((p) => p.externalId),
      catalog.flatMap((p) => p.skus.map((sku) => sku.sku)),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it('prices each product within a factor of its kind, with believable endings and old prices above new ones', () => {
    const logs = catalog.map((product) => Math.log(product.priceMinor / 100));
    const mean = logs.reduce((a, b) => a + b) / logs.length;
    const spread = Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / logs.length);
    expect(mean).toBeGreaterThan(3.5);
    expect(mean).toBeLessThan(4.8);
    expect(spread).toBeGreaterThan(0.6);
    expect(spread).toBeLessThan(1.4);
    for (const product of catalog) {
      const median = kindOf(product.kind).price * 100;
      expect(product.priceMinor / median, product.name).toBeGreaterThan(0.2);
      expect(product.priceMinor / median, product.name).toBeLessThan(6);
      expect([0, 50, 90, 95, 99]).toContain(product.priceMinor % 100);
      for (const sku of product.skus) expect(sku.compareAtMinor ?? Infinity).toBeGreaterThan(sku.priceMinor);
    }
  });

  it('appeared within two years before the day the shop is looked at', () => {
    const asOf = new Date('2026-06-15T00:00:00Z');
    for (const product of generateCatalog({ products: 200, seed: 2, asOf })) {
      const days = (asOf.getTime() - product.firstAvailable.getTime()) / 86_400_000;
      expect(days).toBeGreaterThan(0);
      expect(days).toBeLessThan(733);
    }
  });
});

describe('CAT-4 descriptions', () => {
  it('share no more than half of their word 5-grams, whichever two one takes', () => {
    const index = new ShingleIndex();
    for (const product of catalog) {
      const grams = fiveGrams(product.description);
      expect(index.largestShare(grams), product.name).toBeLessThanOrEqual(0.5);
      index.add(grams);
    }
  });

  it('have 60 to 130 words, and no empty slot', () => {
    for (const { description } of catalog) {
      const count = wordsOf(description).length;
      expect(count, description).toBeGreaterThanOrEqual(60);
      expect(count, description).toBeLessThanOrEqual(130);
      expect(description).not.toMatch(/[{}[\]]|undefined|\bpair of \w+ blocks\b/);
    }
  });

  it('name only materials that the shop knows', () => {
    for (const kind of kinds)
      for (const material of kind.materials) expect(materialOf(material).facts.length).toBeGreaterThan(1);
  });
});

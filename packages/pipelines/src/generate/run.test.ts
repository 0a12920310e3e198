import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainShelf } from './behaviour/shelf.fixture.ts';
import type { GeneratedProduct } from './catalog/product.ts';
import { fileTarget } from './file-target.ts';
import { runGenerate, type GenerateOptions, type ShopMakers } from './run.ts';

const asOf = new Date('2026-11-21T15:30:00Z');

const makers: ShopMakers = {
  catalog: ({ products }) => plainShelf(products, asOf).map((product, index) => plainProduct(product, index)),
  review: (product, rating, { random, reviewer }) => ({
    title: `${rating} stars`,
    body: `${reviewer} on ${product.kind} ${Math.floor(random() * 1000)}`,
  }),
  drawings: {
    views: ['front', 'side'],
    width: 640,
    height: 640,
    draw: (product, view) => `<svg><title>${product.externalId} ${view}</title></svg>`,
    describe: (product, view) => `${product.name}, ${view}`,
    foot: (_, view) => (view === 'front' ? 0.75 : null),
  },
};

function plainProduct(product: ReturnType<typeof plainShelf>[number], index: number): GeneratedProduct {
  return {
    ...product,
    index,
    source: 'test',
    slug: `product-${index}`,
    name: `Product ${index}`,
    description: 'A product.',
    categoryPath: [{ slug: product.categorySlug, name: product.categorySlug }],
    skus: product.skus.map((sku) => ({ ...sku, options: {}, stock: 10 })),
    tags: [],
    specs: [],
    metadata: {},
    images: [],
    colorHex: '#888888',
    material: 'wood',
    attributes: {},
  };
}

describe('INS-2 vitrine generate into files', () => {
  let folder = '';
  let options: GenerateOptions;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-generate-'));
    options = {
      target: await fileTarget(join(folder, 'shop')),
      makers,
      products: 60,
      customers: 40,
      events: 3000,
      days: 90,
      seed: 3,
      asOf,
      drawingsFolder: join(folder, 'drawings'),
    };
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const readLines = async (kind: string): Promise<Record<string, unknown>[]> =>
    (await readFile(join(folder, 'shop', `${kind}.jsonl`), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('writes a whole shop, says how far it is, and counts what it wrote', async () => {
    const seen: string[] = [];
    const outcome = await runGenerate({
      ...options,
      progress: (phase, done, total) => seen.push(`${phase} ${done <= total}`),
    });
    expect(outcome).toMatchObject({ ok: true, rejected: [] });
    if (!outcome.ok) return;
    expect(outcome.total).toMatchObject({ products: 60, drawings: 120, customers: 40 });
    expect(new Set(seen)).toEqual(new Set(['catalog true', 'drawings true', 'customers true', 'history true']));
    for (const kind of ['products', 'customers', 'orders', 'reviews', 'events'] as const) {
      expect(await readLines(kind)).toHaveLength(outcome.total[kind]);
    }
    expect(await readdir(join(folder, 'drawings'))).toHaveLength(120);
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'shop', 'manifest.json'), 'utf8'));
    const bytes = await readFile(join(folder, 'shop', 'events.jsonl'));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(manifest).toMatchObject({
      generation: { seed: 3, asOf: asOf.toISOString() },
      files: { 'events.jsonl': { rows: outcome.total.events, bytes: bytes.length, sha256 } },
    });
  });

  it('gives products pictures under a name that changes with their content and says where they stand', async () => {
    const [first] = await readLines('products');
    expect(first?.['images']).toEqual([
      expect.objectContaining({
        url: expect.stringMatching(/^\/media\/drawings\/product-0-front-[0-9a-f]{8}\.svg#foot=0\.75$/),
      }),
      expect.objectContaining({ url: expect.stringMatching(/\.svg$/), alt: 'Product 0, side', kind: 'drawing' }),
    ]);
    expect(first).not.toHaveProperty('quality');
    expect(first).not.toHaveProperty('appeal');
  });

  it('writes the same files again at a later time, because the history that is there goes on', async () => {
    const before = await readFile(join(folder, 'shop', 'events.jsonl'), 'utf8');
    const again = await runGenerate({
      ...options,
      target: await fileTarget(join(folder, 'shop')),
      asOf: new Date(asOf.getTime() + 3 * 86_400_000),
    });
    expect(again).toMatchObject({ ok: true, inserted: { drawings: 0 }, generation: { asOf: asOf.toISOString() } });
    expect(await readFile(join(folder, 'shop', 'events.jsonl'), 'utf8')).toBe(before);
  });

  it('refuses to mix two generations', async () => {
    const other = await runGenerate({ ...options, target: await fileTarget(join(folder, 'shop')), seed: 4 });
    expect(other).toMatchObject({ ok: false, error: { code: 'generate.other_settings', existing: { seed: 3 } } });
  });

  it.each([
    [{ products: 14 }, 'products is 14; give a whole number from 15 to 5000.'],
    [{ customers: -1 }, 'customers is -1'],
    [{ events: Number.NaN }, 'events is NaN'],
    [{ days: 1.5 }, 'days is 1.5'],
    [{ seed: 2 ** 40 }, 'seed is 1099511627776'],
    [{ events: 900_000_000 }, 'a day; ask for more days'],
    [{ asOf: new Date(Number.NaN) }, 'asOf is not a valid time'],
  ])('refuses %o with a sentence', async (wrong, sentence) => {
    const outcome = await runGenerate({ ...options, ...wrong });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'generate.invalid_settings' } });
    expect(outcome.ok ? '' : outcome.error.message).toContain(sentence);
  });

  it('fails as a whole when the target fails', async () => {
    const target = await fileTarget(join(folder, 'broken'));
    const broken = { ...target, events: () => Promise.reject(new Error('disk full')) };
    await expect(runGenerate({ ...options, target: broken })).rejects.toThrow('disk full');
  });
});

import { describe, expect, it } from 'vitest';
import { categories } from '../catalog/categories.ts';
import { generateCatalog } from '../catalog/generate-catalog.ts';
import { kinds } from '../catalog/kinds/index.ts';
import {
  drawCategoryDoor,
  drawEmptyShelf,
  drawings,
  drawLampOut,
  drawProduct,
  drawScene,
  footOf,
  tileTint,
} from './index.ts';

const catalog = generateCatalog({ products: 400, seed: 5 });

/** Tags that close in order, attributes quoted, every reference inside the picture. */
function faultOf(svg: string): string | null {
  const open: string[] = [];
  for (const [whole, close, name = '', attributes = '', self] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s[\w:-]+="[^"<>]*")*)\s*(\/?)>/g,
  )) {
    if (close === '/') {
      if (open.pop() !== name) return `closes ${name} out of order`;
    } else if (self !== '/') open.push(name);
    if (/\son\w+=/.test(attributes)) return `handler in ${whole}`;
  }
  if (open.length > 0) return `never closes ${open.join()}`;
  if (svg.replace(/<[^<>]*>/g, '') !== '') return 'has text outside tags';
  if (
    /<(script|foreignObject|image|text|style|a)\b|https?:(?!\/\/www\.w3\.org\/2000\/svg)|javascript:|data:/i.test(svg)
  )
    return 'unsafe content';
  if (/NaN|undefined|Infinity/.test(svg)) return 'a number went missing';
  const ids = [...svg.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? '');
  if (new Set(ids).size !== ids.length) return 'repeats an id';
  const known = new Set(ids);
  const lost = [...svg.matchAll(/(?:url\(#|href="#)([^)"]+)/g)].find((match) => !known.has(match[1] ?? ''));
  return lost === undefined ? null : `refers to ${lost[1]}`;
}

describe('CAT-4 drawings', () => {
  it('exist for at least sixty kinds, and for each kind of the catalog', () => {
    expect(Object.keys(drawings).length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(drawings).sort()).toEqual(kinds.map((kind) => kind.kind).sort());
  });

  it('are well-formed, safe, small, and share no id with one another', () => {
    const seen = new Set<string>();
    for (const product of catalog) {
      for (const view of ['front', 'detail', 'set'] as const) {
        const svg = drawProduct(product, view);
        expect(faultOf(svg), `${product.slug} ${view}`).toBeNull();
        expect(svg.length, `${product.slug} ${view}`).toBeLessThan(7000);
        expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 800"')).toBe(true);
        for (const [, id = ''] of svg.matchAll(/\sid="([^"]+)"/g)) {
          expect(seen.has(id), id).toBe(false);
          seen.add(id);
        }
      }
    }
  });

  it('are the same each time and never the same for two products', () => {
    const shapes = catalog.map((product) => drawProduct(product, 'front').replace(/v[0-9a-z]+-/g, ''));
    expect(new Set(shapes).size).toBe(shapes.length);
    const [first] = catalog;
    if (first !== undefined) expect(drawProduct(first, 'set')).toBe(drawProduct(first, 'set'));
  });

  it('say where the product ends in its front picture, turned or not', () => {
    const feet = new Map(catalog.map((product) => [product.kind, footOf(product)]));
    for (const [kind, foot] of feet) {
      expect(foot, kind).toBeGreaterThan(0.5);
      expect(foot, kind).toBeLessThanOrEqual(0.95);
    }
    expect(feet.get('chair')).toBeCloseTo(0.84, 2);
    expect(feet.get('keyboard')).toBeLessThan(feet.get('chair') ?? 0);
  });

  it('tint their tile by the hue of the product for light and dark pages', () => {
    expect(tileTint({ colorHex: '#b23a48' })).toMatch(
      /^light-dark\(oklch\(0\.95 0\.013 \d+\), oklch\(0\.\d+ 0\.013 \d+\)\)$/,
    );
  });
});

describe('WEB-1 scenes', () => {
  it('compose real products in both formats and themes', () => {
    for (const format of ['wide', 'tall'] as const) {
      const [light, dark] = (['light', 'dark'] as const).map((theme) =>
        drawScene(catalog.slice(0, 60), { format, theme }),
      );
      expect(faultOf(light ?? '')).toBeNull();
      expect(faultOf(dark ?? '')).toBeNull();
      expect(light).not.toBe(dark);
      expect((light ?? '').length).toBeLessThan(60_000);
    }
    expect(faultOf(drawScene([], { format: 'wide', theme: 'light' }))).toBeNull();
  });

  it('open a door for each department, and have something to show when there is nothing', () => {
    for (const { slug } of categories) {
      const own = catalog.filter((product) => product.categorySlug === slug);
      expect(faultOf(drawCategoryDoor(slug, own)), slug).toBeNull();
    }
    expect(faultOf(drawEmptyShelf())).toBeNull();
    expect(faultOf(drawLampOut())).toBeNull();
  });
});

import type { Kind } from './kinds/index.ts';
import { measureLabel, roundMeasure, sayMeasure } from './measures.ts';
import { pick, type Random } from './random.ts';
import { firstMeasures } from './skus.ts';
import { finishOf, nounOf, shortNoun, type Written } from './wording.ts';

const secret = new Set(['noun', 'scale', 'variation', 'bottles']);

/**
 * Facts of one product. One draw of size moves all measures together, so a tall lamp is also a heavy lamp;
 * `scale` (0.8..1.25) is that draw for the price and `variation` (0..1) feeds the drawing.
 */
export function drawAttributes(kind: Kind, noun: string, random: Random): Record<string, string | number> {
  const big = random();
  const attributes: Record<string, string | number> = { noun };
  for (const [name, [low, high]] of Object.entries(kind.size)) {
    const share = Math.max(0, Math.min(1, big * 0.7 + random() * 0.3));
    attributes[name] = roundMeasure(name, low + (high - low) * share);
  }
  for (const [name, choices] of Object.entries(kind.words ?? {})) attributes[name] = pick(random, choices);
  const fixed = firstMeasures(kind.sizes ?? 'none');
  if (fixed !== null) {
    attributes['width'] = fixed[0];
    attributes[kind.kind === 'cushion' ? 'height' : 'length'] = fixed[1];
  }
  if (kind.materials.includes('recycled polyester')) attributes['bottles'] = 6 + Math.floor(random() * 30);
  attributes['scale'] = Math.round((0.8 + 0.45 * big) * 100) / 100;
  attributes['variation'] = Math.round(random() * 1000) / 1000;
  return attributes;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The table of specifications: material and colour first, then every measure with its unit. */
export function specsOf(product: Written): { name: string; value: string }[] {
  const rows = [
    { name: 'Material', value: capital(product.material) },
    { name: 'Colour', value: capital(product.colorName) },
  ];
  for (const [name, value] of Object.entries(product.attributes)) {
    if (secret.has(name)) continue;
    rows.push({
      name: measureLabel(name),
      value: typeof value === 'number' ? sayMeasure(name, value) : capital(value),
    });
  }
  return rows;
}

/** Words to find and filter by. */
export function tagsOf(product: Written, kind: Kind): string[] {
  const noun = nounOf(product);
  const tags = [kind.kind, shortNoun(noun), product.material, product.colorName, product.style];
  if (finishOf(product.colorName, product.material) !== product.colorName) tags.push(noun);
  if (kind.season !== undefined) tags.push(seasons[Math.floor((kind.season % 12) / 3)] ?? 'winter');
  if (product.material.includes('recycled')) tags.push('recycled');
  return [...new Set(tags)];
}

const seasons = ['winter', 'spring', 'summer', 'autumn'];

import { hashText } from '../catalog/random.ts';
import { mix, oklchOf } from './color.ts';
import { drawAt } from './draw-product.ts';
import { band, lathe, oval, rect, slab } from './geometry.ts';
import type { Drawable } from './look.ts';
import { Pen } from './pen.ts';

const doorColors = [
  '#c98f6a',
  '#7f9c8a',
  '#d3a95e',
  '#6f88a8',
  '#b97a7a',
  '#8d80a8',
  '#7d9a6a',
  '#c48a9a',
  '#5f8f92',
  '#b3946a',
];

/** Kinds that do not stand up well in a doorway; taken when there is nothing else. */
const lying = new Set([
  'keyboard',
  'knife',
  'pen',
  'trowel',
  'puzzle',
  'kite',
  'racket',
  'cutlery',
  'rug',
  'table',
  'bench',
  'umbrella',
  'scarf',
  'towel',
  'pan',
  'notebook',
  'sandal',
]);

/**
 * A lit doorway with two or three products of a category behind it: 480 x 560 units, nothing outside the arch.
 * `products` are of that category, the most telling first. The colour of the room follows from the slug.
 */
export function drawCategoryDoor(categorySlug: string, products: readonly Drawable[]): string {
  const seed = hashText(categorySlug);
  const pen = new Pen(`c${hashText(`${categorySlug} ${products.map((p) => p.slug).join()}`).toString(36)}-`);
  const room = mix(doorColors[seed % doorColors.length] ?? '#c98f6a', '#f6ead6', 0.35);
  const opening = 'M40 560V226a200 200 0 0 1 400 0V560z';
  pen.add('M24 560V226a216 216 0 0 1 432 0V560z', mix(room, '#3a2f4a', 0.35));
  pen.add(opening, room);
  pen.clip(opening, () => {
    const glow = pen.define(
      '<radialGradient id="%"><stop stop-color="#fff1cf" stop-opacity=".85"/><stop offset="1" stop-color="#fff1cf" stop-opacity="0"/></radialGradient>',
    );
    pen.add(oval([210, 240], 230, 230), glow);
    pen.add(rect([0, 468], [480, 92]), mix(room, '#6b4a3a', 0.32));
    pen.add(rect([0, 468], [480, 5]), '#fff2d8', 0.4);
  });
  const kinds = products.filter((product, i) => products.findIndex((other) => other.kind === product.kind) === i);
  const contrast = (product: Drawable) => Math.abs(oklchOf(product.colorHex)[0] - oklchOf(room)[0]);
  const upright = [...kinds.filter((p) => !lying.has(p.kind)), ...kinds.filter((p) => lying.has(p.kind))];
  const [first, ...others] = upright.slice(0, 4);
  const [second, third] = others.sort((a, b) => contrast(b) - contrast(a));
  if (second !== undefined) drawAt(pen, second, { box: [166, 230], foot: [132, 488], shadow: 0.2 });
  if (third !== undefined) drawAt(pen, third, { box: [160, 210], foot: [352, 484], shadow: 0.2 });
  if (first !== undefined)
    drawAt(pen, first, { box: [262, 320], foot: [third === undefined ? 262 : 244, 524], shadow: 0.26 });
  return pen.svg(480, 560);
}

/** An empty shelf with the ring a vase left in the dust, for lists without products. 480 x 320, fits light and dark pages. */
export function drawEmptyShelf(): string {
  const pen = new Pen('empty-shelf-');
  const wood = pen.paint('#bf9263', 'wood', 'plain');
  pen.add(oval([240, 176], 190, 120), '#d8b98a', 0.16);
  for (const x of [104, 356]) pen.add(band([196, x, x + 20], [262, x + 12, x + 20], 4), '#7d6247');
  pen.add(rect([48, 200], [392, 14], 4), '#221a3c', 0.16);
  pen.add(rect([40, 184], [400, 20], 5), wood);
  pen.line(oval([178, 190], 34, 4), '#e8d3b0', { width: 2.5, opacity: 0.8 });
  pen.group('translate(316 184) rotate(9)', () => {
    pen.add(rect([-17, -62], [34, 48], 5), '#e9dcc3');
    pen.add(oval([0, -54], 3.5), '#7d6247');
    pen.line('M0 -54C-6 -80 24 -86 20 -66', '#a8895f', { width: 2.5 });
  });
  pen.line('M40 184C60 160 70 140 66 112M40 150C56 150 70 140 66 112M52 176C60 160 66 150 78 146', '#9a8f88', {
    width: 1.6,
    opacity: 0.55,
  });
  return pen.svg(480, 320);
}

/** A table lamp that has gone out, with its plug beside it, for pages that failed. 480 x 360, fits light and dark pages. */
export function drawLampOut(): string {
  const pen = new Pen('lamp-out-');
  pen.add(oval([240, 322], 176, 15), '#221a3c', 0.16);
  pen.line('M286 312C330 326 352 290 384 300S420 322 432 306', '#6b6470', { width: 6 });
  pen
    .add(rect([428, 290], [30, 22], 6), '#6b6470')
    .add(rect([456, 294], [12, 4], 2) + rect([456, 304], [12, 4], 2), '#b8a98f');
  pen.group('translate(240 320)', () => {
    pen.add(slab(-186, [12, 74], 3), '#9a8458');
    pen.add(
      lathe([
        [-140, 14],
        [-108, 24],
        [-70, 56],
        [-24, 58],
        [0, 44],
      ]),
      pen.paint('#8c8a99', 'ceramic'),
    );
    pen.group('rotate(7 0 -190)', () => {
      pen.add(band([-286, -62, 62], [-170, -104, 104], 6), pen.paint('#a9a3ad', 'weave'));
      pen.add(slab(-174, [210, 7], 3), '#86818f');
    });
  });
  pen.add(oval([150, 84], 5) + oval([128, 62], 8) + oval([98, 34], 12), '#a9a3ad', 0.35);
  return pen.svg(480, 360);
}

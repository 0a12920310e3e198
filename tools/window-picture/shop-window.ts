import { generateCatalog } from '../../packages/pipelines/src/generate/catalog/generate-catalog.ts';
import { drawAt } from '../../packages/pipelines/src/generate/drawings/draw-product.ts';
import { band, n, oval, rect } from '../../packages/pipelines/src/generate/drawings/geometry.ts';
import type { Drawable } from '../../packages/pipelines/src/generate/drawings/look.ts';
import { Pen } from '../../packages/pipelines/src/generate/drawings/pen.ts';

const width = 1200;
const height = 600;
/** The pane of glass: left, top, width, height. */
const glass = { x: 84, y: 104, w: 1032, h: 414 } as const;
const floor = glass.y + glass.h - 46;
const wood = '#1f4145';
const woodDark = '#173236';
const woodLight = '#2d565a';

/** A product of the demo shop by kind and colour, the middle of its foot, how large it may be. */
interface Exhibit {
  readonly kind: string;
  /** How its slug ends: a watering can, not a plant mister of the same kind. */
  readonly noun: string;
  readonly colorHex: string;
  readonly foot: readonly [number, number];
  readonly box: readonly [number, number];
}

const plinths = [
  { x: 306, w: 166, h: 84 },
  { x: 720, w: 178, h: 60 },
] as const;

const exhibits: readonly Exhibit[] = [
  { kind: 'plant-pot', noun: 'plant-pot', colorHex: '#c4734f', foot: [176, floor + 10], box: [160, 230] },
  { kind: 'watering-can', noun: 'watering-can', colorHex: '#9caf8f', foot: [262, floor + 28], box: [128, 100] },
  { kind: 'kettle', noun: 'kettle', colorHex: '#c27f58', foot: [389, floor - 84 + 8], box: [136, 148] },
  { kind: 'armchair', noun: 'chair', colorHex: '#2f5f6b', foot: [588, floor + 18], box: [244, 244] },
  { kind: 'sneaker', noun: 'sneakers', colorHex: '#b5622f', foot: [809, floor - 60 + 8], box: [142, 100] },
  { kind: 'teddy', noun: 'bear', colorHex: '#cf9a58', foot: [704, floor + 28], box: [100, 116] },
  { kind: 'lamp', noun: 'ceramic-lamp', colorHex: '#e07a5f', foot: [968, floor + 6], box: [168, 244] },
  { kind: 'teapot', noun: 'teapot', colorHex: '#5f83c2', foot: [1056, floor + 28], box: [112, 92] },
];

const pendant: Exhibit = {
  kind: 'pendant',
  noun: 'pendant',
  colorHex: '#d3a02f',
  foot: [588, glass.y + 148],
  box: [176, 176],
};

/** The README's picture: a shop window with things of the demo shop in it. Standalone, transparent around the house front. */
export function drawShopWindow(): string {
  const catalog = generateCatalog({ products: 1000, seed: 1 });
  const pen = new Pen('w');
  pen.add(rect([40, 44], [1120, 540], 14), wood);
  room(pen);
  pen.clip(rect([glass.x, glass.y], [glass.w, glass.h]), () => {
    hang(pen, pick(catalog, pendant));
    for (const place of plinths) plinth(pen, place);
    for (const exhibit of exhibits)
      drawAt(pen, pick(catalog, exhibit), { box: exhibit.box, foot: exhibit.foot, shadow: 0.2 });
    reflections(pen);
  });
  frame(pen);
  awning(pen);
  const title =
    '<title>A shop window with a lit lamp, an armchair, a kettle, a sneaker and other things of the demo shop</title>';
  return pen.svg(width, height).replace('><defs>', ` role="img">${title}<defs>`);
}

/** The product of the kind whose colour comes nearest. */
function pick(catalog: readonly Drawable[], { kind, noun, colorHex }: Exhibit): Drawable {
  const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const wanted = channels(colorHex);
  const farness = (hex: string) => channels(hex).reduce((sum, value, i) => sum + (value - (wanted[i] ?? 0)) ** 2, 0);
  const [best] = catalog
    .filter((product) => product.kind === kind && product.slug.endsWith(noun))
    .sort((a, b) => farness(a.colorHex) - farness(b.colorHex));
  if (best === undefined)
    throw new Error(`The demo catalog has no ${kind} called ${noun}. Name another kind in shop-window.ts.`);
  return best;
}

function room(pen: Pen): void {
  const { x, y, w, h } = glass;
  const wall = pen.define(
    '<linearGradient id="%" x2="0" y2="1"><stop stop-color="#e9cfae"/><stop offset="1" stop-color="#f6e6cd"/></linearGradient>',
  );
  pen.add(rect([x, y], [w, h]), wall);
  const light = pen.define(
    '<radialGradient id="%"><stop stop-color="#fff8e4" stop-opacity=".95"/><stop offset="1" stop-color="#fff3d6" stop-opacity="0"/></radialGradient>',
  );
  pen.clip(rect([x, y], [w, h]), () => {
    for (let i = 1; i < 12; i++) pen.add(rect([x + (i * w) / 12, y], [2, h]), '#b98d5e', 0.12);
    pen.add(oval([588, 330], 470, 290), light);
    pen.add(oval([968, 330], 210, 190), light, 0.7);
    pen.add(rect([x, floor - 26], [w, 90]), pen.paint('#c79a68', 'wood', 'plain'));
    pen.add(rect([x, floor - 26], [w, 4]), '#fff2d8', 0.5);
    pen.add(oval([588, floor + 26], 330, 34), '#fff0c8', 0.35);
  });
}

function plinth(pen: Pen, { x, w, h }: (typeof plinths)[number]): void {
  pen.add(oval([x + w / 2 + 8, floor + 12], w * 0.6, 12), '#221a3c', 0.16);
  pen.add(rect([x, floor - h], [w, h + 12], 3), '#efe3cf');
  pen.add(rect([x + w * 0.66, floor - h], [w * 0.34, h + 12], 3), '#dccbb0');
  pen.add(rect([x - 3, floor - h - 5], [w + 6, 16], 3), '#fbf4e6');
}

function hang(pen: Pen, lamp: Drawable): void {
  pen.add(band([glass.y + 132, 532, 644], [floor + 10, 320, 856]), '#fff1c9', 0.3);
  drawAt(pen, lamp, { box: pendant.box, foot: pendant.foot, shadow: 0 });
}

/** Two bands of street light, so that one sees the glass. */
function reflections(pen: Pen): void {
  const { y, h } = glass;
  const bottom = y + h;
  for (const [left, thick, opacity] of [
    [250, 90, 0.13],
    [372, 26, 0.1],
    [1010, 120, 0.11],
  ] as const)
    pen.add(band([y, left, left + thick], [bottom, left - 170, left - 170 + thick]), '#ffffff', opacity);
}

function frame(pen: Pen): void {
  const { x, y, w, h } = glass;
  const border = `${rect([x - 16, y - 16], [w + 32, h + 32], 6)}${rect([x, y], [w, h])}`;
  pen.add(border, woodLight);
  pen.add(rect([x, y], [w, 10]), '#221a3c', 0.18);
  pen.add(rect([x, y + h - 4], [w, 4]), woodDark);
  pen.add(rect([52, glass.y + h + 16], [1096, 20], 4), woodLight);
  pen.add(rect([52, glass.y + h + 32], [1096, 6], 3), woodDark);
  for (let i = 0; i < 4; i++) pen.add(rect([84 + i * 262, 560], [246, 16], 3), woodDark);
}

/** Cream and terracotta, scalloped, with its shadow on the glass. */
function awning(pen: Pen): void {
  const count = 17;
  const step = 1160 / count;
  const scallop = (i: number, drop: number) =>
    `M${n(20 + i * step)} ${drop}v26a${n(step / 2)} ${n(step / 2.6)} 0 0 0 ${n(step)} 0v-26z`;
  let shadow = '';
  for (let i = 1; i < count - 1; i++) shadow += scallop(i, 122);
  pen.add(shadow, '#221a3c', 0.1);
  for (let i = 0; i < count; i++) {
    const color = i % 2 === 0 ? '#c8684a' : '#fbf1e0';
    const dark = i % 2 === 0 ? '#a9523a' : '#e6d6bd';
    const from = 60 + (i * 1080) / count;
    pen.add(band([16, from, from + 1080 / count], [92, 20 + i * step, 20 + (i + 1) * step]), color);
    pen.add(scallop(i, 92), dark);
  }
  pen.add(rect([56, 10], [1088, 12], 6), woodDark);
}

import { kindOf } from '../catalog/kinds/index.ts';
import { palettes } from '../catalog/palette.ts';
import { hashText, pick, seededRandom, type Random } from '../catalog/random.ts';
import { materialOf } from '../catalog/soft-material.ts';
import { mix } from './color.ts';
import { n, oval, rect } from './geometry.ts';
import { drawingOf } from './kinds/index.ts';
import { Look, type Drawable, type Frame } from './look.ts';
import { Pen } from './pen.ts';

/** The three pictures of a product. */
export type View = 'front' | 'detail' | 'set';

const width = 640;
const height = 800;

/**
 * A product as a standalone SVG of 640 x 800 units on no background: lay it on `tileTint(product)`.
 * Deterministic; every id in it starts with a hash of slug and view, so pictures can be inlined side by side.
 * `front` shows the whole thing, `detail` comes close enough to see the material, `set` puts it beside what goes with it.
 */
export function drawProduct(product: Drawable, view: View): string {
  const pen = new Pen(`v${hashText(`${product.slug} ${view}`).toString(36)}-`);
  if (view === 'detail') drawDetail(pen, product);
  else if (view === 'set') drawSet(pen, product);
  else drawAt(pen, product, { box: [440, 520], foot: [width / 2, 672], shadow: 0.2 });
  return pen.svg(width, height);
}

/** Where to put a product: largest size, the middle of its foot, strength of its shadow. */
export interface Place {
  readonly box: readonly [number, number];
  readonly foot: readonly [number, number];
  readonly shadow: number;
}

/** The seed of a product's shape: the same in each of its views. */
function shapeRandom(product: Drawable): Random {
  return seededRandom(hashText(`${product.slug} shape`));
}

/** How large a kind would come out, without keeping the drawing. */
export function frameOf(product: Drawable): Frame {
  return drawingOf(product.kind)(new Pen('x'), new Look(product, shapeRandom(product)));
}

/** Draws a product into a pen, standing, lying or hanging in its place, with its contact shadow. */
export function drawAt(pen: Pen, product: Drawable, place: Place): void {
  const frame = frameOf(product);
  const scale = Math.min(place.box[0] / frame.w, place.box[1] / frame.h);
  const [x, foot] = place.foot;
  const stands = (frame.ground ?? 'stand') === 'stand';
  const whole = place.box[1] > 450;
  const y = stands || !whole ? foot : Math.min(foot, 400 + (frame.h * scale) / 2);
  if (place.shadow > 0)
    castShadow(pen, frame, { at: [x, y], scale, strength: stands ? place.shadow : place.shadow * 0.7 });
  pen.group(`translate(${n(x)} ${n(y)}) scale(${Math.round(scale * 1000) / 1000})`, () => {
    drawingOf(product.kind)(pen, new Look(product, shapeRandom(product)));
  });
}

interface Cast {
  readonly at: readonly [number, number];
  readonly scale: number;
  readonly strength: number;
}

function castShadow(pen: Pen, frame: Frame, cast: Cast): void {
  const soft = pen.define(
    `<radialGradient id="%"><stop stop-color="#221a3c" stop-opacity="${Math.round(cast.strength * 200) / 100}"/><stop offset=".55" stop-color="#221a3c" stop-opacity="${Math.round(cast.strength * 100) / 100}"/><stop offset="1" stop-color="#221a3c" stop-opacity="0"/></radialGradient>`,
  );
  const [x, y] = cast.at;
  const half = (frame.w * cast.scale) / 2;
  const drop = frame.ground === 'flat' || frame.ground === 'hang' ? 34 : 0;
  pen.add(oval([x + half * 0.07, y + drop], half * (drop > 0 ? 0.72 : 1.08), drop > 0 ? 12 : 15), soft);
}

function drawDetail(pen: Pen, product: Drawable): void {
  const frame = frameOf(product);
  const scale = Math.min(440 / frame.w, 520 / frame.h) * 2.7;
  const [fx, fy] = frame.focus;
  pen.group(
    `translate(${n(width / 2 - fx * scale)} ${n(height / 2 - fy * scale)}) scale(${Math.round(scale * 1000) / 1000})`,
    () => {
      drawingOf(product.kind)(pen, new Look(product, shapeRandom(product)));
    },
  );
}

/** Rough heights in cm of kinds that look wrong at a common size beside others. */
const heights: Readonly<Record<string, number>> = {
  sofa: 80,
  armchair: 85,
  chair: 80,
  table: 75,
  bench: 46,
  stool: 55,
  shelf: 140,
  'floor-lamp': 155,
  tent: 110,
  coat: 105,
  jacket: 70,
  parka: 90,
  sweater: 66,
  shirt: 75,
  umbrella: 90,
  kite: 110,
  rug: 180,
  blanket: 30,
  mirror: 65,
  towel: 70,
  duffel: 32,
  backpack: 45,
  tote: 40,
  lamp: 45,
  'desk-lamp': 48,
  pendant: 60,
  basket: 38,
  scarf: 70,
};

/** Something that goes with the product, drawn plainly in a colour that stands back. */
export function companion(product: Drawable, kind: string, random: Random): Drawable {
  const spec = kindOf(kind);
  const material = pick(random, spec.materials);
  const colors = materialOf(material).colors ?? palettes[spec.palette];
  const attributes: Record<string, string | number> = { noun: spec.nouns[0] ?? kind };
  for (const [name, [low, high]] of Object.entries(spec.size)) attributes[name] = (low + high) / 2;
  for (const [name, words] of Object.entries(spec.words ?? {})) attributes[name] = pick(random, words);
  return {
    slug: `${product.slug} with ${kind}`,
    kind,
    colorHex: mix(pick(random, colors).hex, '#d9cbb6', 0.28),
    material,
    style: product.style,
    complements: [],
    attributes,
  };
}

function drawSet(pen: Pen, product: Drawable): void {
  const random = seededRandom(hashText(`${product.slug} set`));
  backdrop(pen, product, random);
  const kinds = product.complements.filter((kind) => !['pendant', 'rug', 'table', 'shelf', 'sofa'].includes(kind));
  const own = heights[product.kind] ?? 22;
  const left = random() < 0.5;
  const shown = kinds.slice(0, kinds.length > 1 && random() < 0.6 ? 2 : 1);
  for (const [i, kind] of shown.entries()) {
    const ratio = Math.max(0.5, Math.min(0.98, ((heights[kind] ?? 22) / own) ** 0.5));
    const side = (i === 0) === left ? -1 : 1;
    drawAt(pen, companion(product, kind, random), {
      box: [210 * ratio + 20, 330 * ratio],
      foot: [width / 2 + side * 186, 640 - i * 8],
      shadow: 0.14,
    });
  }
  const lean = shown.length === 2 ? 0 : left ? 56 : -56;
  drawAt(pen, product, { box: [370, 430], foot: [width / 2 + lean, 690], shadow: 0.22 });
}

/** A wall shape and a surface in the product's own hue, so that the set reads as a place. */
function backdrop(pen: Pen, product: Drawable, random: Random): void {
  const hex = mix(product.colorHex, '#e9dcc6', 0.45);
  const shape = pick(random, ['arch', 'sun', 'window'] as const);
  if (shape === 'sun') pen.add(oval([width / 2 + (random() - 0.5) * 120, 330], 236), hex, 0.3);
  else if (shape === 'arch') pen.add('M104 610V330a216 216 0 0 1 432 0V610z', hex, 0.28);
  else
    pen.add(
      rect([116, 120], [198, 240], 10) +
        rect([326, 120], [198, 240], 10) +
        rect([116, 372], [198, 238], 10) +
        rect([326, 372], [198, 238], 10),
      hex,
      0.26,
    );
  pen.add(rect([0, 606], [width, 194]), hex, 0.36);
  pen.add(rect([0, 606], [width, 5]), '#2b2350', 0.08);
}

import { kindOf } from '../catalog/kinds/index.ts';
import { palettes } from '../catalog/palette.ts';
import { hashText, pick, seededRandom, shuffled, type Random } from '../catalog/random.ts';
import { materialOf } from '../catalog/soft-material.ts';
import { mix } from './color.ts';
import { n, oval, rect } from './geometry.ts';
import { drawingOf } from './kinds/index.ts';
import { lowestPoint } from './lowest-point.ts';
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
  const prefix = `v${hashText(`${product.slug} ${view}`).toString(36)}-`;
  if (view === 'set') return drawSet(product, prefix);
  const pen = new Pen(prefix, view === 'detail');
  if (view === 'detail') drawDetail(pen, product);
  else drawAt(pen, product, frontPlace);
  return pen.svg(width, height);
}

/**
 * How far down its front picture a product ends, as a share of the picture's height: the line on which to stand it. Taken
 * from what is drawn, because what lies at an angle or hangs ends elsewhere than its frame.
 */
export function footOf(product: Drawable): number {
  const pen = new Pen('x');
  drawAt(pen, product, { ...frontPlace, shadow: 0 });
  return Math.round((lowestPoint(pen.svg(width, height)) / height) * 1000) / 1000;
}

/** Where to put a product: largest size, the middle of its foot, strength of its shadow. */
export interface Place {
  readonly box: readonly [number, number];
  readonly foot: readonly [number, number];
  readonly shadow: number;
}

const frontPlace: Place = { box: [440, 520], foot: [width / 2, 672], shadow: 0.2 };

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
  const whole = place.box[1] > 450;
  const low = whole && frame.h < frame.w * 0.8 ? (frame.h < frame.w * 0.5 ? 1.24 : 1.14) : 1;
  const scale = Math.min((place.box[0] * low) / frame.w, place.box[1] / frame.h);
  const [middleX, foot] = place.foot;
  const x = middleX - (frame.cx ?? 0) * scale;
  const stands = (frame.ground ?? 'stand') === 'stand';
  const middle = 400 + (frame.h * scale) / 2;
  const y = whole ? Math.min(foot, stands ? middle + 60 : middle) : foot;
  const drop = whole && !stands ? 34 : 0;
  if (place.shadow > 0)
    castShadow(pen, frame, { at: [middleX, y], scale, strength: drop > 0 ? place.shadow * 0.7 : place.shadow, drop });
  pen.group(`translate(${n(x)} ${n(y)}) scale(${n3(scale * girth(product))} ${n3(scale)})`, () => {
    drawingOf(product.kind)(pen, new Look(product, shapeRandom(product)));
  });
}

function n3(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const truly = new Set(['plate', 'clock', 'ball', 'mirror', 'yoga-mat', 'racket']);

/** A slightly slimmer or broader build for each product, except for what has to be round. */
function girth(product: Drawable): number {
  return truly.has(product.kind) ? 1 : 0.965 + (hashText(`${product.slug} girth`) % 71) / 1000;
}

interface Cast {
  readonly at: readonly [number, number];
  readonly scale: number;
  readonly strength: number;
  /** How far the shadow lies below, for what does not stand. */
  readonly drop: number;
}

function castShadow(pen: Pen, frame: Frame, cast: Cast): void {
  const soft = pen.define(
    `<radialGradient id="%"><stop stop-color="#221a3c" stop-opacity="${Math.round(cast.strength * 200) / 100}"/><stop offset=".55" stop-color="#221a3c" stop-opacity="${Math.round(cast.strength * 100) / 100}"/><stop offset="1" stop-color="#221a3c" stop-opacity="0"/></radialGradient>`,
  );
  const [x, y] = cast.at;
  const half = (frame.w * cast.scale) / 2;
  const drop = cast.drop;
  pen.add(oval([x + half * 0.07, y + drop], half * (drop > 0 ? 0.72 : 1.08), drop > 0 ? 12 : 15), soft);
}

function drawDetail(pen: Pen, product: Drawable): void {
  const frame = frameOf(product);
  const fit = Math.min(440 / frame.w, 520 / frame.h);
  const scale = Math.min(fit * 4.4, Math.max(fit * 2.7, 1150 / frame.h));
  const [fx, fy] = frame.focus;
  pen.group(
    `translate(${n(width / 2 - fx * scale)} ${n(height / 2 - fy * scale)}) scale(${Math.round(scale * 1000) / 1000})`,
    () => {
      drawingOf(product.kind)(pen, new Look(product, shapeRandom(product)));
    },
  );
}

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

/** Kinds that fill a room: as companions they would leave no place for the product. */
const tooLarge = new Set(['pendant', 'rug', 'table', 'shelf', 'sofa', 'bench', 'keyboard', 'puzzle']);
/** Seats beside a small thing would look like a doll's. */
const seats = new Set(['armchair', 'chair', 'stool']);
const onTheWall = new Set(['mirror', 'clock', 'birdhouse', 'towel']);
const fromAbove = new Set(['pendant', 'hanging pot']);

/** Largest measure in cm by the attributes, for sizes beside one another. */
function extent(product: Drawable): number {
  const folded = smallThings[product.kind];
  if (folded !== undefined) return folded;
  const sizes = ['height', 'length', 'width', 'diameter', 'reach'].map((name) => product.attributes[name]);
  const known = sizes.filter((value) => typeof value === 'number');
  return known.length === 0 ? 26 : Math.max(...known);
}

/** Extents in cm of what is worn, or shown folded: its measures would say something else. */
const smallThings: Readonly<Record<string, number>> = {
  sneaker: 30,
  boot: 36,
  loafer: 30,
  sandal: 29,
  sweater: 66,
  hat: 24,
  gloves: 27,
  blanket: 44,
  scarf: 62,
  towel: 62,
};

/** Middle of the largest measure of a kind, in cm. */
function usualExtent(kind: string): number {
  const sizes = ['height', 'length', 'width', 'diameter', 'reach'].map((name) => kindOf(kind).size[name]);
  const middles = sizes.flatMap((range) => (range === undefined ? [] : [(range[0] + range[1]) / 2]));
  return smallThings[kind] ?? (middles.length === 0 ? 26 : Math.max(...middles));
}

/** At most two companions; fewer when the picture would pass 6 kB. */
function drawSet(product: Drawable, prefix: string): string {
  const random = seededRandom(hashText(`${product.slug} set`));
  const kinds = shuffled(
    random,
    product.complements.filter(
      (kind) =>
        !tooLarge.has(kind) &&
        !(seats.has(kind) && extent(product) < 80) &&
        kind !== product.kind &&
        usualExtent(kind) < extent(product) * 2.4,
    ),
  );
  const wanted = random() < 0.6 ? 2 : 1;
  const options = [kinds.slice(0, wanted), kinds.slice(0, 1), kinds.slice(1, 2), kinds.slice(2, 3), []];
  let smallest = '';
  for (const companions of options) {
    const pen = new Pen(prefix);
    composeSet(pen, product, companions);
    const svg = pen.svg(width, height);
    if (svg.length <= 6144) return svg;
    if (smallest === '' || svg.length < smallest.length) smallest = svg;
  }
  return smallest;
}

function composeSet(pen: Pen, product: Drawable, companions: readonly string[]): void {
  const random = seededRandom(hashText(`${product.slug} set place`));
  backdrop(pen, product, random);
  const frame = frameOf(product);
  const noun = String(product.attributes['noun'] ?? '');
  const wall = onTheWall.has(product.kind);
  const above = fromAbove.has(product.kind) || fromAbove.has(noun);
  const roomy = companions.length === 0 ? 520 : frame.h < frame.w * 0.6 ? 420 : 370;
  const scale = Math.min(roomy / frame.w, (wall || above ? 400 : 430) / frame.h);
  const drawn = Math.max(frame.w, frame.h) * scale;
  const left = random() < 0.5;
  for (const [i, kind] of companions.entries()) {
    const other = companion(product, kind, random);
    const size = drawn * Math.max(0.42, Math.min(1.15, (extent(other) / extent(product)) ** 0.7));
    const side = (i === 0) === left ? -1 : 1;
    const hung = onTheWall.has(kind);
    drawAt(pen, other, {
      box: [Math.min(size, 250), Math.min(size, 420)],
      foot: [width / 2 + side * (hung ? 170 : 184), hung ? 420 : 648 - i * 10],
      shadow: hung ? 0 : 0.14,
    });
  }
  const lean = companions.length === 1 ? (left ? 52 : -52) : 0;
  const foot = above ? frame.h * scale - 4 : wall ? 540 : 696;
  drawAt(pen, product, {
    box: [roomy, wall || above ? 400 : 430],
    foot: [width / 2 + lean, foot],
    shadow: wall || above ? 0 : 0.22,
  });
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

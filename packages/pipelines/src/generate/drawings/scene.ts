import { hashText } from '../catalog/random.ts';
import { mix, shift } from './color.ts';
import { drawAt, frameOf } from './draw-product.ts';
import { band, n, oval, rect, soft, taper } from './geometry.ts';
import type { Drawable } from './look.ts';
import { Pen } from './pen.ts';

/** Format and light of the still life on the home page. */
export interface SceneOptions {
  /** `wide` is 1600 x 900, `tall` is 800 x 1000. */
  readonly format: 'wide' | 'tall';
  readonly theme: 'light' | 'dark';
}

/** A place on a board: middle of the foot, largest size. */
type Slot = readonly [x: number, y: number, w: number, h: number];

interface Plan {
  readonly size: readonly [number, number];
  /** Upper left corner and size of the window. */
  readonly window: readonly [number, number, number, number];
  readonly counter: number;
  /** Boards on the wall: x, y, length. */
  readonly boards: readonly (readonly [number, number, number])[];
  readonly pendant: readonly [x: number, size: number];
  readonly hung: readonly Slot[];
  readonly standing: readonly Slot[];
}

const plans: Readonly<Record<SceneOptions['format'], Plan>> = {
  wide: {
    size: [1600, 900],
    window: [96, 84, 560, 520],
    counter: 716,
    boards: [
      [1010, 330, 500],
      [930, 536, 580],
    ],
    pendant: [776, 210],
    hung: [[776, 596, 124, 132]],
    standing: [
      [1168, 812, 270, 250],
      [900, 792, 230, 240],
      [640, 812, 240, 300],
      [1440, 804, 220, 236],
      [404, 792, 190, 200],
      [186, 812, 210, 250],
      [1010, 526, 110, 120],
      [1150, 526, 130, 150],
      [1300, 526, 120, 140],
      [1430, 526, 120, 130],
      [1090, 320, 120, 150],
      [1230, 320, 120, 130],
      [1370, 320, 120, 150],
      [1466, 320, 70, 110],
    ],
  },
  tall: {
    size: [800, 1000],
    window: [64, 76, 400, 460],
    counter: 756,
    boards: [
      [500, 470, 250],
      [500, 300, 250],
    ],
    pendant: [400, 190],
    hung: [],
    standing: [
      [560, 884, 260, 280],
      [262, 872, 250, 270],
      [410, 808, 130, 170],
      [92, 816, 140, 190],
      [722, 830, 130, 210],
      [562, 460, 90, 110],
      [680, 460, 110, 120],
      [556, 290, 80, 100],
      [672, 290, 110, 130],
    ],
  },
};

const unfit = new Set([
  'rug',
  'table',
  'shelf',
  'sofa',
  'bench',
  'tent',
  'coat',
  'jacket',
  'parka',
  'sweater',
  'shirt',
  'umbrella',
  'kite',
  'floor-lamp',
  'towel',
  'pendant',
  'birdhouse',
  'pen',
  'trowel',
  'racket',
  'keyboard',
  'knife',
  'cutlery',
  'puzzle',
  'scarf',
  'sandal',
  'pan',
  'wallet',
  'rug',
  'gloves',
]);
const wallKinds = new Set(['mirror', 'clock']);
const large = new Set([
  'chair',
  'armchair',
  'stool',
  'backpack',
  'duffel',
  'basket',
  'teddy',
  'lamp',
  'desk-lamp',
  'boot',
  'tote',
  'plant-pot',
  'watering-can',
  'cushion',
  'blanket',
  'speaker',
]);

/**
 * The window at dusk: real products on a counter and on shelves beside an evening sky, under a lit pendant.
 * Give 12 to 30 products in the order of their importance; what does not fit a shelf (sofas, coats) is left out.
 * Standalone SVG, deterministic, about 30 kB, ids unique to the products, format and theme.
 */
export function drawScene(products: readonly Drawable[], options: SceneOptions): string {
  const plan = plans[options.format];
  const dark = options.theme === 'dark';
  const pen = new Pen(
    `s${hashText(`${options.format}${options.theme}${products.map((p) => p.slug).join()}`).toString(36)}-`,
  );
  const [width, height] = plan.size;
  pen.add(rect([0, 0], [width, height]), dark ? '#262639' : '#efe2cd');
  lightFall(pen, plan, dark);
  drawWindow(pen, plan.window, dark);
  for (const [x, y, length] of plan.boards) drawBoard(pen, [x, y, length], dark);
  hang(pen, plan, products);
  drawCounter(pen, plan, dark);
  const placed = assign(plan, products);
  for (const [product, [x, y, w, h]] of placed)
    drawAt(pen, product, { box: [w, h], foot: [x, y], shadow: dark ? 0.3 : 0.2 });
  if (dark) dusk(pen, plan);
  return pen.svg(width, height);
}

/** Large things to the counter, small ones to the boards, no kind twice while there is choice. */
function assign(plan: Plan, products: readonly Drawable[]): [Drawable, Slot][] {
  const usable = products.filter((product) => !unfit.has(product.kind) && !wallKinds.has(product.kind));
  const order = [...usable.filter((p, i) => usable.findIndex((q) => q.kind === p.kind) === i), ...usable];
  const taken = new Set<string>();
  const placed: [Drawable, Slot][] = [];
  for (const slot of plan.standing) {
    const roomy = slot[1] > plan.counter;
    const free = order.filter((product) => !taken.has(product.slug));
    const chosen = free.find((product) => large.has(product.kind) === roomy) ?? (roomy ? free[0] : undefined);
    if (chosen === undefined) continue;
    taken.add(chosen.slug);
    placed.push([chosen, slot]);
  }
  return placed.sort((a, b) => a[1][1] - b[1][1]);
}

function hang(pen: Pen, plan: Plan, products: readonly Drawable[]): void {
  const lamp = products.find((product) => product.kind === 'pendant');
  const [x, size] = plan.pendant;
  if (lamp !== undefined) {
    const frame = frameOf(lamp);
    const scale = size / frame.w;
    drawAt(pen, lamp, { box: [size, 440], foot: [x, Math.min(440, frame.h * scale) - 6], shadow: 0 });
  }
  const onWall = products.filter((product) => wallKinds.has(product.kind) && frameOf(product).ground === 'flat');
  for (const [i, [sx, sy, w, h]] of plan.hung.entries()) {
    const product = onWall[i];
    if (product !== undefined) drawAt(pen, product, { box: [w, h], foot: [sx, sy], shadow: 0 });
  }
}

function lightFall(pen: Pen, plan: Plan, dark: boolean): void {
  const [x] = plan.pendant;
  const warm = pen.define(
    `<radialGradient id="%"><stop stop-color="${dark ? '#f0b46a' : '#fff6df'}" stop-opacity="${dark ? '.5' : '.95'}"/><stop offset="1" stop-color="${dark ? '#f0b46a' : '#fff6df'}" stop-opacity="0"/></radialGradient>`,
  );
  pen.add(oval([x, plan.counter * 0.52], plan.size[0] * 0.42, plan.counter * 0.62), warm);
}

function drawWindow(pen: Pen, [x, y, w, h]: Plan['window'], dark: boolean): void {
  const sky = dark
    ? '<stop stop-color="#1d2447"/><stop offset=".55" stop-color="#4a4573"/><stop offset=".85" stop-color="#a66a72"/><stop offset="1" stop-color="#d99a6c"/>'
    : '<stop stop-color="#7f93bd"/><stop offset=".5" stop-color="#c9b3c4"/><stop offset=".8" stop-color="#f0bf9a"/><stop offset="1" stop-color="#f7d9a2"/>';
  const frame = dark ? '#4b3a35' : '#fbf5ea';
  const edge = dark ? '#352a2b' : '#d9c6aa';
  pen.add(rect([x - 26, y - 26], [w + 52, h + 52], 10), edge);
  pen.add(rect([x - 22, y - 22], [w + 40, h + 42], 8), frame);
  const pane = rect([x, y], [w, h]);
  pen.add(pane, pen.define(`<linearGradient id="%" x2="0" y2="1">${sky}</linearGradient>`));
  pen.clip(pane, () => {
    pen.add(oval([x + w * 0.74, y + h * 0.24], 26), dark ? '#f3e7c6' : '#fff4d6', dark ? 0.95 : 0.8);
    const far = dark ? '#3a345c' : '#b592a3';
    const near = dark ? '#272545' : '#8d7590';
    pen.add(
      soft(
        [
          [x, y + h],
          [x, y + h * 0.74],
          [x + w * 0.2, y + h * 0.68],
          [x + w * 0.42, y + h * 0.76],
          [x + w * 0.7, y + h * 0.66],
          [x + w, y + h * 0.75],
          [x + w, y + h],
        ],
        30,
      ),
      far,
    );
    let roofs = `M${n(x)} ${n(y + h)}`;
    const step = w / 7;
    for (let i = 0; i < 7; i++) {
      const top = y + h * (0.84 - ((i * 37) % 5) * 0.022);
      roofs += `L${n(x + i * step)} ${n(top + 26)}L${n(x + (i + 0.5) * step)} ${n(top)}L${n(x + (i + 1) * step)} ${n(top + 26)}`;
    }
    pen.add(`${roofs}L${n(x + w)} ${n(y + h)}z`, near);
    let lights = '';
    for (let i = 0; i < 9; i++)
      lights += rect([x + 18 + ((i * 211) % Math.round(w - 40)), y + h * 0.9 + (i % 3) * 13], [7, 9], 1);
    pen.add(lights, '#f6c877', dark ? 0.95 : 0.8);
    pen.add(band([y, x + w * 0.08, x + w * 0.2], [y + h, x - w * 0.3, x - w * 0.16]), '#ffffff', 0.1);
  });
  pen.add(rect([x + w / 2 - 7, y], [14, h]) + rect([x, y + h * 0.42], [w, 12]), frame);
  pen.add(rect([x - 40, y + h + 18], [w + 80, 20], 4), frame).add(rect([x - 40, y + h + 32], [w + 80, 7], 3), edge);
}

function drawBoard(pen: Pen, [x, y, length]: readonly [number, number, number], dark: boolean): void {
  const wood = dark ? '#7d5a41' : '#c79b6a';
  for (const at of [x + 46, x + length - 60])
    pen.add(band([y + 12, at, at + 14], [y + 54, at + 8, at + 14], 3), dark ? '#2d2a33' : '#8a7258');
  pen.add(rect([x + 10, y + 14], [length - 6, 12], 3), '#221a3c', 0.14);
  pen.add(rect([x, y], [length, 15], 3), pen.paint(wood, 'wood', 'plain'));
}

function drawCounter(pen: Pen, plan: Plan, dark: boolean): void {
  const [width, height] = plan.size;
  const wood = dark ? '#6e4e3a' : '#d3a877';
  pen.add(rect([0, plan.counter], [width, height - plan.counter]), pen.paint(wood, 'wood', 'plain'));
  pen.add(rect([0, plan.counter], [width, 9]), mix(wood, '#fff2d8', dark ? 0.18 : 0.4));
  pen.add(rect([0, height - 34], [width, 34]), shift(wood, -0.12));
  const pool = pen.define(
    '<radialGradient id="%"><stop stop-color="#ffdf9e" stop-opacity=".6"/><stop offset="1" stop-color="#ffdf9e" stop-opacity="0"/></radialGradient>',
  );
  pen.add(oval([plan.pendant[0], plan.counter + 90], width * 0.36, 92), pool);
}

/** Evening over everything that the lamp does not reach. */
function dusk(pen: Pen, plan: Plan): void {
  const [width, height] = plan.size;
  const x = plan.pendant[0] / width;
  const veil = pen.define(
    `<radialGradient id="%" cx="${Math.round(x * 100) / 100}" cy=".55" r=".75"><stop stop-color="#15142b" stop-opacity="0"/><stop offset=".45" stop-color="#15142b" stop-opacity=".08"/><stop offset="1" stop-color="#15142b" stop-opacity=".5"/></radialGradient>`,
  );
  pen.add(rect([0, 0], [width, height]), veil);
  pen.add(taper([plan.counter * 0.3, 200], [plan.counter + 60, width * 0.6]), '#ffd98a', 0.03);
}

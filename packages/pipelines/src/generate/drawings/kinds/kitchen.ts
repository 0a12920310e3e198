import { shift } from '../color.ts';
import { type Point, band, curve, lathe, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';

interface KettleShape {
  readonly w: number;
  readonly h: number;
  readonly rim: number;
  readonly gooseneck: boolean;
}

/** Spout and handle, behind the body. */
function kettleHandle(pen: Pen, look: Look, { w, h, rim, gooseneck }: KettleShape): void {
  const wood = pen.paint(look.wood(), 'wood', 'plain');
  const spout: Point[] = gooseneck
    ? [
        [w - 14, -h * 0.22],
        [w + 34, -h * 0.3],
        [w + 42, -h * 0.72],
        [w + 74, -h * 0.96],
      ]
    : [
        [w - 20, -h * 0.42],
        [w + 20, -h * 0.6],
        [w + 50, -h * 0.88],
      ];
  pen.line(curve(spout), shade(look.hex), { width: gooseneck ? 15 : 27 });
  if (gooseneck)
    pen.line(
      curve([
        [-rim * 0.7, -h * 0.98],
        [-w * 0.9, -h * 1.16],
        [-w - 44, -h * 0.86],
        [-w - 40, -h * 0.4],
      ]),
      look.wood(),
      { width: 19 },
    );
  else {
    pen.line(
      `M${n(-rim)} ${n(-h * 0.9)}C${n(-rim - 30)} ${n(-h * 1.55)} ${n(rim + 30)} ${n(-h * 1.55)} ${n(rim)} ${n(-h * 0.9)}`,
      shift(look.hex, -0.16),
      { width: 9 },
    );
    pen.add(rect([-rim * 0.72, -h * 1.46], [rim * 1.44, 24], 12), wood);
  }
}

const kettle: DrawKind = (pen, look) => {
  const w = look.range(118, 142);
  const h = w * look.range(1.35, 1.75);
  const wood = pen.paint(look.wood(), 'wood', 'plain');
  const body = look.main(pen);
  const rim = h * look.range(0.5, 0.62);
  const gooseneck = look.has('pour-over');
  kettleHandle(pen, look, { w, h, rim, gooseneck });
  pen.add(
    lathe([
      [-h, rim],
      [-h * 0.92, rim + 8],
      [-h * 0.5, w * 0.9],
      [-h * 0.14, w],
      [-4, w * 0.97],
      [0, w * 0.9],
    ]),
    body,
  );
  pen.add(
    lathe([
      [-h - 20, 14],
      [-h - 14, rim * 0.7],
      [-h, rim + 2],
    ]),
    look.main(pen, 'plain'),
  );
  pen.add(rect([-rim - 6, -h - 4], [rim * 2 + 12, 9], 4), shade(look.hex));
  pen.add(oval([0, -h - 30], 15, 13), wood);
  pen.add(slab(-8, [w * 1.84, 8], 4), shift(look.hex, -0.18), 0.6);
  return {
    w: w * 2 + (gooseneck ? 118 : 56),
    h: h + (gooseneck ? 46 : h * 0.5),
    cx: gooseneck ? 12 : 28,
    focus: [rim * 0.3, -h * 0.86],
  };
};

const pan: DrawKind = (pen, look) => {
  const r = look.range(150, 170);
  const tall = look.has('sauté');
  const d = tall ? 84 : 56;
  const handle = look.range(185, 230);
  pen.group(`rotate(-4 ${r} -60)`, () => {
    pen.add(
      soft(
        [
          [r - 26, -d + 6],
          [r + handle, -d - 46],
          [r + handle + 8, -d - 22],
          [r - 20, -d + 34],
        ],
        10,
      ),
      look.has('removable')
        ? pen.paint('#a9794c', 'wood', 'under')
        : pen.paint(shift(look.hex, -0.08), look.texture, 'under'),
    );
    pen.add(oval([r + handle - 18, -d - 31], 8, 7), shift(look.hex, -0.22));
  });
  pen.add(band([-d, -r, r], [0, -r * (tall ? 0.93 : 0.8), r * (tall ? 0.93 : 0.8)], 26), look.main(pen));
  pen.add(oval([0, -d], r, 27), shift(look.hex, 0.05));
  pen.add(oval([0, -d + 3], r - 9, 21), shade(look.hex));
  pen.add(
    `M${n(-r + 12)} ${n(-d + 2)}a${n(r - 10)} 21 0 0 0 ${n((r - 10) * 1.1)} 20C${n(-r * 0.4)} ${n(-d + 14)} ${n(-r * 0.8)} ${n(-d + 10)} ${n(-r + 12)} ${n(-d + 2)}`,
    glow(look.hex),
    0.35,
  );
  for (const x of [r - 8, r + 6]) pen.add(oval([x, -d + 8 - (x - r) * 0.2], 3.5), glow(look.hex));
  return { w: r * 2 + handle, h: d + 110, cx: handle / 2, focus: [r * 0.72, -d + 2] };
};

const pot: DrawKind = (pen, look) => {
  const w = look.range(132, 152);
  const h = w * look.ratio(['height', 'diameter'], [0.85, 1.45]);
  const body = look.main(pen);
  const knob = look.has('brass') ? '#c8a35c' : look.has('beech') ? '#dcb283' : '#b4babf';
  const sauce = look.has('saucepan');
  if (sauce) pen.add(rect([w - 10, -h + 22], [170, 24], 12), pen.paint(shift(look.hex, -0.06), look.texture, 'under'));
  for (const side of sauce ? [-1] : [-1, 1]) {
    pen.line(
      `M${n(side * (w - 6))} ${n(-h + 26)}q${n(side * 46)} -8 ${n(side * 46)} 18q0 22 ${n(side * -46)} 16`,
      shade(look.hex),
      { width: 15 },
    );
  }
  pen.add(band([-h, -w, w], [0, -w * 0.95, w * 0.95], 34), body);
  pen.add(
    lathe([
      [-h - 46, 22],
      [-h - 36, w * 0.6],
      [-h - 8, w + 6],
    ]),
    look.main(pen),
  );
  pen.add(rect([-w - 8, -h - 12], [w * 2 + 16, 15], 7), shade(look.hex));
  pen.add(oval([0, -h - 62], 24, 14), pen.paint(knob, 'flat', 'round'));
  pen.add(rect([-8, -h - 54], [16, 14], 3), shift(knob, -0.15));
  return { w: w * 2 + 90 + (sauce ? 110 : 0), h: h + 76, cx: sauce ? 55 : 0, focus: [-w * 0.55, -h - 4] };
};

const knife: DrawKind = (pen, look) => {
  const blade = look.range(250, 285);
  const grip = look.range(125, 142);
  const deep = look.has('santoku') ? 62 : look.has('bread') ? 40 : 54;
  const steel = pen.paint('#c3c8cc', 'metal', 'under');
  pen.group('translate(0 -215) rotate(-58)', () => {
    const x0 = -blade / 2 - 20;
    const tip = look.has('santoku')
      ? `C${n(x0 + blade * 1.0)} ${n(-deep * 0.2)} ${n(x0 + blade)} ${n(deep * 0.2)} ${n(x0 + blade * 0.98)} ${n(deep * 0.86)}`
      : `C${n(x0 + blade * 0.8)} 0 ${n(x0 + blade * 0.96)} ${n(deep * 0.3)} ${n(x0 + blade)} ${n(deep * 0.62)}`;
    const edge = look.has('bread')
      ? Array.from(
          { length: 13 },
          (_, i) => `L${n(x0 + blade * 0.92 - (i * blade * 0.86) / 13)} ${n(deep * (i % 2 === 0 ? 0.92 : 1.02))}`,
        ).join('')
      : `C${n(x0 + blade * 0.8)} ${n(deep * 1.02)} ${n(x0 + blade * 0.5)} ${n(deep * 1.05)} ${n(x0 + 6)} ${n(deep)}`;
    pen.add(`M${n(x0)} 0L${n(x0 + blade * 0.62)} 0${tip}${edge}L${n(x0)} ${n(deep)}z`, steel);
    pen.add(
      `M${n(x0)} ${n(deep * 0.72)}L${n(x0 + blade * 0.9)} ${n(deep * 0.66)}L${n(x0 + blade * 0.86)} ${n(deep * 0.9)}L${n(x0)} ${n(deep)}z`,
      '#ffffff',
      0.28,
    );
    pen.add(rect([x0 - 14, -3], [18, 40], 4), '#8f959b');
    pen.add(
      soft(
        [
          [x0 - 12, -2],
          [x0 - grip, -6],
          [x0 - grip - 8, 34],
          [x0 - grip + 10, 42],
          [x0 - grip * 0.5, 30],
          [x0 - 12, 36],
        ],
        9,
      ),
      pen.paint(look.wood(), 'wood', 'under'),
    );
    for (const share of [0.22, 0.5, 0.78]) pen.add(oval([x0 - 12 - grip * share, 15], 4.5), '#d6c08c');
  });
  return { w: 300, h: 430, focus: [-50, -140], ground: 'flat' };
};

const cuttingBoard: DrawKind = (pen, look) => {
  const h = look.range(330, 390);
  const w = h * look.ratio(['width', 'length'], [0.52, 0.72]);
  const shape = look.one('handle', 'plain', 'round');
  const face = pen.paint(look.hex, 'wood', 'plain');
  const r = shape === 'round' ? w / 2 : 26;
  const neck = shape === 'plain' ? 0 : 92;
  const outline = neck === 0 ? slab(-h, [w, h], r) : `${slab(-h + neck * 0.6, [w, h - neck * 0.6], r)}`;
  pen.group('rotate(-3)', () => {
    if (neck > 0) {
      pen.add(slab(-h - 18, [56, neck + 40], 27), shade(look.hex));
      pen.add(slab(-h - 18, [52, neck + 40], 26), face);
      pen.add(oval([0, -h + 12], 11), shift(look.hex, -0.28));
    }
    pen.group('translate(7 2)', () => pen.add(outline, shift(shade(look.hex), -0.05)));
    pen.add(outline, face);
    pen.clip(outline, () => pen.add(band([-h, w * 0.12, w], [0, -w * 0.1, w]), shade(look.hex), 0.4));
    if (look.has('juice groove'))
      pen.line(slab(-h + neck * 0.6 + 18, [w - 36, h - neck * 0.6 - 36], Math.max(8, r - 16)), shift(look.hex, -0.16), {
        width: 5,
        opacity: 0.6,
      });
    if (look.has('leather loop'))
      pen.line(`M0 ${n(-h + 12)}c-24 -22 -16 -58 0 -58s24 36 0 58`, '#7a4a2c', { width: 6 });
    if (neck === 0) pen.add(slab(-h + 24, [74, 18], 9), shift(look.hex, -0.26));
  });
  return { w: w + 30, h: h + 20, focus: [-w * 0.1, -h * 0.8] };
};

const jar: DrawKind = (pen, look) => {
  const h = look.range(250, 320);
  const w = h * look.range(0.34, 0.44);
  const lid = look.wood();
  const clear = look.texture === 'glass';
  const shoulder = look.one(0.9, 1, 0.98);
  if (clear)
    pen.add(
      soft(
        [
          [-w + 12, -h * look.range(0.45, 0.7)],
          [w - 12, -h * 0.56],
          [w - 14, -12],
          [-w + 14, -12],
        ],
        16,
      ),
      pen.paint(look.one('#c79a5b', '#7c5237', '#e8d9b6', '#9a5b3c'), 'ceramic'),
    );
  pen.add(
    lathe([
      [-h, w * 0.86 * shoulder],
      [-h * 0.93, w],
      [-h * 0.5, w * 1.01],
      [-14, w],
      [0, w * 0.9],
    ]),
    look.main(pen),
  );
  pen.add(slab(-h - 8, [w * 1.76, 12], 4), clear ? '#d8d2c6' : shade(look.hex), 0.9);
  pen.add(slab(-h - 44, [w * 1.86, 38], 9), pen.paint(lid, look.has('cork') ? 'ceramic' : 'wood'));
  if (look.chance(0.5)) pen.add(oval([0, -h - 54], 18, 15), pen.paint(lid, 'flat', 'round'));
  if (look.has('biscuit')) pen.add(slab(-h * 0.62, [w * 0.9, 44], 6), look.pale(0.8), 0.85);
  return { w: w * 2, h: h + 62, focus: [-w * 0.2, -h] };
};

const toaster: DrawKind = (pen, look) => {
  const w = look.range(290, 350);
  const h = w * look.range(0.56, 0.64);
  const body = look.main(pen, look.texture === 'metal' ? 'under' : 'side');
  for (const x of [-w * 0.2, w * 0.2])
    pen.add(band([-h - 34, x - 64, x + 64], [-h + 30, x - 60, x + 60], 22), pen.paint('#d9a866', 'ceramic', 'under'));
  pen.add(slab(-h, [w, h - 12], look.range(40, 78)), body);
  pen.add(slab(-h + 12, [w * 0.8, 14], 7), shift(look.hex, -0.22));
  pen.add(slab(-18, [w * 0.9, 16], 6), shift(look.hex, -0.24));
  for (const x of [-w * 0.36, w * 0.28]) pen.add(rect([x, -6], [30, 6], 2), '#2c2c30');
  pen.add(rect([w / 2 - 8, -h * 0.72], [20, 46], 8), '#2f3034');
  pen.add(oval([w * 0.3, -h * 0.34], 24), shade(look.hex));
  pen.add(oval([w * 0.3 - 2, -h * 0.34 - 2], 19), pen.paint(look.chance(0.5) ? '#e8dfd0' : '#3a3a3e', 'flat', 'round'));
  pen.add(rect([w * 0.3 - 3, -h * 0.34 - 18], [3, 13], 1), look.accent('kitchen'));
  return { w: w + 30, h: h + 36, focus: [w * 0.22, -h * 0.46] };
};

/** Drawings of the kitchen. */
export const kitchenDrawings = {
  kettle,
  pan,
  pot,
  knife,
  'cutting-board': cuttingBoard,
  jar,
  toaster,
} satisfies Record<string, DrawKind>;

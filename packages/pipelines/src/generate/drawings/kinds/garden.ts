import { shift } from '../color.ts';
import { type Point, band, curve, lathe, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind, Frame, Look } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';

/** A plant that grows out of a pot whose rim is at `top`. */
function plant(pen: Pen, look: Look, [top, spread]: Point): void {
  const green = look.one('#5f8060', '#7c9a68', '#4f7a68', '#8a9a5a');
  const dark = shade(green);
  const form = look.one('fig', 'fern', 'cactus', 'snake');
  if (form === 'cactus') {
    pen.add(slab(top - 150, [66, 170], 33), pen.paint(green));
    pen.add(rect([26, top - 104], [52, 24], 12) + rect([56, top - 146], [24, 64], 12), dark);
    pen.add(rect([-76, top - 74], [52, 24], 12) + rect([-76, top - 118], [24, 62], 12), green);
    pen.line(`M-12 ${n(top - 130)}V${n(top)}M12 ${n(top - 130)}V${n(top)}`, dark, { width: 3, dash: '3 9' });
  } else if (form === 'snake') {
    for (const [x, h, c] of [
      [-40, 130, dark],
      [44, 140, dark],
      [-14, 190, green],
      [20, 160, green],
    ] as const)
      pen.add(
        `M${n(x * 0.5 - 14)} ${n(top + 8)}C${n(x - 22)} ${n(top - h * 0.5)} ${n(x - 6)} ${n(top - h * 0.9)} ${n(x * 1.4)} ${n(top - h)}C${n(x + 20)} ${n(top - h * 0.6)} ${n(x + 16)} ${n(top - h * 0.3)} ${n(x * 0.5 + 14)} ${n(top + 8)}z`,
        pen.paint(c),
      );
  } else {
    const leaves = form === 'fig' ? [-70, -38, 4, 44, 74] : [-88, -62, -30, 2, 34, 64, 90];
    for (const [i, x] of leaves.entries()) {
      const h = 120 + (i % 2) * 54 - Math.abs(x) * 0.5;
      const tip: Point = [x * (spread / 90), top - h];
      pen.line(curve([[0, top + 8], [tip[0] * 0.4, top - h * 0.5], tip]), dark, { width: form === 'fig' ? 5 : 4 });
      if (form === 'fig')
        pen.group(`rotate(${n(x * 0.6)} ${n(tip[0])} ${n(tip[1])})`, () =>
          pen.add(oval([tip[0], tip[1] - 8], 27, 38), pen.paint(i % 2 === 0 ? green : shift(green, 0.05))),
        );
      else
        for (const t of [0.35, 0.55, 0.75, 0.95])
          pen.add(oval([tip[0] * t * 0.9, top - h * t - 4], 17 - t * 7, 7), i % 2 === 0 ? green : dark);
    }
  }
}

const plantPot: DrawKind = (pen, look) => {
  const w = look.range(96, 116);
  const h = look.range(150, 190);
  const hanging = look.has('hanging');
  plant(pen, look, [-h, w * 0.95]);
  const foot = look.range(0.66, 0.9);
  const rim = look.chance(0.5);
  if (hanging) pen.line(`M${n(-w + 6)} ${n(-h + 6)}L0 -470L${n(w - 6)} ${n(-h + 6)}`, '#b89a6a', { width: 5 });
  pen.add(oval([0, -h], w - 3, 13), '#4d3b33');
  pen.add(
    `M${n(-w)} ${n(-h)}Q0 ${n(-h + 26)} ${n(w)} ${n(-h)}L${n(w * foot)} -14Q${n(w * foot - 2)} 0 ${n(w * foot - 18)} 0H${n(-w * foot + 18)}Q${n(-w * foot + 2)} 0 ${n(-w * foot)} -14z`,
    look.main(pen),
  );
  if (rim)
    pen.add(
      `M${n(-w - 8)} ${n(-h - 2)}Q0 ${n(-h + 26)} ${n(w + 8)} ${n(-h - 2)}V${n(-h + 30)}Q0 ${n(-h + 58)} ${n(-w - 8)} ${n(-h + 30)}z`,
      look.main(pen),
    );
  if (look.chance(0.4))
    pen.line(`M${n(-w * 0.92)} ${n(-h * 0.56)}Q0 ${n(-h * 0.56 + 24)} ${n(w * 0.92)} ${n(-h * 0.56)}`, look.pale(0.6), {
      width: look.range(10, 26),
      opacity: 0.7,
      butt: true,
    });
  if (!hanging)
    pen.add(
      band([-14, -w * foot - 24, w * foot + 24], [0, -w * foot - 12, w * foot + 12], 5),
      pen.paint(shade(look.hex), look.texture),
    );
  return { w: w * 2 + 30, h: hanging ? 470 : h + 190, focus: [w * 0.2, -h + 14], ground: hanging ? 'hang' : 'stand' };
};

function drawMister(pen: Pen, look: Look, [w, h]: Point): Frame {
  pen.line(`M0 ${n(-h - 30)}V${n(-h - 92)}`, '#c8a35c', { width: 30, butt: true });
  pen.line(`M30 ${n(-h - 96)}H-70`, '#b08a45', { width: 24 });
  pen.line(`M-18 ${n(-h - 78)}q-36 14 -40 46`, '#b08a45', { width: 8 });
  pen.add(rect([-92, -h - 106], [14, 22], 3), '#8a6a34');
  pen.add(
    lathe([
      [-h - 50, 26],
      [-h - 20, 30],
      [-h * 0.7, w * 0.8],
      [-h * 0.3, w],
      [0, w * 0.8],
    ]),
    look.main(pen),
  );
  return { w: w * 2, h: h + 100, focus: [0, -h * 0.9] };
}

const wateringCan: DrawKind = (pen, look) => {
  const w = look.range(96, 112);
  const h = look.range(150, 200);
  if (look.has('mister')) return drawMister(pen, look, [w, h]);
  const long = look.has('indoor') || look.chance(0.4);
  pen.line(
    long
      ? curve([
          [w - 10, -36],
          [w + 70, -70],
          [w + 110, -h - 30],
          [w + 150, -h - 90],
        ])
      : `M${n(w - 10)} -50L${n(w + 120)} ${n(-h - 30)}`,
    shade(look.hex),
    { width: long ? 13 : 24 },
  );
  if (!long && !look.has('no rose'))
    pen.group(`translate(${n(w + 124)} ${n(-h - 34)}) rotate(-36)`, () =>
      pen.add(
        soft(
          [
            [-16, -14],
            [26, -34],
            [34, 34],
            [-16, 14],
          ],
          6,
        ),
        look.has('brass') ? '#c8a35c' : look.hex,
      ),
    );
  const loop = look.one('back', 'over');
  if (loop === 'back')
    pen.line(
      `M${n(-w + 16)} ${n(-h + 10)}C${n(-w - 100)} ${n(-h - 70)} ${n(-w - 110)} 10 ${n(-w + 4)} -34`,
      shift(look.hex, -0.1),
      { width: 13 },
    );
  else
    pen.line(
      `M${n(w * 0.7)} ${n(-h + 4)}C${n(w * 0.4)} ${n(-h - 140)} ${n(-w * 1.5)} ${n(-h - 120)} ${n(-w + 6)} -46`,
      shift(look.hex, -0.1),
      { width: 13 },
    );
  pen.add(band([-h, -w * 0.86, w * 0.86], [0, -w, w], 14), look.main(pen));
  pen.add(
    `M${n(-w * 0.1)} ${n(-h + 2)}C${n(w * 0.1)} ${n(-h - 44)} ${n(w * 0.8)} ${n(-h - 44)} ${n(w * 0.86)} ${n(-h + 2)}z`,
    pen.paint(shade(look.hex), look.texture),
  );
  pen.add(slab(-h - 4, [w * 1.74, 10], 5), glow(look.hex));
  pen.add(slab(-h * 0.32, [w * 1.94, 6], 3), shade(look.hex), 0.6);
  return { w: w * 2 + (loop === 'back' ? 230 : 200), h: h + 110, cx: loop === 'back' ? 34 : 40, focus: [w * 0.3, -h] };
};

const trowel: DrawKind = (pen, look) => {
  const fork = look.has('hand fork');
  const blade = look.main(pen);
  pen.group('rotate(24 0 -220)', () => {
    pen.line('M0 -190V-250', shade(look.hex), { width: 15 });
    if (fork) {
      pen.line('M-46 -20V-120Q-46 -170 0 -180Q46 -170 46 -120V-20M0 -180V-8', look.hex, { width: 17 });
      pen.line('M50 -20V-120Q46 -166 4 -180', shade(look.hex), { width: 7 });
    } else {
      pen.add('M-52 -190C-62 -110 -44 -40 0 10C44 -40 62 -110 52 -190C34 -206 -34 -206 -52 -190z', blade);
      pen.line('M0 -186C2 -120 2 -60 0 -14', glow(look.hex), { width: 6, opacity: 0.7 });
    }
    pen.add(slab(-268, [30, 34], 6), '#c8a35c');
    pen.add(
      lathe([
        [-440, 14],
        [-432, 23],
        [-380, 20],
        [-320, 26],
        [-258, 18],
      ]),
      pen.paint(look.wood(), 'wood'),
    );
    pen.line('M0 -432c-26 -20 -20 -50 0 -52c20 2 26 32 0 52', '#8a5634', { width: 6 });
  });
  return { w: 260, h: 470, focus: [-70, -270], ground: 'flat' };
};

const birdhouse: DrawKind = (pen, look) => {
  const w = look.range(104, 118);
  const h = look.range(220, 260);
  const feeder = look.has('feeder');
  const roof = look.has('zinc') ? '#8f9ba1' : look.has('painted') ? look.accent('garden') : '#8a6a4c';
  pen.line(`M0 ${n(-h - 120)}V${n(-h - 70)}`, '#8a7a5c', { width: 6 });
  if (feeder) {
    for (const s of [-1, 1]) pen.add(rect([s * w * 0.74 - 7, -h], [14, h]), s < 0 ? look.hex : shade(look.hex));
    pen.add(slab(-h * 0.7, [w * 1.06, h * 0.66], 10), '#dfe7e4', 0.55);
    pen.add(
      soft(
        [
          [-w * 0.52, -h * 0.4],
          [w * 0.52, -h * 0.34],
          [w * 0.52, -20],
          [-w * 0.52, -20],
        ],
        6,
      ),
      pen.paint('#c8a468', 'ceramic'),
    );
  } else {
    pen.add(
      soft(
        [
          [0, -h - 66],
          [w * 0.86, -h],
          [w * 0.82, 0],
          [-w * 0.82, 0],
          [-w * 0.86, -h],
        ],
        4,
      ),
      look.main(pen),
    );
    pen.add(oval([-4, -h * 0.62], 33), shade(look.hex));
    pen.add(oval([0, -h * 0.62], 29), '#33261f');
    pen.line(`M0 ${n(-h * 0.38)}h30`, shift(look.hex, -0.2), { width: 13 });
    if (look.chance(0.5)) pen.add(slab(-20, [w * 1.64, 20]), pen.paint(roof));
  }
  pen.add(slab(-10, [w * (feeder ? 2.3 : 1.9), 16], 4), pen.paint(shade(look.hex), look.texture));
  for (const side of [1, -1]) {
    const slope = `M0 ${n(-h - 92)}L${n(side * (w + 30))} ${n(-h + 6)}L${n(side * (w + 14))} ${n(-h + 26)}L0 ${n(-h - 60)}z`;
    pen.add(slope, side > 0 ? shade(roof) : roof);
  }
  if (look.has('shingled'))
    pen.line(
      `M${n(-w * 0.3)} ${n(-h - 62)}l14 26M${n(-w * 0.66)} ${n(-h - 32)}l14 26M${n(-w)} ${n(-h - 2)}l12 24`,
      shade(roof),
      { width: 4 },
    );
  return { w: w * 2 + 60, h: h + 110, focus: [-w * 0.1, -h * 0.7], ground: 'hang' };
};

/** Drawings of the garden. */
export const gardenDrawings = {
  'plant-pot': plantPot,
  'watering-can': wateringCan,
  trowel,
  birdhouse,
} satisfies Record<string, DrawKind>;

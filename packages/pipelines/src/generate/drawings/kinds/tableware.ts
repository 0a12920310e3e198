import { mix, shift } from '../color.ts';
import { type Point, band, blob, curve, lathe, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';

/** Bare clay below the glaze of stoneware. */
const bareClay = '#c9a98a';

function dipped(pen: Pen, look: Look, path: string): void {
  if (look.texture === 'ceramic' && look.chance(0.55)) pen.add(path, pen.paint(bareClay, 'ceramic'));
}

const mug: DrawKind = (pen, look) => {
  const h = look.range(210, 250);
  const w = h / look.ratio(['height', 'diameter'], [0.95, 1.35]) / 2;
  const foot = look.has('tapered') ? 0.78 : look.has('rounded') ? 0.74 : 0.96;
  const belly = look.has('rounded') ? 1.06 : 0.99;
  const loop = look.one(0.62, 0.74, 0.5);
  pen.line(
    `M${n(w - 6)} ${n(-h * 0.84)}C${n(w + 92)} ${n(-h * 0.9)} ${n(w + 84)} ${n(-h * (0.84 - loop))} ${n(w * 0.92)} ${n(-h * (0.86 - loop))}`,
    shade(look.hex),
    { width: look.range(19, 27) },
  );
  pen.add(
    lathe([
      [-h, w],
      [-h * 0.8, w * 1],
      [-h * 0.4, w * belly],
      [-18, w * (foot + 0.06)],
      [0, w * foot],
    ]),
    look.main(pen),
  );
  dipped(
    pen,
    look,
    lathe([
      [-h * 0.15, w * (foot + (belly - foot) * 0.5)],
      [-18, w * (foot + 0.06)],
      [0, w * foot],
    ]),
  );
  pen.add(oval([0, -h], w, 17), glow(look.hex));
  pen.add(oval([0, -h + 2], w - 8, 12.5), shade(look.hex));
  pen.add(oval([0, -h + 6], w - 17, 8), look.one('#5b3a29', '#8a5a34', '#d9c7a8'));
  if (look.texture === 'gloss')
    pen.line(`M${n(-w + 2)} ${n(-h)}a${n(w - 2)} 17 0 0 0 ${n(2 * w - 4)} 0`, '#2f3238', { width: 5 });
  return { w: w * 2 + 70, h: h + 17, cx: 34, focus: [w * 0.5, -h * 0.86] };
};

const plate: DrawKind = (pen, look) => {
  const r = look.range(186, 205);
  const wide = look.has('wide') ? 0.6 : look.has('coupe') ? 0.84 : 0.72;
  pen.add(oval([5, -r + 6], r), shift(shade(look.hex), -0.06));
  pen.add(oval([0, -r], r), look.main(pen, 'round'));
  if (look.texture === 'ceramic') pen.add(ring2(r), bareClay, 0.6);
  pen.add(oval([2, -r + 3], r * wide), shade(look.hex), 0.75);
  pen.add(oval([5, -r + 7], r * wide - 3), look.main(pen, 'plain'));
  pen.add(
    `M${n(-r * 0.86)} ${n(-r * 1.28)}a${n(r * 0.9)} ${n(r * 0.9)} 0 0 1 ${n(r * 0.62)} ${n(-r * 0.56)}l6 16a${n(r * 0.84)} ${n(r * 0.84)} 0 0 0 ${n(-r * 0.54)} ${n(r * 0.48)}z`,
    glow(look.hex),
    0.8,
  );
  if (look.chance(0.35)) pen.line(oval([0, -r], r * 0.93), shift(look.hex, -0.2), { width: 3.5, opacity: 0.6 });
  return { w: r * 2, h: r * 2, focus: [r * 0.55, -r * 0.45], ground: 'flat' };
};

function ring2(r: number): string {
  return oval([0, -r], r) + oval([0, -r], r - 4);
}

const bowl: DrawKind = (pen, look) => {
  const w = look.range(165, 185);
  const h = w * 2 * look.ratio(['height', 'diameter'], [0.36, 0.56]);
  const foot = look.has('narrow') ? 0.32 : look.has('broad') ? 0.56 : 0.42;
  const ry = h * 0.18;
  pen.add(slab(-14, [w * foot * 2, 14], 4), shift(look.hex, -0.2));
  pen.add(
    `M${n(-w)} ${n(-h)}C${n(-w * 0.98)} ${n(-h * 0.4)} ${n(-w * (foot + 0.3))} -10 ${n(-w * foot)} -8H${n(w * foot)}C${n(w * (foot + 0.3))} -10 ${n(w * 0.98)} ${n(-h * 0.4)} ${n(w)} ${n(-h)}z`,
    look.main(pen),
  );
  pen.add(oval([0, -h], w, ry), glow(look.hex));
  pen.add(oval([0, -h + 3], w - 9, ry - 5), shade(look.hex));
  pen.add(
    `M${n(-w + 14)} ${n(-h + 6)}C${n(-w * 0.5)} ${n(-h + ry)} ${n(w * 0.5)} ${n(-h + ry)} ${n(w - 14)} ${n(-h + 6)}C${n(w * 0.6)} ${n(-h + ry * 0.5)} ${n(-w * 0.5)} ${n(-h + ry * 0.4)} ${n(-w + 14)} ${n(-h + 6)}z`,
    look.main(pen, 'plain'),
  );
  if (look.chance(0.5))
    pen.line(
      `M${n(-w * 0.96)} ${n(-h * 0.72)}C${n(-w * 0.5)} ${n(-h * 0.56)} ${n(w * 0.5)} ${n(-h * 0.56)} ${n(w * 0.96)} ${n(-h * 0.72)}`,
      mix(look.hex, '#3a3048', 0.45),
      { width: 5, opacity: 0.6 },
    );
  return { w: w * 2, h: h + ry, focus: [w * 0.45, -h * 0.82] };
};

const glass: DrawKind = (pen, look) => {
  const h = look.range(270, 320);
  const w = h / look.ratio(['height', 'diameter'], [1.25, 2]) / 2;
  const foot = look.one(0.8, 0.9, 0.97);
  const base = look.has('heavy') ? 30 : 18;
  const fillTop = -h * look.range(0.5, 0.72);
  const half = (y: number) => w * (foot + (1 - foot) * (-y / h));
  pen.add(oval([0, -h], w, 13), mix(look.hex, '#ffffff', 0.45), 0.55);
  pen.add(
    band([fillTop, -half(fillTop) + 7, half(fillTop) - 7], [-base, -w * foot + 8, w * foot - 8], 8),
    mix(look.hex, '#cfe6ea', 0.55),
    0.55,
  );
  pen.add(oval([0, fillTop], half(fillTop) - 7, 9), '#ffffff', 0.45);
  pen.add(band([-h, -w, w], [0, -w * foot, w * foot], look.has('rounded') ? 26 : 8), look.main(pen));
  pen.add(band([-base, -w * foot + 3, w * foot - 3], [-4, -w * foot + 6, w * foot - 6], 6), shade(look.hex), 0.4);
  if (look.has('faceted'))
    for (let i = -3; i <= 3; i++)
      pen.line(`M${n((i * w) / 4)} ${n(-h * 0.42)}V-6`, '#ffffff', { width: 4, opacity: 0.45 });
  pen.line(oval([0, -h], w - 1, 13), mix(look.hex, '#ffffff', 0.5), { width: 3 });
  pen.add(band([-h * 0.9, -w * 0.74, -w * 0.58], [-base - 10, -w * 0.7 * foot, -w * 0.56 * foot], 5), '#ffffff', 0.55);
  return { w: w * 2, h: h + 12, focus: [-w * 0.2, -h * 0.8] };
};

const carafe: DrawKind = (pen, look) => {
  const h = look.range(340, 385);
  const w = h * look.range(0.25, 0.32);
  const neck = w * look.range(0.32, 0.46);
  const clear = look.texture === 'glass';
  const profile: Point[] = [
    [-h, neck * 1.22],
    [-h * 0.93, neck],
    [-h * 0.68, neck * 0.96],
    [-h * 0.42, w * 0.86],
    [-h * 0.18, w],
    [-10, w * 0.9],
    [0, w * 0.82],
  ];
  const liquid = look.has('wine') ? '#7d2f40' : mix(look.hex, '#cfe6ea', 0.6);
  if (clear)
    pen.add(
      lathe([
        [-h * 0.44, w * 0.76],
        [-h * 0.18, w * 0.92],
        [-16, w * 0.84],
        [-8, w * 0.78],
      ]),
      pen.paint(liquid),
      0.75,
    );
  if (clear) pen.add(oval([0, -h * 0.44], w * 0.76, 13), glow(liquid), 0.9);
  if (look.has('jug'))
    pen.line(
      `M${n(neck)} ${n(-h * 0.86)}C${n(w * 1.5)} ${n(-h * 0.9)} ${n(w * 1.5)} ${n(-h * 0.4)} ${n(w * 0.86)} ${n(-h * 0.36)}`,
      clear ? shade(look.hex) : shift(look.hex, -0.1),
      { width: 14, opacity: clear ? 0.6 : 1 },
    );
  pen.add(lathe(profile), look.main(pen));
  if (clear)
    pen.line(
      curve([
        [-neck * 0.5, -h * 0.9],
        [-neck * 0.5, -h * 0.66],
        [-w * 0.6, -h * 0.38],
        [-w * 0.72, -h * 0.16],
      ]),
      '#ffffff',
      { width: 8, opacity: 0.55 },
    );
  pen.add(oval([0, -h], neck * 1.22, 7), glow(look.hex), clear ? 0.6 : 1);
  if (look.has('glass stopper') || look.chance(0.3))
    pen.add(oval([0, -h - 22], neck * 0.95), pen.paint(look.hex, 'flat', 'round'), 0.75);
  else pen.add(slab(-h - 34, [neck * 1.7, 42], 7), pen.paint(look.wood(), 'wood'));
  return { w: w * 2 + (look.has('jug') ? 50 : 0), h: h + 40, cx: look.has('jug') ? 20 : 0, focus: [0, -h * 0.84] };
};

/** Tea to two thirds, seen through a glass pot. */
function brewedTea(pen: Pen, w: number, h: number): void {
  pen.add(
    lathe([
      [-h * 0.62, w * 0.86],
      [-h * 0.4, w * 0.88],
      [-h * 0.14, w * 0.78],
      [-6, w * 0.56],
    ]),
    pen.paint('#b9773c'),
  );
  pen.add(oval([0, -h * 0.62], w * 0.86, 12), '#d39a5c');
}

const teapot: DrawKind = (pen, look) => {
  const w = look.range(138, 156);
  const h = w * look.range(1.2, 1.5);
  const overhead = look.has('overhead', 'bamboo');
  if (overhead)
    pen.line(
      `M${n(-w * 0.62)} ${n(-h * 0.92)}C${n(-w * 0.8)} ${n(-h * 1.85)} ${n(w * 0.8)} ${n(-h * 1.85)} ${n(w * 0.62)} ${n(-h * 0.92)}`,
      look.has('bamboo') ? '#c9a05c' : shift(look.hex, -0.18),
      { width: 14 },
    );
  else
    pen.line(
      `M${n(-w * 0.84)} ${n(-h * 0.84)}C${n(-w * 1.72)} ${n(-h * 0.98)} ${n(-w * 1.6)} ${n(-h * 0.16)} ${n(-w * 0.86)} ${n(-h * 0.26)}`,
      shade(look.hex),
      { width: 20 },
    );
  pen.add(
    `M${n(w * 0.7)} ${n(-h * 0.34)}C${n(w * 1.2)} ${n(-h * 0.36)} ${n(w * 1.16)} ${n(-h * 0.84)} ${n(w * 1.52)} ${n(-h * 0.96)}L${n(w * 1.66)} ${n(-h * 0.86)}C${n(w * 1.4)} ${n(-h * 0.6)} ${n(w * 1.36)} ${n(-h * 0.16)} ${n(w * 0.74)} ${n(-h * 0.12)}z`,
    pen.paint(shade(look.hex), look.texture, 'plain'),
  );
  if (look.texture === 'glass') brewedTea(pen, w, h);
  pen.add(
    lathe([
      [-h, w * 0.46],
      [-h * 0.9, w * 0.72],
      [-h * 0.5, w * look.one(0.98, 0.9, 1.04)],
      [-h * 0.16, w * 0.86],
      [0, w * 0.6],
    ]),
    look.main(pen),
  );
  dipped(
    pen,
    look,
    lathe([
      [-h * 0.12, w * 0.82],
      [-h * 0.06, w * 0.74],
      [0, w * 0.6],
    ]),
  );
  pen.add(
    lathe([
      [-h - 26, 12],
      [-h - 18, w * 0.3],
      [-h + 3, w * 0.5],
    ]),
    look.main(pen),
  );
  pen.add(slab(-h - 1, [w * 1.02, 7], 3), shift(look.hex, -0.15));
  pen.add(
    oval([0, -h - 36], 15, 14),
    pen.paint(look.chance(0.4) ? look.wood() : shift(look.hex, -0.04), 'flat', 'round'),
  );
  return {
    w: w * (overhead ? 2.7 : 3.1),
    h: h * (overhead ? 1.5 : 1) + 48,
    cx: overhead ? w * 0.32 : w * 0.05,
    focus: [w * 0.3, -h * 0.9],
  };
};

const cutlery: DrawKind = (pen, look) => {
  const steel = look.main(pen, 'under');
  const grip = look.chance(0.35) ? pen.paint(look.wood(), 'wood', 'plain') : steel;
  const h = 400;
  const stem = (x: number, top: number) => {
    pen.add(
      soft(
        [
          [x - 6, -h + top],
          [x + 6, -h + top],
          [x + 7, -190],
          [x + 12, -20],
          [x - 12, -20],
          [x - 7, -190],
        ],
        6,
      ),
      steel,
    );
    pen.add(
      soft(
        [
          [x - 8, -200],
          [x + 8, -200],
          [x + 13, -14],
          [x + 8, 0],
          [x - 8, 0],
          [x - 13, -14],
        ],
        7,
      ),
      grip,
    );
  };
  const gap = look.range(84, 96);
  stem(-gap, 120);
  const [a, b, c] = [-gap - 28, -gap - 9, -gap + 10];
  for (const x of [a, b, c]) pen.add(rect([x, -h], [18, 100], 8), steel);
  pen.add(`M${n(a)} ${n(-h + 78)}h56v18c0 30 -20 42 -28 44c-8 -2 -28 -14 -28 -44z`, steel);
  stem(0, 150);
  pen.add(`M-9 ${n(-h)}C26 ${n(-h + 20)} 30 ${n(-h + 120)} 17 ${n(-h + 200)}L-9 ${n(-h + 204)}z`, steel);
  stem(gap, 120);
  pen.add(oval([gap, -h + 62], 34, 60), steel);
  pen.add(oval([gap - 3, -h + 58], 24, 47), shade(look.hex), 0.6);
  return { w: gap * 2 + 70, h, focus: [gap * 0.55, -h + 90], ground: 'flat' };
};

const vase: DrawKind = (pen, look) => {
  const h = look.range(290, 330);
  const w = Math.max(h * 0.22, Math.min(h * 0.46, h / look.ratio(['height', 'diameter'], [1.1, 2.6]) / 2 + 10));
  const neck = w * (look.has('narrow') ? 0.26 : look.has('flared') ? 0.4 : 0.56);
  const lip = look.has('flared') ? 2 : look.has('short') ? 1.1 : 1.25;
  const belly = look.one(0.3, 0.42, 0.58);
  const stems = look.one('tulip', 'branch', 'none', 'grass');
  flowers(pen, look, { top: -h, stems });
  pen.add(
    lathe([
      [-h, neck * lip],
      [-h * 0.9, neck],
      [-h * (belly + 0.28), w * 0.8],
      [-h * belly, w],
      [-h * belly * 0.4, w * 0.86],
      [0, w * look.range(0.48, 0.62)],
    ]),
    look.main(pen),
  );
  if (look.chance(0.4))
    pen.clip(
      lathe([
        [-h * (belly + 0.2), w * 0.9],
        [-h * belly, w],
        [-h * (belly - 0.16), w * 0.96],
      ]),
      () => {
        for (let i = 0; i < 4; i++)
          pen.line(`M${n(-w)} ${n(-h * (belly + 0.1) + i * 14)}q${n(w)} 22 ${n(2 * w)} 0`, shift(look.hex, -0.14), {
            width: 4,
            opacity: 0.5,
          });
      },
    );
  pen.add(oval([0, -h], neck * lip, 7), shift(look.hex, -0.22));
  if (look.texture === 'glass')
    pen.line(
      curve([
        [-neck * 0.5, -h * 0.9],
        [-w * 0.62, -h * belly],
        [-w * 0.5, -h * 0.1],
      ]),
      '#ffffff',
      { width: 8, opacity: 0.5 },
    );
  return {
    w: Math.max(w * 2, stems === 'none' ? 0 : 170),
    h: h + (stems === 'none' ? 8 : 130),
    focus: [w * 0.25, -h * belly - 20],
  };
};

function flowers(pen: Pen, look: Look, { top, stems }: { top: number; stems: string }): void {
  if (stems === 'none') return;
  const green = look.one('#6f8a5f', '#587a5a', '#8a8f5a');
  const bloom = look.one('#d98a7a', '#e6b85c', '#c96f7f', '#efe2cc', '#b9a3cf');
  for (const [i, lean] of [-62, 6, 58].entries()) {
    const head: Point = [lean, top - 78 - (i === 1 ? 44 : 0)];
    pen.line(curve([[lean * 0.1, top + 14], [lean * 0.4, top - 30], head]), green, { width: 4.5 });
    if (stems === 'grass') pen.add(oval(head, 7, 24), shift(bloom, -0.06));
    else if (stems === 'branch')
      for (const d of [0, 22, 44])
        pen.add(oval([head[0] * (1 - d / 160) + 9, head[1] + d], 9, 7), d === 22 ? green : bloom);
    else {
      pen.add(
        blob([
          [head[0] - 17, head[1] - 16],
          [head[0] - 14, head[1] + 12],
          [head[0], head[1] + 21],
          [head[0] + 14, head[1] + 12],
          [head[0] + 17, head[1] - 16],
          [head[0], head[1] - 6],
        ]),
        pen.paint(bloom),
      );
      pen.add(oval([lean * 0.55 + 12, top - 24], 18, 5.5), green);
    }
  }
}

/** Drawings of the laid table. */
export const tablewareDrawings = { mug, plate, bowl, glass, carafe, teapot, cutlery, vase } satisfies Record<
  string,
  DrawKind
>;

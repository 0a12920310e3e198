import { shift } from '../color.ts';
import { curve, lathe, n, oval, rect, slab, soft, type Point } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
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
      soft(
        [
          [-w * foot - 24, -14],
          [w * foot + 24, -14],
          [w * foot + 12, 0],
          [-w * foot - 12, 0],
        ],
        5,
      ),
      pen.paint(shade(look.hex), look.texture),
    );
  return { w: w * 2 + 30, h: hanging ? 470 : h + 190, focus: [w * 0.2, -h + 14], ground: hanging ? 'hang' : 'stand' };
};

const wateringCan: DrawKind = (pen, look) => {
  const w = look.range(96, 112);
  const h = look.range(150, 200);
  const mister = look.has('mister');
  if (mister) {
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
  pen.add(
    soft(
      [
        [-w * 0.86, -h],
        [w * 0.86, -h],
        [w, 0],
        [-w, 0],
      ],
      14,
    ),
    look.main(pen),
  );
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
  pen.add(
    soft(
      [
        [0, -h - 92],
        [w + 30, -h + 6],
        [w + 14, -h + 26],
        [0, -h - 60],
      ],
      4,
    ),
    shade(roof),
  );
  pen.add(
    soft(
      [
        [0, -h - 92],
        [-w - 30, -h + 6],
        [-w - 14, -h + 26],
        [0, -h - 60],
      ],
      4,
    ),
    roof,
  );
  if (look.has('shingled'))
    pen.line(
      `M${n(-w * 0.3)} ${n(-h - 62)}l14 26M${n(-w * 0.66)} ${n(-h - 32)}l14 26M${n(-w)} ${n(-h - 2)}l12 24`,
      shade(roof),
      { width: 4 },
    );
  return { w: w * 2 + 60, h: h + 110, focus: [-w * 0.1, -h * 0.7], ground: 'hang' };
};

const racket: DrawKind = (pen, look) => {
  const padel = look.has('padel');
  const badminton = look.has('badminton');
  const grip = look.accent('sport');
  const [rx, ry] = badminton ? [86, 104] : [104, 136];
  pen.group('rotate(-24 0 -220)', () => {
    const cy = -500 + ry + 60;
    pen.line(`M0 -60V${n(cy + ry - 6)}`, badminton ? '#c9ccd0' : shade(look.hex), { width: badminton ? 10 : 22 });
    if (padel) {
      pen.add(oval([0, cy], rx, ry), look.main(pen));
      for (let i = -2; i <= 2; i++)
        for (let j = -2; j <= 2; j++)
          if (Math.abs(i) + Math.abs(j) < 4) pen.add(oval([i * 32, cy + j * 34], 8), shift(look.hex, -0.22));
      pen.line(oval([0, cy], rx - 5, ry - 5), shade(look.hex), { width: 10 });
    } else {
      pen.clip(oval([0, cy], rx - 6, ry - 6), () =>
        pen.line(
          Array.from({ length: 13 }, (_, i) => `M${n(-rx + (i * rx) / 6)} ${n(cy - ry)}v${n(ry * 2)}`).join('') +
            Array.from({ length: 15 }, (_, i) => `M${n(-rx)} ${n(cy - ry + (i * ry) / 7)}h${n(rx * 2)}`).join(''),
          '#f3eee2',
          { width: 2.5 },
        ),
      );
      if (!badminton)
        pen.line(
          `M-10 -232C-14 -268 -44 ${n(cy + ry * 0.9)} -62 ${n(cy + ry * 0.7)}M10 -232C14 -268 44 ${n(cy + ry * 0.9)} 62 ${n(cy + ry * 0.7)}`,
          look.hex,
          { width: 13 },
        );
      pen.line(oval([0, cy], rx, ry), look.hex, { width: badminton ? 11 : 18 });
      pen.line(
        `M${n(rx * 0.6)} ${n(cy - ry * 0.8)}A${rx} ${ry} 0 0 1 ${n(rx * 0.5)} ${n(cy + ry * 0.86)}`,
        shade(look.hex),
        { width: badminton ? 11 : 18 },
      );
    }
    pen.add(slab(-196, [34, 160], 10), pen.paint(grip));
    pen.line('M-16 -180l32 16M-16 -154l32 16M-16 -128l32 16M-16 -102l32 16M-16 -76l32 16', shade(grip), { width: 4 });
    pen.add(slab(-46, [42, 20], 8), shade(grip));
  });
  if (!badminton)
    pen
      .add(oval([124, -38], 38), pen.paint('#d8dc6a', 'fur', 'round'))
      .line('M96 -60Q124 -38 92 -14M152 -62Q126 -38 156 -16', '#f5f3e4', { width: 5 });
  else
    pen
      .add(
        soft(
          [
            [96, -104],
            [156, -104],
            [138, -34],
            [114, -34],
          ],
          4,
        ),
        '#f1ece0',
      )
      .add(oval([126, -30], 15), grip);
  return { w: 360, h: 470, focus: [-60, -360], ground: 'flat' };
};

const ball: DrawKind = (pen, look) => {
  const r = look.range(172, 186);
  const second = look.chance(0.5) ? '#f3ecdd' : look.accent('sport');
  const path = oval([0, -r], r);
  pen.add(path, look.main(pen, 'round'));
  pen.group(`rotate(${n(look.range(-30, 30))} 0 ${n(-r)})`, () =>
    pen.clip(path, () => {
      if (look.has('basketball'))
        pen.line(
          `M0 ${n(-r * 2)}V0M${n(-r)} ${n(-r)}H${n(r)}M${n(-r * 0.8)} ${n(-r * 2)}Q0 ${n(-r)} ${n(-r * 0.8)} 0M${n(r * 0.8)} ${n(-r * 2)}Q0 ${n(-r)} ${n(r * 0.8)} 0`,
          shift(look.hex, -0.25),
          { width: 7 },
        );
      else if (look.has('football')) {
        const five = (cx: number, cy: number, s: number) =>
          soft(
            Array.from({ length: 5 }, (_, i): Point => [
              cx + s * Math.sin((i * Math.PI * 2) / 5),
              cy - s * Math.cos((i * Math.PI * 2) / 5),
            ]),
            4,
          );
        pen.add(five(0, -r, r * 0.34), second);
        for (let i = 0; i < 5; i++) {
          const a = (i * Math.PI * 2) / 5;
          const [x, y] = [Math.sin(a), -Math.cos(a)];
          pen.add(five(x * r * 0.95, -r + y * r * 0.95, r * 0.3), second);
          pen.line(
            `M${n(x * r * 0.34)} ${n(-r + y * r * 0.34)}L${n(x * r * 0.7)} ${n(-r + y * r * 0.7)}`,
            shade(look.hex),
            { width: 5 },
          );
        }
      } else {
        pen.add(
          `M${n(-r)} ${n(-r * 1.5)}Q0 ${n(-r * 1.1)} ${n(r)} ${n(-r * 1.5)}V${n(-r * 1.2)}Q0 ${n(-r * 0.8)} ${n(-r)} ${n(-r * 1.2)}z`,
          second,
        );
        pen.line(
          `M${n(-r)} ${n(-r * 0.6)}Q0 ${n(-r * 0.2)} ${n(r)} ${n(-r * 0.6)}M0 ${n(-r * 2)}Q${n(r * 0.3)} ${n(-r)} 0 0`,
          shade(look.hex),
          { width: 5 },
        );
      }
    }),
  );
  pen.add(
    path,
    pen.define(
      `<radialGradient id="%" cx=".36" cy=".32" r=".78"><stop offset=".74" stop-opacity="0"/><stop offset=".74" stop-color="#2b2350" stop-opacity=".2"/></radialGradient>`,
    ),
  );
  pen.add(oval([-r * 0.4, -r * 1.46], r * 0.2, r * 0.13), '#ffffff', 0.28);
  return { w: r * 2, h: r * 2, focus: [-r * 0.2, -r * 1.1] };
};

const yogaMat: DrawKind = (pen, look) => {
  const r = look.range(70, 82);
  const w = 330;
  const strap = look.one('#efe4cf', look.accent('sport'), '#8a5634');
  pen.add(
    soft(
      [
        [-w / 2 + 8, -r * 1.1],
        [w / 2 + 24, -10],
        [w / 2 + 78, 0],
        [-w / 2 - 20, 0],
      ],
      8,
    ),
    pen.paint(shade(look.hex), look.texture, 'plain'),
  );
  pen.add(rect([-w / 2, -r * 2], [w, r * 2], r * 0.2), pen.paint(look.hex, look.texture, 'under'));
  for (const x of [-w * 0.3, w * 0.16])
    pen.add(rect([x, -r * 2 - 3], [22, r * 2 + 5], 6), pen.paint(strap, 'weave', 'under'));
  pen.line(
    `M${n(-w * 0.3 + 11)} ${n(-r * 2)}C${n(-w * 0.3)} ${n(-r * 2 - 130)} ${n(w * 0.2)} ${n(-r * 2 - 130)} ${n(w * 0.16 + 11)} ${n(-r * 2)}`,
    strap,
    { width: 15 },
  );
  pen.add(oval([w / 2, -r], r * 0.42, r), glow(look.hex));
  for (const k of [0.8, 0.58, 0.36, 0.16])
    pen.line(oval([w / 2, -r], r * 0.42 * k, r * k), shade(look.hex), { width: 5 });
  if (look.has('ribbed'))
    pen.line(
      [0.5, 0.8, 1.1, 1.4, 1.7].map((y) => `M${n(-w / 2 + 6)} ${n(-r * y)}H${n(w / 2 - r * 0.4)}`).join(''),
      shade(look.hex),
      { width: 3, opacity: 0.5 },
    );
  return { w: w + 130, h: r * 2 + 100, focus: [w * 0.36, -r] };
};

const bottle: DrawKind = (pen, look) => {
  const h = look.range(330, 370);
  const w = h / look.ratio(['height', 'diameter'], [2.6, 3.5]) / 2;
  const neck = w * look.one(0.56, 0.7, 0.9);
  const steel = look.texture === 'metal';
  const painted = steel && look.chance(0.6) ? pen.paint(look.accent('sport'), 'matte') : look.main(pen);
  const lid = look.has('bamboo')
    ? pen.paint('#d8b878', 'wood')
    : pen.paint(look.one('#3a3a3e', '#e8e2d6', shade(look.hex)));
  pen.add(
    lathe([
      [-h, neck],
      [-h * 0.94, neck],
      [-h * 0.84, w * 0.92],
      [-h * 0.78, w],
      [-h * 0.3, w],
      [-12, w],
      [0, w * 0.93],
    ]),
    painted,
  );
  if (steel) pen.add(slab(-h - 2, [neck * 2, 16], 3), pen.paint('#b4babf', 'metal'));
  if (look.texture === 'glass')
    pen
      .add(slab(-h * 0.6, [w * 2.06, h * 0.56], 16), pen.paint(look.accent('sport'), 'matte'))
      .add(slab(-h * 0.5, [10, h * 0.34], 5), '#dfe9e9');
  else if (look.chance(0.5)) pen.add(slab(-26, [w * 2, 26], 8), pen.paint(look.pale(0.55), 'flat'));
  pen.add(slab(-h - 52, [neck * 2.14, 52], 10), lid);
  if (look.has('loop'))
    pen.line(
      `M${n(-neck * 0.7)} ${n(-h - 46)}C${n(-neck * 0.8)} ${n(-h - 116)} ${n(neck * 0.8)} ${n(-h - 116)} ${n(neck * 0.7)} ${n(-h - 46)}`,
      '#3a3a3e',
      { width: 12 },
    );
  pen.line(`M${n(-w * 0.66)} ${n(-h * 0.74)}V${n(-h * 0.2)}`, '#ffffff', { width: 8, opacity: 0.35 });
  return { w: w * 2, h: h + (look.has('loop') ? 100 : 54), focus: [0, -h * 0.92] };
};

const tent: DrawKind = (pen, look) => {
  const w = 250;
  const h = look.range(240, 290);
  const canvas = look.texture === 'weave';
  const second = look.chance(0.5) ? look.accent('sport') : look.pale(0.5);
  pen.line(`M${-w - 26} -2L${-w + 16} -34M${w + 26} -2L${w - 16} -34`, '#d9cdb5', { width: 4 });
  const outer =
    canvas || look.chance(0.4)
      ? `M${-w} 0L-20 ${n(-h)}Q0 ${n(-h - 14)} 20 ${n(-h)}L${w} 0z`
      : `M${-w} 0C${-w + 20} ${n(-h * 0.86)} -90 ${n(-h)} 0 ${n(-h)}S${w - 20} ${n(-h * 0.86)} ${w} 0z`;
  pen.add(outer, look.main(pen));
  pen.clip(outer, () => {
    pen.add(
      `M-30 ${n(-h - 20)}C-90 ${n(-h * 0.5)} -120 -60 -126 0H${-w - 10}V${n(-h)}z`,
      pen.paint(glow(look.hex), look.texture, 'plain'),
    );
    pen.add(slab(-22, [w * 2.2, 22]), second, 0.9);
  });
  pen.add(
    `M-10 ${n(-h * 0.8)}C-70 ${n(-h * 0.5)} -92 -60 -96 0H92C84 -60 60 ${n(-h * 0.5)} -10 ${n(-h * 0.8)}z`,
    '#3b3440',
  );
  pen.add(
    `M-10 ${n(-h * 0.8)}C-58 ${n(-h * 0.5)} -84 -60 -96 0H-40C-60 -90 -44 ${n(-h * 0.5)} -10 ${n(-h * 0.8)}z`,
    second,
  );
  pen.add(
    `M-10 ${n(-h * 0.8)}C56 ${n(-h * 0.5)} 80 -60 92 0H44C50 -80 30 ${n(-h * 0.5)} -10 ${n(-h * 0.8)}z`,
    shade(second),
  );
  pen.add(slab(-16, [120, 16], 6), '#e3b66a', 0.75);
  pen.line(
    curve([
      [-w + 6, -6],
      [-w * 0.72, -h * 0.6],
      [-40, -h * 0.99],
    ]),
    shade(look.hex),
    { width: 5, opacity: 0.6 },
  );
  return { w: w * 2 + 50, h: h + 12, focus: [-30, -h * 0.7] };
};

const helmet: DrawKind = (pen, look) => {
  const h = look.range(200, 220);
  const shell = `M-196 -66C-206 -160 -130 ${n(-h - 30)} -10 ${n(-h - 30)}C110 ${n(-h - 30)} 196 -160 204 -84C196 -64 120 -84 60 -84C0 -84 -60 -54 -120 -50C-160 -46 -190 -46 -196 -66z`;
  pen.line('M-96 -60C-70 10 -20 30 10 26M70 -84C60 -20 40 20 10 26', '#3d3c42', { width: 11 });
  pen.add(rect([-6, 14], [36, 22], 6), '#2c2b30');
  pen.add('M-186 -60C-120 -84 -20 -110 60 -106C120 -104 180 -96 200 -80L60 -74C0 -74 -60 -46 -120 -40z', '#38363c');
  pen.add(shell, look.main(pen, 'round'));
  pen.clip(shell, () => {
    const vents = look.chance(0.5);
    if (vents)
      for (let i = 0; i < 4; i++)
        pen.add(
          `M${-130 + i * 76} ${n(-h * 0.5 - (i === 1 || i === 2 ? 30 : 6))}q36 -34 62 -14q-8 30 -50 34q-14 0 -12 -20`,
          shift(look.hex, -0.3),
          0.9,
        );
    else pen.line(`M-190 -120C-60 -190 90 -180 200 -130`, look.pale(0.65), { width: 24 });
  });
  pen.add('M120 -90C160 -92 196 -84 226 -62C230 -52 220 -48 204 -52C170 -66 140 -72 108 -72z', shade(look.hex));
  pen.add(oval([-100, -h + 10], 40, 18), '#ffffff', 0.25);
  return { w: 430, h: h + 70, focus: [-20, -h * 0.7] };
};

/** Drawings of garden and sport. */
export const outdoorDrawings = {
  'plant-pot': plantPot,
  'watering-can': wateringCan,
  trowel,
  birdhouse,
  racket,
  ball,
  'yoga-mat': yogaMat,
  bottle,
  tent,
  helmet,
} satisfies Record<string, DrawKind>;

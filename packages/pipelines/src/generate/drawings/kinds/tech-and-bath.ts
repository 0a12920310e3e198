import { mix, shift } from '../color.ts';
import { type Point, band, lathe, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind } from '../look.ts';
import { glow, shade } from '../pen.ts';

const headphones: DrawKind = (pen, look) => {
  const w = look.range(136, 150);
  const pad = look.one('#3a3536', mix(look.hex, '#f3eadb', 0.6), '#8a5634');
  const metal = '#b9bdc1';
  const top = -410;
  pen.line(`M${n(-w)} -150C${n(-w - 10)} ${top - 20} ${n(w + 10)} ${top - 20} ${n(w)} -150`, shade(metal), {
    width: 13,
  });
  pen.line(`M${n(-w + 8)} -240C${n(-w + 16)} ${top + 4} ${n(w - 16)} ${top + 4} ${n(w - 8)} -240`, look.hex, {
    width: 34,
  });
  pen.line(
    `M${n(w * 0.3)} ${top + 82}C${n(w * 0.72)} ${top + 100} ${n(w - 10)} -290 ${n(w - 8)} -240`,
    shade(look.hex),
    { width: 34, butt: true },
  );
  pen.line(
    `M${n(-w * 0.5)} ${top + 96}C${n(-w * 0.2)} ${top + 74} ${n(w * 0.2)} ${top + 74} ${n(w * 0.5)} ${top + 96}`,
    pad,
    { width: 20 },
  );
  for (const s of [-1, 1]) {
    pen.add(rect([s * w - 8, -240], [16, 80], 6), pen.paint(metal, 'metal'));
    pen.add(rect([s * (w - 40) - 26, -186], [52, 166], 26), pen.paint(pad, 'leather', 'side'));
    pen.add(rect([s * (w + 6) - 36, -206], [72, 204], 36), look.main(pen));
    if (look.chance(0.7))
      pen.add(rect([s * (w + 6) - 15, -166], [30, 124], 15), s < 0 ? glow(look.hex) : shade(look.hex), 0.6);
  }
  return { w: w * 2 + 90, h: 400, focus: [-w, -150] };
};

const speaker: DrawKind = (pen, look) => {
  const portable = look.has('portable');
  const h = portable ? 240 : look.range(340, 380);
  const w = portable ? 340 : h * look.range(0.6, 0.7);
  const cloth = look.texture === 'weave' ? look.hex : look.one('#cfc4b2', '#55565c', look.pale(0.55), '#8f958f');
  const shell = look.texture === 'weave' ? pen.paint('#c99f6b', 'wood') : look.main(pen);
  const r = portable ? 54 : look.one(12, 28, 40);
  if (portable)
    pen.line(
      `M${n(-w * 0.3)} ${n(-h + 6)}C${n(-w * 0.3)} ${n(-h - 66)} ${n(w * 0.3)} ${n(-h - 66)} ${n(w * 0.3)} ${n(-h + 6)}`,
      '#8a5634',
      { width: 17 },
    );
  pen.add(slab(-h, [w, h - 8], r), shell);
  pen.add(slab(-h + 16, [w - 32, h - 40], Math.max(6, r - 12)), pen.paint(cloth, 'weave'));
  const [big, small]: readonly Point[] = portable
    ? [
        [-w * 0.2, -h / 2],
        [w * 0.26, -h / 2],
      ]
    : [
        [0, -h * 0.34],
        [0, -h * 0.74],
      ];
  if (look.chance(0.65)) {
    for (const [c, q] of [
      [big, portable ? 74 : w * 0.33],
      [small, portable ? 36 : w * 0.16],
    ] as const) {
      if (c === undefined) continue;
      pen
        .add(oval(c, q), shade(cloth), 0.7)
        .add(oval(c, q * 0.9), pen.paint('#3b3b41', 'flat', 'round'))
        .add(oval(c, q * 0.42), pen.paint('#5a5b62', 'flat', 'round'));
    }
  }
  pen.add(rect([w * 0.2, -h - 10], [54, 14], 5), '#c8a35c');
  for (const x of [-w * 0.36, w * 0.28]) pen.add(rect([x, -9], [26, 9], 3), '#34333a');
  return { w, h: h + (portable ? 56 : 12), focus: [w * 0.14, -h * 0.66] };
};

const keyboard: DrawKind = (pen, look) => {
  const compact = look.has('compact');
  const cols = compact ? 11 : 14;
  const s = 30;
  const w = cols * s + 32;
  const h = 5 * s + 34;
  const cap = look.chance(0.5) ? look.pale(0.75) : mix(look.hex, '#26262c', 0.55);
  const second = look.accent('tech');
  pen.group('rotate(-7 0 -90)', () => {
    pen.group('translate(4 9)', () => pen.add(slab(-h, [w, h], 16), shade(shade(look.hex))));
    pen.add(slab(-h, [w, h], 16), look.main(pen));
    pen.add(slab(-h + 12, [w - 24, h - 24], 7), shade(shade(look.hex)));
    const left = -w / 2 + 17;
    const key = (x: number, row: number, size: number): void => {
      const y = -h + 17 + row * s;
      pen.add(rect([left + x * s, y], [size * s - 3, s - 3], 5), shade(x === 0 ? second : cap));
      pen.add(rect([left + x * s + 3, y + 1], [size * s - 9, s - 9], 4), x === 0 ? second : cap);
    };
    const tile = `<pattern id="%" x="${n(left)}" y="${n(-h + 17)}" width="${s}" height="${s}" patternUnits="userSpaceOnUse"><path d="${rect([0, 0], [s - 3, s - 3], 5)}" fill="${shade(cap)}"/><path d="${rect([3, 1], [s - 9, s - 9], 4)}" fill="${cap}"/></pattern>`;
    pen.add(rect([left, -h + 17], [cols * s, s * 4]), pen.define(tile));
    key(0, 0, 1);
    pen.add(rect([left + (cols - 2) * s, -h + 17 + 2 * s], [s * 2, s]), shade(shade(look.hex)));
    key(cols - 2, 2, 2);
    for (const x of [0, 1, 2, cols - 4, cols - 3, cols - 2, cols - 1]) if (x > 0) key(x, 4, 1);
    key(3, 4, cols - 7);
  });
  return { w: w + 30, h: h + 60, focus: [-w * 0.3, -h * 0.7], ground: 'flat' };
};

const camera: DrawKind = (pen, look) => {
  const w = look.range(180, 196);
  const h = look.range(210, 240);
  const instant = look.has('instant');
  const top = pen.paint(
    look.texture === 'leather' ? '#b4babf' : glow(look.hex),
    look.texture === 'leather' ? 'metal' : look.texture,
  );
  const grip = look.texture === 'leather' ? look.main(pen) : pen.paint(shade(look.hex), 'leather');
  pen.line(
    `M${n(-w + 4)} ${n(-h + 30)}C${n(-w - 60)} ${n(-h - 60)} ${n(-w * 0.4)} ${n(-h - 130)} ${n(w * 0.1)} ${n(-h - 96)}S${n(w + 60)} ${n(-h - 30)} ${n(w - 4)} ${n(-h + 30)}`,
    '#7a4c30',
    { width: 10 },
  );
  pen.add(rect([-w * 0.7, -h - 20], [56, 30], 6), shade(look.texture === 'leather' ? '#b4babf' : look.hex));
  pen.add(rect([w * 0.44, -h - 16], [66, 26], 6), '#8f959b');
  pen.add(rect([w * 0.1, -h - 12], [34, 20], 10), look.accent('tech'));
  pen.add(slab(-h, [w * 2, h], instant ? 44 : 22), top);
  pen.add(rect([-w, -h * 0.68], [w * 2, h * 0.52], 2), grip);
  pen
    .add(rect([-w * 0.86, -h + 20], [54, 34], 6), '#2f3238')
    .add(rect([-w * 0.86 + 5, -h + 24], [20, 14], 3), '#8fb0c0');
  pen.add(oval([w * 0.72, -h + 34], 13), '#d9826b');
  const c: Point = [instant ? 0 : w * 0.08, -h * 0.42];
  for (const [r, hex] of [
    [86, '#8f959b'],
    [76, '#35373d'],
    [56, '#4b4e57'],
    [44, '#23252b'],
  ] as const)
    pen.add(oval(c, r), pen.paint(hex, 'flat', 'round'));
  pen.add(oval(c, 30), pen.paint('#3f5f78', 'flat', 'round')).add(oval([c[0] - 12, c[1] - 13], 10, 8), '#dfeaf0', 0.8);
  if (instant) pen.add(slab(-26, [w * 1.1, 10], 4), '#2f3238');
  return { w: w * 2 + 20, h: h + 110, focus: [c[0] - 20, c[1] - 20] };
};

const radio: DrawKind = (pen, look) => {
  const w = look.range(186, 206);
  const h = look.range(210, 236);
  const dial = look.has('one large wheel');
  pen.line(`M${n(w * 0.7)} ${n(-h + 4)}L${n(w * 1.02)} ${n(-h - 150)}`, '#b4babf', { width: 6 });
  pen.line(
    `M${n(-w * 0.6)} ${n(-h + 4)}C${n(-w * 0.6)} ${n(-h - 70)} ${n(w * 0.5)} ${n(-h - 70)} ${n(w * 0.5)} ${n(-h + 4)}`,
    look.one('#8a5634', shade(look.hex)),
    { width: 16 },
  );
  pen.add(slab(-h, [w * 2, h - 8], look.one(20, 44, 60)), look.main(pen));
  const cloth = look.pale(0.62);
  pen.add(rect([-w * 0.86, -h * 0.82], [w * 0.94, h * 0.64], 20), pen.paint(cloth, 'weave'));
  pen.line(
    Array.from({ length: 8 }, (_, i) => `M${n(-w * 0.76 + i * w * 0.106)} ${n(-h * 0.72)}v${n(h * 0.44)}`).join(''),
    shade(cloth),
    { width: 6, opacity: 0.7 },
  );
  pen
    .add(rect([w * 0.2, -h * 0.8], [w * 0.64, 46], 8), '#2f333b')
    .add(rect([w * 0.26, -h * 0.8 + 18], [w * 0.3, 8], 3), '#f0c774');
  if (dial)
    pen
      .add(oval([w * 0.52, -h * 0.34], 44), shade(look.hex))
      .add(oval([w * 0.52 - 2, -h * 0.34 - 3], 39), pen.paint('#c8a35c', 'metal'))
      .line(`M${n(w * 0.52)} ${n(-h * 0.34 - 34)}v16`, '#6b5330', { width: 5 });
  else if (look.has('six'))
    for (let i = 0; i < 6; i++)
      pen.add(
        rect([w * 0.22 + (i % 3) * w * 0.22, -h * 0.46 + Math.floor(i / 3) * 40], [w * 0.17, 28], 7),
        i === 0 ? look.accent('tech') : cloth,
      );
  else
    for (const x of [0.34, 0.7])
      pen
        .add(oval([w * x, -h * 0.34], 27), shade(look.hex))
        .add(oval([w * x - 2, -h * 0.34 - 2], 23), pen.paint(cloth, 'flat', 'round'))
        .line(`M${n(w * x)} ${n(-h * 0.34 - 20)}v11`, '#4a4038', { width: 4 });
  for (const x of [-w * 0.8, w * 0.68]) pen.add(rect([x, -9], [26, 9], 3), '#3a3536');
  return { w: w * 2 + 10, h: h + 140, focus: [w * 0.3, -h * 0.56] };
};

const soap: DrawKind = (pen, look) => {
  const w = look.range(136, 150);
  const h = look.range(92, 112);
  const dish = look.one('wood', 'plate', 'paper');
  const bar = (y: number, [dx, hex]: readonly [number, string]) => {
    pen.add(
      band([y - h - 34, dx - w + 14, dx + w - 14], [y - h + 12, dx - w, dx + w], 18),
      pen.paint(glow(hex), 'matte', 'plain'),
    );
    pen.add(rect([dx - w, y - h], [w * 2, h], 24), pen.paint(hex, 'matte'));
  };
  if (dish === 'wood') {
    for (const x of [-0.8, -0.4, 0, 0.4, 0.8])
      pen.add(rect([x * w - 20, -26], [40, 14], 4), pen.paint(look.wood(), 'wood', 'under'));
    pen.add(slab(-16, [w * 2.3, 16], 5), shade(look.wood()));
  } else if (dish === 'plate')
    pen.add(
      `M${n(-w * 1.3)} -30Q${n(-w)} 0 ${n(-w * 0.7)} 0H${n(w * 0.7)}Q${n(w)} 0 ${n(w * 1.3)} -30z`,
      pen.paint(look.pale(0.8), 'ceramic'),
    );
  const base = dish === 'paper' ? 0 : -22;
  if (look.chance(0.5)) {
    bar(base, [6, shade(look.hex)]);
    bar(base - h + 14, [-10, look.hex]);
    if (dish === 'paper') pen.add(rect([-70, base - h * 2 + 14], [88, h], 2), pen.paint(look.accent('bath'), 'paper'));
    return { w: w * 2.5, h: h * 2 + 60, focus: [-w * 0.4, base - h * 1.4] };
  }
  bar(base, [0, look.hex]);
  if (dish === 'paper')
    pen
      .add(rect([-w * 0.4, base - h], [w * 1.0, h], 2), pen.paint('#efe6d4', 'paper'))
      .add(
        rect([-w * 0.16, base - h * 0.66], [w * 0.5, 7], 3) + rect([-w * 0.06, base - h * 0.46], [w * 0.3, 6], 3),
        shade(look.hex),
      );
  else pen.add(oval([0, base - h * 0.5], w * 0.5, h * 0.26), shade(look.hex), 0.5);
  for (const [x, y, r] of [
    [-w * 0.72, -h - 52, 17],
    [-w * 0.46, -h - 76, 10],
    [w * 0.66, -h - 60, 13],
  ] as const)
    pen.add(oval([x, base + y], r), '#dcebf0', 0.7).add(oval([x - r * 0.3, base + y - r * 0.3], r * 0.3), '#ffffff');
  return { w: w * 2.5, h: h + 110, focus: [-w * 0.4, base - h * 0.9] };
};

const perfume: DrawKind = (pen, look) => {
  const shape = look.one('square', 'round', 'tall', 'shoulder');
  const h = shape === 'tall' ? 280 : look.range(210, 240);
  const w = shape === 'tall' ? 78 : look.range(96, 116);
  const outline =
    shape === 'round'
      ? oval([0, -h / 2], w * 1.08, h / 2)
      : shape === 'shoulder'
        ? lathe([
            [-h, 30],
            [-h * 0.9, w * 0.7],
            [-h * 0.7, w],
            [-16, w],
            [0, w * 0.92],
          ])
        : slab(-h, [w * 2, h], shape === 'square' ? 22 : 12);
  const liquid = mix(look.hex, look.one('#e9b96a', '#d98f8a', '#a9c6a0', '#c7b0d8'), 0.5);
  pen.clip(outline, () =>
    pen.add(rect([-w * 1.2 + 14, -h * 0.72], [w * 2.4 - 28, h * 0.68], 12), pen.paint(liquid, 'flat'), 0.85),
  );
  pen.add(outline, pen.paint(look.hex, 'glass'));
  pen.add(slab(-h - 26, [52, 30], 4), pen.paint('#c8a35c', 'metal'));
  const cap = look.one(look.wood(), '#2f2e34', '#c8a35c');
  if (look.has('spray'))
    pen.add(slab(-h - 60, [58, 38], 6), '#2f2e34').add(rect([-44, -h - 52], [18, 14], 3), '#2f2e34');
  else
    pen.add(
      look.chance(0.4) ? oval([0, -h - 62], 44) : slab(-h - 100, [84, 78], 9),
      cap === '#c8a35c' ? pen.paint(cap, 'metal') : pen.paint(cap, cap === '#2f2e34' ? 'flat' : 'wood', 'side'),
    );
  pen.add(slab(-h * 0.5, [w * 0.9, h * 0.24], 3), '#f6efe2', 0.92);
  pen.add(slab(-h * 0.42, [w * 0.5, 5], 2) + slab(-h * 0.36, [w * 0.3, 4], 2), shade(look.hex));
  pen.add(
    soft(
      [
        [-w * 0.8, -h * 0.86],
        [-w * 0.66, -h * 0.86],
        [-w * 0.66, -h * 0.2],
        [-w * 0.8, -h * 0.16],
      ],
      5,
    ),
    '#ffffff',
    0.6,
  );
  return { w: w * 2.1, h: h + 104, focus: [-w * 0.2, -h * 0.94] };
};

const brush: DrawKind = (pen, look) => {
  const bristle = look.has('tampico') ? '#e2cfa4' : look.has('sisal') ? '#efe2c4' : '#4a3a30';
  const body = look.main(pen, 'under');
  const nail = look.has('nail');
  if (nail) {
    pen.add(slab(-62, [300, 62], 6), pen.paint(bristle, 'fur', 'plain'));
    pen.line(Array.from({ length: 23 }, (_, i) => `M${-140 + i * 12.7} -58V-4`).join(''), shade(bristle), { width: 4 });
    pen.add('M-166 -62Q-172 -128 -110 -136Q0 -150 110 -136Q172 -128 166 -62z', body);
    return { w: 340, h: 140, focus: [-60, -66] };
  }
  const bath = look.has('bath');
  const long = bath ? 250 : 150;
  const wide = bath ? 74 : look.range(82, 92);
  const tall = bath ? 96 : look.range(112, 124);
  const pad = bath ? bristle : mix(look.hex, '#f3e2c6', 0.5);
  pen.group('translate(0 -225) rotate(32)', () => {
    const neck = -40 + tall;
    pen.add(
      lathe([
        [neck - 30, wide * 0.4],
        [neck + 26, 17],
        [neck + long * 0.5, 20],
        [neck + long * 0.86, 25],
        [neck + long, 12],
      ]),
      look.main(pen),
    );
    pen.add(oval([0, -60], wide, tall), look.main(pen));
    pen.add(oval([0, neck + long - 22], 8), shift(look.hex, -0.25));
    pen.add(oval([0, -62], wide - 18, tall - 18), shade(pad));
    pen.add(oval([-2, -64], wide - 21, tall - 21), pen.paint(pad, 'flat', 'round'));
    let tips = '';
    for (let row = -4; row <= 4; row++) {
      const half = Math.floor(((wide - 34) * Math.sqrt(Math.max(0, 1 - (row / 4.7) ** 2))) / 17);
      for (let col = -half; col <= half; col++)
        tips += rect([col * 17 - 3, -66 + (row * (tall - 30)) / 4.4], [6, bath ? 9 : 13], 3);
    }
    pen.add(tips, bath ? shade(bristle) : bristle);
  });
  return { w: 300, h: 440, focus: [40, -290], ground: 'flat' };
};

const dispenser: DrawKind = (pen, look) => {
  const h = look.range(220, 250);
  const w = h * look.range(0.3, 0.38);
  const tumbler = look.has('tumbler');
  const pump = look.has('black') ? '#35353a' : look.has('brass') ? '#c8a35c' : '#b4babf';
  const round = look.chance(0.5);
  if (tumbler) {
    for (const [x, hex, lean] of [
      [-22, look.accent('bath'), -9],
      [24, '#d8b878', 11],
    ] as const)
      pen.group(`rotate(${lean} ${x} ${n(-h * 0.6)})`, () =>
        pen.add(rect([x - 7, -h - 66], [14, 200], 7), hex).add(rect([x - 21, -h - 70], [18, 52], 4), '#f4eddf'),
      );
    pen.add(oval([0, -h * 0.72], w - 4, 11), shade(shade(look.hex)));
    pen.add(band([-h * 0.72, -w, w], [0, -w * 0.9, w * 0.9], 12), look.main(pen));
    return { w: w * 2 + 60, h: h + 80, focus: [0, -h * 0.6] };
  }
  pen.add(
    round
      ? lathe([
          [-h, 34],
          [-h * 0.92, w * 0.6],
          [-h * 0.74, w],
          [-h * 0.2, w * 1.04],
          [0, w * 0.88],
        ])
      : slab(-h, [w * 2, h], 20),
    look.main(pen),
  );
  const metal = pen.paint(pump, pump === '#35353a' ? 'flat' : 'metal');
  pen.add(slab(-h - 24, [66, 30], 6), metal);
  pen.add(slab(-h - 74, [16, 54], 4), metal);
  pen.add(
    `M-26 ${n(-h - 92)}H30Q40 ${n(-h - 92)} 40 ${n(-h - 82)}V${n(-h - 72)}H-60Q-92 ${n(-h - 72)} -92 ${n(-h - 44)}H-106Q-108 ${n(-h - 92)} -60 ${n(-h - 92)}z`,
    metal,
  );
  if (look.has('lotion') || look.chance(0.3))
    pen
      .add(slab(-h * 0.62, [w * 1.1, h * 0.3], 4), look.pale(0.8), 0.9)
      .add(slab(-h * 0.54, [w * 0.6, 5], 2) + slab(-h * 0.47, [w * 0.4, 5], 2), shade(look.hex));
  pen.add(slab(-10, [w * 1.9, 10], 4), '#c79a68', look.texture === 'glass' ? 0 : 0.9);
  return { w: w * 2 + 40, h: h + 96, focus: [0, -h - 10] };
};

/** Drawings of audio, desk technology and the bathroom. */
export const techAndBathDrawings = {
  headphones,
  speaker,
  keyboard,
  camera,
  radio,
  soap,
  perfume,
  brush,
  dispenser,
} satisfies Record<string, DrawKind>;

import { mix, shift } from '../color.ts';
import { blob, curve, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';

/** Measures of a garment laid out: half chest, hem (y, half width), where the sleeve ends. */
interface Cut {
  readonly chest: number;
  readonly hem: readonly [number, number];
  readonly cuff: readonly [number, number];
  readonly sleeve: number;
}

const neckY = -430;

/** Sleeves and body; returns the outline of the body for details to be clipped to. */
function garment(pen: Pen, look: Look, cut: Cut): string {
  const { chest, hem, cuff, sleeve } = cut;
  for (const s of [-1, 1]) {
    const [cx, cy] = [s * cuff[0], cuff[1]];
    const arm = soft(
      [
        [s * 62, neckY + 6],
        [s * (chest + 22), neckY + 40],
        [cx + s * sleeve * 0.5, cy],
        [cx - s * sleeve * 0.5, cy + 14],
        [s * chest * 0.94, neckY + 160],
      ],
      12,
    );
    pen.add(arm, s < 0 ? look.main(pen, 'plain') : pen.paint(shade(look.hex), look.texture, 'plain'));
    pen.line(
      `M${n(s * chest * 0.96)} ${n(neckY + 150)}L${n(s * (chest + 2))} ${n(neckY + 60)}`,
      shift(look.hex, -0.2),
      { width: 4, opacity: 0.5 },
    );
  }
  const body = `M-50 ${neckY}C-20 ${neckY + 20} 20 ${neckY + 20} 50 ${neckY}L${n(chest)} ${neckY + 30}C${n(chest - 6)} ${neckY + 90} ${n(chest)} ${neckY + 140} ${n(chest)} ${neckY + 170}L${n(hem[1])} ${n(hem[0])}Q0 ${n(hem[0] + 10)} ${n(-hem[1])} ${n(hem[0])}L${n(-chest)} ${neckY + 170}C${n(-chest)} ${neckY + 140} ${n(-chest + 6)} ${neckY + 90} ${n(-chest)} ${neckY + 30}z`;
  pen.add(body, look.main(pen));
  return body;
}

function ribs(pen: Pen, look: Look, [y, half, height]: readonly [number, number, number]): void {
  pen.add(slab(y, [half * 2, height], 5), pen.paint(shade(look.hex), 'flat', 'plain'));
  const count = Math.floor((half * 2) / 13);
  pen.line(
    Array.from({ length: count }, (_, i) => `M${n(-half + 8 + i * 13)} ${n(y + 3)}v${n(height - 6)}`).join(''),
    look.hex,
    { width: 5 },
  );
}

function cuffs(pen: Pen, cut: Cut, hex: string): void {
  for (const s of [-1, 1])
    pen.line(
      `M${n(s * (cut.cuff[0] + cut.sleeve * 0.46))} ${n(cut.cuff[1] - 6)}L${n(s * (cut.cuff[0] - cut.sleeve * 0.46))} ${n(cut.cuff[1] + 8)}`,
      hex,
      { width: 22, butt: true },
    );
}

const sweater: DrawKind = (pen, look) => {
  const cut: Cut = { chest: 126, hem: [-62, 120], cuff: [192, -110], sleeve: 52 };
  const body = garment(pen, look, cut);
  const second = look.chance(0.5) ? look.pale(0.55) : look.accent('textile');
  const motif = look.has('cabled')
    ? 'cable'
    : look.has('ribbed')
      ? 'rib'
      : look.has('moss')
        ? 'plain'
        : look.one('stripes', 'yoke', 'plain', 'plain');
  pen.clip(body, () => {
    if (motif === 'cable')
      for (const x of [-58, 0, 58])
        pen.line(
          `M${x - 10} ${neckY + 30}${'q24 22 0 44q-24 22 0 44'.repeat(4)}M${x + 10} ${neckY + 30}${'q-24 22 0 44q24 22 0 44'.repeat(4)}`,
          shade(look.hex),
          { width: 6, opacity: 0.8 },
        );
    if (motif === 'rib')
      pen.line(Array.from({ length: 14 }, (_, i) => `M${-120 + i * 18} ${neckY}V-60`).join(''), shade(look.hex), {
        width: 4,
        opacity: 0.6,
      });
    if (motif === 'stripes') for (let i = 0; i < 6; i++) pen.add(slab(neckY + 120 + i * 44, [280, 18]), second);
    if (motif === 'yoke')
      pen
        .line(`M-150 ${neckY + 96}C-80 ${neckY + 150} 80 ${neckY + 150} 150 ${neckY + 96}`, second, {
          width: 20,
          dash: '10 9',
          butt: true,
        })
        .line(`M-150 ${neckY + 70}C-80 ${neckY + 120} 80 ${neckY + 120} 150 ${neckY + 70}`, second, { width: 6 });
  });
  ribs(pen, look, [-66, 118, 44]);
  cuffs(pen, cut, shade(look.hex));
  if (look.has('roll-neck'))
    pen
      .add(slab(neckY - 52, [104, 72], 20), pen.paint(look.hex, 'knit'))
      .line(`M-46 ${neckY - 14}q46 16 92 0`, shade(look.hex), { width: 5 });
  else
    pen.add(
      `M-56 ${neckY + 2}C-30 ${neckY + 40} 30 ${neckY + 40} 56 ${neckY + 2}L44 ${neckY - 10}C20 ${neckY + 14} -20 ${neckY + 14} -44 ${neckY - 10}z`,
      shade(look.hex),
    );
  return { w: 440, h: look.has('roll-neck') ? 486 : 444, focus: [-34, neckY + 130] };
};

const shirt: DrawKind = (pen, look) => {
  const cut: Cut = { chest: 122, hem: [-40, 126], cuff: [188, -100], sleeve: 50 };
  const body = garment(pen, look, cut);
  const second = look.pale(0.6);
  pen.clip(body, () => {
    if (look.has('striped'))
      pen.line(Array.from({ length: 13 }, (_, i) => `M${-126 + i * 21} ${neckY}V0`).join(''), second, {
        width: 6,
        opacity: 0.8,
      });
    if (look.has('checked'))
      pen.line(
        Array.from({ length: 7 }, (_, i) => `M${-126 + i * 42} ${neckY}V0`).join('') +
          Array.from({ length: 10 }, (_, i) => `M-140 ${neckY + i * 42}H140`).join(''),
        second,
        { width: 13, opacity: 0.42, butt: true },
      );
  });
  pen.add(slab(neckY + 22, [26, 372]), pen.paint(glow(look.hex), look.texture, 'plain'));
  for (let i = 0; i < 6; i++) pen.add(oval([0, neckY + 60 + i * 58], 5), '#f6efe2');
  pen.line(rect([38, neckY + 108], [62, 66], 6), shade(look.hex), { width: 4 });
  pen.add(
    `M-50 ${neckY + 2}Q0 ${neckY + 34} 50 ${neckY + 2}L40 ${neckY - 22}Q0 ${neckY - 6} -40 ${neckY - 22}z`,
    shade(shade(look.hex)),
  );
  if (look.has('band'))
    pen.line(`M-48 ${neckY}Q-20 ${neckY + 26} 0 ${neckY + 30}Q20 ${neckY + 26} 48 ${neckY}`, glow(look.hex), {
      width: 18,
    });
  else
    for (const s of [-1, 1])
      pen.add(
        soft(
          [
            [s * 44, neckY - 24],
            [s * 58, neckY + 4],
            [s * 44, neckY + 56],
            [s * 2, neckY + 26],
          ],
          4,
        ),
        pen.paint(s < 0 ? glow(look.hex) : look.hex, look.texture, 'plain'),
      );
  cuffs(pen, cut, glow(look.hex));
  return { w: 430, h: 456, focus: [0, neckY + 70] };
};

function lapels(pen: Pen, look: Look, depth: number): void {
  pen.add(`M-46 ${neckY - 14}Q0 ${neckY + 8} 46 ${neckY - 14}L0 ${neckY + depth}z`, shift(shade(look.hex), -0.08));
  for (const s of [-1, 1])
    pen.add(
      soft(
        [
          [s * 44, neckY - 20],
          [s * 78, neckY + 14],
          [s * 84, neckY + 62],
          [s * 62, neckY + 62],
          [s * 64, neckY + 80],
          [s * 2, neckY + depth + 6],
        ],
        4,
      ),
      pen.paint(s < 0 ? glow(look.hex) : look.hex, look.texture, 'plain'),
    );
}

const coat: DrawKind = (pen, look) => {
  const cut: Cut = { chest: 122, hem: [0, 148], cuff: [184, -130], sleeve: 58 };
  garment(pen, look, cut);
  const double = look.chance(0.45);
  const button = look.has('horn') ? '#6b4a35' : look.has('leather') ? '#8a5634' : '#d9cdb5';
  pen.line(`M${double ? 26 : 4} ${neckY + 150}V0`, shift(look.hex, -0.2), { width: 5, opacity: 0.7 });
  if (look.has('stand-up'))
    pen.add(
      soft(
        [
          [-58, neckY + 14],
          [-50, neckY - 34],
          [50, neckY - 34],
          [58, neckY + 14],
          [0, neckY + 50],
        ],
        12,
      ),
      pen.paint(shade(look.hex), look.texture, 'plain'),
    );
  else lapels(pen, look, look.has('wide') ? 168 : 130);
  for (let i = 0; i < 3; i++)
    for (const x of double ? [-28, 44] : [-12])
      pen.add(oval([x, neckY + 180 + i * 66], 9), pen.paint(button, 'flat', 'round'));
  for (const s of [-1, 1])
    pen.group(`rotate(${s * -8} ${s * 84} -190)`, () =>
      pen.add(rect([s * 84 - 38, -204], [76, 20], 6), shade(look.hex)),
    );
  if (look.chance(0.35)) pen.add(slab(-260, [248, 26], 5), shade(look.hex)).add(slab(-265, [44, 36], 6), button);
  return { w: 430, h: 460, focus: [-40, neckY + 110] };
};

const jacket: DrawKind = (pen, look) => {
  const cut: Cut = { chest: 128, hem: [-80, 132], cuff: [196, -110], sleeve: 60 };
  garment(pen, look, cut);
  const bomber = look.has('bomber');
  const metal = '#c8a35c';
  pen.line(`M0 ${neckY + 24}V-82`, look.has('zip') ? metal : shift(look.hex, -0.2), {
    width: look.has('zip') ? 8 : 5,
    ...(look.has('zip') ? { dash: '4 3', butt: true } : {}),
  });
  if (!look.has('zip'))
    for (let i = 0; i < 5; i++) pen.add(oval([12, neckY + 70 + i * 62], 7), look.has('studs') ? metal : '#6b4a35');
  for (const s of [-1, 1]) {
    pen.add(rect([s * 70 - 40, -196], [80, 88], 8), pen.paint(shade(look.hex), look.texture, 'plain'));
    pen.add(
      rect([s * 70 - 38, -194], [76, 84], 7),
      s < 0 ? look.main(pen, 'plain') : pen.paint(shade(look.hex), look.texture, 'plain'),
    );
    pen.line(`M${s * 70 - 36} -170h72`, shift(look.hex, -0.16), { width: 4, opacity: 0.7 });
    if (!bomber && (s > 0 || look.has('four')))
      pen.line(rect([s * 66 - 30, -322], [60, 62], 6), shift(look.hex, -0.16), { width: 4, opacity: 0.8 });
  }
  if (bomber) {
    ribs(pen, look, [-104, 128, 38]);
    pen.add(
      `M-58 ${neckY + 4}Q0 ${neckY + 50} 58 ${neckY + 4}L44 ${neckY - 24}Q0 ${neckY} -44 ${neckY - 24}z`,
      shade(look.hex),
    );
  } else {
    pen.add(
      `M-50 ${neckY + 2}Q0 ${neckY + 30} 50 ${neckY + 2}L40 ${neckY - 18}Q0 ${neckY - 2} -40 ${neckY - 18}z`,
      shade(shade(look.hex)),
    );
    for (const s of [-1, 1])
      pen.add(
        soft(
          [
            [s * 46, neckY - 22],
            [s * 70, neckY + 8],
            [s * 62, neckY + 64],
            [s * 2, neckY + 28],
          ],
          6,
        ),
        pen.paint(look.chance(0.4) ? '#7a5a40' : glow(look.hex), look.texture, 'plain'),
      );
  }
  cuffs(pen, cut, shade(look.hex));
  return { w: 460, h: 454, focus: [70, -180] };
};

const parka: DrawKind = (pen, look) => {
  const cut: Cut = { chest: 130, hem: [-20, 146], cuff: [196, -120], sleeve: 62 };
  pen.add(
    blob([
      [-82, neckY + 26],
      [-92, neckY - 40],
      [-48, neckY - 96],
      [0, neckY - 106],
      [48, neckY - 96],
      [92, neckY - 40],
      [82, neckY + 26],
      [0, neckY + 60],
    ]),
    pen.paint(shade(look.hex), look.texture, 'plain'),
  );
  garment(pen, look, cut);
  pen.add(
    blob([
      [-66, neckY + 24],
      [-72, neckY - 30],
      [-38, neckY - 72],
      [0, neckY - 80],
      [38, neckY - 72],
      [72, neckY - 30],
      [66, neckY + 24],
      [0, neckY + 66],
    ]),
    look.has('brushed') ? pen.paint('#e7d8bd', 'fur', 'plain') : shift(shade(look.hex), -0.1),
  );
  pen.add(
    blob([
      [-44, neckY + 20],
      [-48, neckY - 24],
      [-24, neckY - 54],
      [24, neckY - 54],
      [48, neckY - 24],
      [44, neckY + 20],
      [0, neckY + 44],
    ]),
    shift(shade(look.hex), -0.18),
  );
  pen.add(
    soft(
      [
        [-14, neckY + 50],
        [20, neckY + 50],
        [20, -16],
        [-14, -16],
      ],
      4,
    ),
    pen.paint(glow(look.hex), look.texture, 'plain'),
  );
  for (let i = 0; i < 5; i++) pen.add(oval([3, neckY + 86 + i * 66], 6), '#d8d2c4');
  for (const s of [-1, 1]) {
    pen.add(
      rect([s * 78 - 40, -206], [80, 92], 8),
      s < 0 ? pen.paint(glow(look.hex), look.texture, 'plain') : look.main(pen, 'plain'),
    );
    pen.add(rect([s * 78 - 44, -214], [88, 32], 7), pen.paint(shade(look.hex), look.texture, 'plain'));
    pen.line(`M${s * 26} ${neckY + 46}v${n(look.range(50, 70))}`, '#efe4cf', { width: 5 });
  }
  pen.line(`M-130 -262Q0 -252 130 -262`, shade(look.hex), { width: 5 });
  cuffs(pen, cut, shade(look.hex));
  return { w: 462, h: 540, focus: [-60, -190] };
};

const umbrella: DrawKind = (pen, look) => {
  const w = look.range(218, 236);
  const top = -450;
  const y = top + w * 0.78;
  const wood = look.wood();
  const folding = look.has('folding');
  pen.line(`M0 ${top - 26}V-60`, folding ? '#8f959b' : wood, { width: 9 });
  pen.line(`M0 -80V-34C0 10 62 10 62 -34V-46`, wood, { width: 17 });
  const count = 5;
  const step = (w * 2) / count;
  const dome = (scallops: boolean) =>
    `M${n(-w)} ${n(y)}C${n(-w * 0.96)} ${n(top + 30)} ${n(-w * 0.4)} ${top} 0 ${top}S${n(w * 0.96)} ${n(top + 30)} ${n(w)} ${n(y)}${scallops ? Array.from({ length: count }, () => `q${n(-step / 2)} -34 ${n(-step)} 0`).join('') : ''}z`;
  const path = dome(true);
  pen.add(path, look.main(pen));
  const second = look.chance(0.35) ? look.accent('fashion') : shade(look.hex);
  pen.clip(path, () => {
    pen.add(
      `M${n(-w * 0.6)} ${n(y)}C${n(-w * 0.54)} ${n(top + 90)} ${n(-w * 0.2)} ${top + 10} 0 ${top}C${n(-w * 0.1)} ${n(top + 60)} ${n(-w * 0.2)} ${n(top + 100)} ${n(-w * 0.2)} ${n(y)}z`,
      second,
      0.6,
    );
    pen.add(
      `M${n(w * 0.2)} ${n(y)}C${n(w * 0.2)} ${n(top + 100)} ${n(w * 0.1)} ${n(top + 60)} 0 ${top}C${n(w * 0.2)} ${top + 10} ${n(w * 0.54)} ${n(top + 90)} ${n(w * 0.6)} ${n(y)}z`,
      second,
      0.6,
    );
  });
  pen.add(slab(top - 34, [9, 40], 4), '#c8a35c');
  return { w: w * 2, h: -top + 34, focus: [-w * 0.3, y - 60], ground: 'hang' };
};

const scarf: DrawKind = (pen, look) => {
  const second = look.chance(0.5) ? look.pale(0.6) : look.accent('textile');
  const tails: readonly (readonly [number, number, string])[] = [
    [26, -10, shade(look.hex)],
    [-92, 0, look.hex],
  ];
  for (const [x, end, hex] of tails) {
    const path = soft(
      [
        [x + 6, -330],
        [x + 84, -330],
        [x + 88, end - 36],
        [x - 4, end - 36],
      ],
      8,
    );
    pen.add(path, pen.paint(hex, look.texture));
    pen.clip(path, () => {
      if (look.has('striped'))
        for (const y of [60, 88, 104, 160]) pen.add(rect([x - 10, end - y - 36], [110, y === 60 ? 16 : 8]), second);
      if (look.has('checked'))
        pen.line(
          `M${x + 24} -340V0M${x + 62} -340V0M${x - 10} -90h110M${x - 10} -150h110M${x - 10} -210h110M${x - 10} -270h110`,
          second,
          { width: 12, opacity: 0.5, butt: true },
        );
    });
    if (look.has('fringed'))
      pen.line(
        Array.from({ length: 9 }, (_, i) => `M${x + 4 + i * 10} ${end - 36}v${n(look.range(26, 36))}`).join(''),
        hex,
        { width: 5 },
      );
  }
  pen.add(
    blob([
      [-150, -356],
      [-120, -412],
      [0, -436],
      [120, -412],
      [150, -356],
      [110, -296],
      [0, -272],
      [-110, -296],
    ]),
    look.main(pen, 'under'),
  );
  pen.add(
    blob([
      [-96, -372],
      [-60, -402],
      [0, -410],
      [60, -402],
      [96, -372],
      [40, -352],
      [-40, -352],
    ]),
    shift(shade(look.hex), -0.1),
  );
  pen.line(
    curve([
      [-140, -342],
      [-60, -306],
      [30, -304],
      [138, -346],
    ]),
    shade(look.hex),
    { width: 7, opacity: 0.8 },
  );
  pen.add(
    blob([
      [-30, -330],
      [10, -346],
      [66, -330],
      [72, -286],
      [20, -262],
      [-34, -282],
    ]),
    pen.paint(glow(look.hex), look.texture, 'under'),
  );
  return { w: 310, h: 440, focus: [0, -300] };
};

const hat: DrawKind = (pen, look) => {
  const w = look.range(140, 154);
  const h = look.range(220, 250);
  const pom = look.has('bobble');
  const cuff = look.has('narrow') ? 54 : 82;
  const second = look.chance(0.4) ? look.accent('textile') : shade(look.hex);
  if (pom)
    pen.add(
      oval([0, -h - 34], 50),
      pen.paint(look.chance(0.5) ? look.accent('textile') : glow(look.hex), 'fur', 'round'),
    );
  const dome = `M${n(-w * 0.96)} ${n(-cuff + 10)}C${n(-w)} ${n(-h * 0.9)} ${n(-w * 0.5)} ${n(-h)} 0 ${n(-h)}S${n(w)} ${n(-h * 0.9)} ${n(w * 0.96)} ${n(-cuff + 10)}z`;
  pen.add(dome, look.main(pen));
  pen.clip(dome, () => {
    if (look.has('ribbed'))
      pen.line(
        [-0.7, -0.4, -0.1, 0.2, 0.5, 0.8]
          .map((x) => `M${n(w * x)} 0C${n(w * x)} ${n(-h * 0.6)} ${n(w * x * 0.5)} ${n(-h * 0.9)} 0 ${n(-h)}`)
          .join(''),
        shade(look.hex),
        { width: 6, opacity: 0.7 },
      );
    else if (look.chance(0.5)) for (const y of [0.5, 0.62]) pen.add(slab(-h * y, [w * 2, 15]), second, 0.9);
  });
  pen.add(slab(-cuff, [w * 2.04, cuff], 22), pen.paint(look.has('double') ? second : glow(look.hex), 'flat'));
  pen.line(
    Array.from({ length: 20 }, (_, i) => `M${n(-w * 0.95 + i * w * 0.1)} ${-cuff + 10}V-10`).join(''),
    shade(look.hex),
    { width: 5, opacity: 0.55 },
  );
  return { w: w * 2.04, h: h + (pom ? 84 : 0), focus: [-w * 0.3, -cuff - 10] };
};

const gloves: DrawKind = (pen, look) => {
  const mitten = look.has('mittens');
  const cuffHex = look.chance(0.5) ? look.accent('textile') : shade(look.hex);
  const hand = mitten
    ? 'M-66 -110C-78 -220 -70 -330 0 -330S78 -220 66 -110zM58 -170C80 -200 104 -236 126 -222C140 -206 112 -150 70 -120z'
    : 'M-66 -110C-72 -170 -72 -210 -72 -300C-72 -322 -42 -322 -42 -300L-38 -236L-34 -340C-34 -362 -4 -362 -4 -340L-2 -236L8 -334C10 -356 38 -354 36 -332L28 -232L46 -296C52 -316 78 -308 72 -286C64 -230 66 -170 66 -110zM58 -166C80 -200 104 -232 124 -218C138 -204 108 -150 70 -120z';
  const one = () => {
    pen.add(hand, look.main(pen));
    pen.add(slab(-118, [146, look.texture === 'leather' ? 60 : 96], 12), pen.paint(cuffHex, look.texture));
    if (look.texture === 'leather') pen.line('M-30 -150V-228M0 -150V-232M28 -150V-226', shade(look.hex), { width: 4 });
    else
      pen.line(
        Array.from({ length: 9 }, (_, i) => `M${-58 + i * 14.5} -108v78`).join(''),
        mix(cuffHex, '#2a2838', 0.25),
        { width: 5, opacity: 0.6 },
      );
  };
  pen.group('translate(78 -12) rotate(10 0 -160)', one);
  pen.group('translate(-78 -12) scale(-1 1) rotate(10 0 -160)', one);
  return { w: 390, h: 370, focus: [-70, -130] };
};

/** Drawings of clothes. */
export const clothingDrawings = { coat, jacket, parka, umbrella, sweater, shirt, scarf, hat, gloves } satisfies Record<
  string,
  DrawKind
>;

import { shift } from '../color.ts';
import { type Point, band, curve, lathe, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind } from '../look.ts';
import { glow, shade } from '../pen.ts';

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
  else pen.add(band([-104, 96, 156], [-34, 114, 138], 4), '#f1ece0').add(oval([126, -30], 15), grip);
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

/** Drawings of sport and camping. */
export const sportDrawings = { racket, ball, 'yoga-mat': yogaMat, bottle, tent, helmet } satisfies Record<
  string,
  DrawKind
>;

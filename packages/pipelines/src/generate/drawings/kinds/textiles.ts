import { mix, shift } from '../color.ts';
import { type Point, band, blob, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';

/** The pattern of a woven thing inside `path`: stripes, checks, a border, diamonds, a herringbone. */
function woven(pen: Pen, look: Look, area: { path: string; from: Point; size: Point }): void {
  const { path, from, size } = area;
  const [x, y] = from;
  const [w, h] = size;
  const second = look.chance(0.5) ? look.pale(0.6) : look.accent('textile');
  pen.clip(path, () => {
    if (look.has('striped'))
      for (let i = 0; i < 5; i++)
        pen.add(rect([x, y + (h * (i + 0.3)) / 5], [w, h * look.one(0.05, 0.09)]), second, 0.85);
    if (look.has('checked')) {
      for (let i = 0; i < 4; i++) pen.add(rect([x + (w * (i + 0.32)) / 4, y], [w * 0.09, h]), second, 0.5);
      for (let i = 0; i < 4; i++) pen.add(rect([x, y + (h * (i + 0.32)) / 4], [w, h * 0.09]), second, 0.5);
    }
    if (look.has('bordered')) pen.line(rect([x + 22, y + 22], [w - 44, h - 44]), second, { width: 12, opacity: 0.85 });
    if (look.has('diamond', 'block-printed')) {
      const step = look.has('diamond') ? w / 3 : w / 5;
      let marks = '';
      for (let i = 0; i * step < w; i++)
        for (let j = 0; j * step < h; j++)
          marks += soft([
            [x + (i + 0.5) * step, y + (j + 0.14) * step],
            [x + (i + 0.82) * step, y + (j + 0.5) * step],
            [x + (i + 0.5) * step, y + (j + 0.86) * step],
            [x + (i + 0.18) * step, y + (j + 0.5) * step],
          ]);
      pen.add(marks, second, 0.8);
    }
    if (look.has('herringbone'))
      for (let i = 0; i < 7; i++)
        pen.line(
          `M${n(x + (w * i) / 7)} ${n(y)}l${n(w / 14)} ${n(h / 2)}l${n(-w / 14)} ${n(h / 2)}M${n(x + (w * (i + 0.5)) / 7)} ${n(y)}l${n(w / 14)} ${n(h / 2)}l${n(-w / 14)} ${n(h / 2)}`,
          second,
          { width: 5, opacity: 0.4 },
        );
  });
}

const cushion: DrawKind = (pen, look) => {
  const w = look.range(178, 196);
  const h =
    w *
    1.9 *
    (look.has('floor') ? 0.62 : Math.max(0.68, Math.min(1, look.measure('height', 40) / look.measure('width', 40))));
  const b = 18;
  const path = `M${n(-w)} ${n(-h)}Q0 ${n(-h + b * 1.7)} ${n(w)} ${n(-h)}Q${n(w - b * 1.6)} ${n(-h / 2)} ${n(w)} 0Q0 ${n(-b * 1.7)} ${n(-w)} 0Q${n(-w + b * 1.6)} ${n(-h / 2)} ${n(-w)} ${n(-h)}z`;
  pen.group(`rotate(${n(look.range(-5, 4))} 0 ${n(-h / 2)})`, () => {
    pen.add(path, look.main(pen, 'round'));
    woven(pen, look, { path, from: [-w, -h], size: [w * 2, h] });
    pen.clip(path, () =>
      pen.add(
        `M${n(w * 0.5)} ${n(-h)}Q${n(w * 0.96)} ${n(-h * 0.5)} ${n(w * 0.2)} 0H${n(w)}V${n(-h)}z`,
        shade(look.hex),
        0.4,
      ),
    );
    pen.line(
      `M${n(-w * 0.8)} ${n(-h * 0.84)}q18 26 50 28M${n(w * 0.8)} ${n(-h * 0.84)}q-18 26 -50 28M${n(-w * 0.78)} ${n(-h * 0.13)}q20 -24 46 -24`,
      shade(look.hex),
      { width: 4, opacity: 0.55 },
    );
    const tassel = look.accent('textile');
    if (look.chance(0.3))
      for (const [x, y] of [
        [-w, -h],
        [w, -h],
        [-w, 0],
        [w, 0],
      ] as const)
        pen.add(oval([x, y], 12, 14), tassel);
  });
  return { w: w * 2, h, focus: [-w * 0.66, -h * 0.72] };
};

const blanket: DrawKind = (pen, look) => {
  const w = look.range(168, 190);
  const layers = look.one(3, 4);
  const each = look.range(58, 70);
  const second = look.pale(0.5);
  const top = -layers * each;
  for (let i = 0; i < layers; i++) {
    const y = -(i + 1) * each;
    const shift0 = (i % 2) * 8 - 4;
    const path = `M${n(-w + shift0)} ${n(y + each)}C${n(-w - 30 + shift0)} ${n(y + each)} ${n(-w - 30 + shift0)} ${n(y)} ${n(-w + shift0)} ${n(y)}H${n(w - 4)}V${n(y + each)}z`;
    pen.add(path, look.main(pen, 'under'));
    if (look.has('striped'))
      pen.add(
        rect([-w * 0.62, y], [20, each]) + rect([-w * 0.46, y], [8, each]) + rect([w * 0.5, y], [20, each]),
        second,
        0.75,
      );
    if (look.has('checked'))
      pen.add(
        [-0.8, -0.42, -0.04, 0.34, 0.72].map((x) => rect([w * x, y], [26, each])).join('') +
          rect([-w, y + each * 0.36], [w * 2 - 4, 12]),
        second,
        0.5,
      );
    if (look.has('herringbone'))
      pen.line(
        Array.from(
          { length: 17 },
          (_, k) => `M${n(-w + 10 + k * w * 0.117)} ${n(y + 4)}l10 ${n(each / 2 - 4)}l-10 ${n(each / 2 - 4)}`,
        ).join(''),
        second,
        { width: 4, opacity: 0.5 },
      );
    pen.line(`M${n(-w + shift0)} ${n(y + each)}H${n(w - 4)}`, shift(look.hex, -0.2), { width: 3, opacity: 0.5 });
    if (look.has('fringed'))
      pen.line(
        Array.from(
          { length: 6 },
          (_, k) => `M${n(w - 5)} ${n(y + 8 + (k * (each - 14)) / 5)}h${n(look.range(18, 26))}`,
        ).join(''),
        glow(look.hex),
        { width: 4.5 },
      );
    if (look.has('blanket-stitched'))
      pen.line(`M${n(w - 14)} ${n(y + 4)}V${n(y + each - 4)}`, second, { width: 6, dash: '7 7', butt: true });
  }
  pen.add(
    band([top, -w * 0.1, w * 0.36], [top + each * 1.7, -w * 0.06, w * 0.4], 10),
    pen.paint(glow(look.hex), look.texture, 'side'),
  );
  pen.line(
    Array.from({ length: 8 }, (_, k) => `M${n(-w * 0.04 + k * w * 0.06)} ${n(top + each * 1.7)}v20`).join(''),
    glow(look.hex),
    { width: 5 },
  );
  return { w: w * 2 + 40, h: -top, focus: [w * 0.2, top + each * 1.2] };
};

const rug: DrawKind = (pen, look) => {
  const w = look.range(252, 280);
  const h = look.has('runner') ? 440 : look.range(360, 420);
  const wide = look.has('runner') ? 200 : w;
  const round = look.texture === 'wicker' && look.chance(0.6);
  const path = round ? oval([0, -w * 0.72], w * 0.72) : slab(-h, [wide, h], 6);
  if (!round)
    pen.line(
      Array.from(
        { length: Math.floor(wide / 10) },
        (_, i) => `M${n(-wide / 2 + 6 + i * 10)} ${n(-h)}v-17M${n(-wide / 2 + 6 + i * 10)} 0v17`,
      ).join(''),
      mix(look.hex, '#efe4cd', 0.65),
      { width: 3.5 },
    );
  pen.add(path, look.main(pen, 'plain'));
  if (round) {
    const bands = [0.62, 0.46, 0.3, 0.14];
    for (const [i, b] of bands.entries())
      pen.line(oval([0, -w * 0.72], w * b), i === 1 ? look.accent('textile') : shade(look.hex), {
        width: i === 1 ? 16 : 4,
        opacity: 0.7,
      });
    return { w: w * 1.44, h: w * 1.44, focus: [w * 0.3, -w], ground: 'flat' };
  }
  woven(pen, look, { path, from: [-wide / 2, -h], size: [wide, h] });
  pen.add(band([-h, wide * 0.14, wide / 2], [0, -wide * 0.2, wide / 2], 2), shade(look.hex), 0.22);
  if (look.has('plain')) pen.add(slab(-h + 26, [wide - 0, 12]) + slab(-38, [wide, 12]), look.accent('textile'), 0.8);
  return { w: wide, h: h + 20, focus: [-wide * 0.2, -h * 0.84], ground: 'flat' };
};

const towel: DrawKind = (pen, look) => {
  const w = look.range(112, 130);
  const h = look.range(360, 400);
  const border = look.chance(0.5) ? look.pale(0.75) : shift(look.hex, -0.14);
  const rail = look.one('#c8a35c', '#45474a', '#c99f6b');
  pen.add(rect([-w - 60, -h - 12], [w * 2 + 120, 16], 8), pen.paint(rail, 'flat', 'under'));
  for (const x of [-w - 62, w + 46]) pen.add(rect([x, -h - 22], [16, 36], 6), shade(rail));
  pen.add(band([-h, -w + 18, w + 10], [-h * 0.42, -w + 20, w + 12], 5), shade(look.hex));
  const front = `M${n(-w)} ${n(-h - 14)}Q${n(-w)} ${n(-h - 20)} ${n(-w + 10)} ${n(-h - 20)}H${n(w - 10)}Q${n(w)} ${n(-h - 20)} ${n(w)} ${n(-h - 14)}L${n(w + 4)} -6Q${n(w * 0.5)} 6 0 -2T${n(-w - 4)} -4z`;
  pen.add(front, look.main(pen));
  pen.clip(front, () => {
    if (look.has('striped')) for (const y of [-92, -70, -58]) pen.add(slab(y, [w * 2.2, y === -92 ? 14 : 6]), border);
    else if (look.has('ribbed')) for (let i = 0; i < 6; i++) pen.add(slab(-92 + i * 9, [w * 2.2, 4]), border, 0.8);
    else pen.add(slab(-84, [w * 2.2, 30]), border, 0.7);
    if (look.has('waffle'))
      pen.line(
        Array.from({ length: 9 }, (_, i) => `M${n(-w + i * w * 0.25)} ${n(-h)}V0`).join('') +
          Array.from({ length: 13 }, (_, i) => `M${n(-w)} ${n(-h + i * 30)}H${n(w)}`).join(''),
        shade(look.hex),
        { width: 3, opacity: 0.4 },
      );
    pen.line(
      `M${n(-w * 0.4)} ${n(-h)}q10 ${n(h * 0.5)} -6 ${n(h)}M${n(w * 0.34)} ${n(-h)}q-12 ${n(h * 0.5)} 4 ${n(h)}`,
      shade(look.hex),
      { width: 9, opacity: 0.45 },
    );
  });
  return { w: w * 2 + 110, h: h + 24, focus: [-w * 0.3, -110], ground: 'hang' };
};

const basket: DrawKind = (pen, look) => {
  const h = look.range(210, 290);
  const w = look.range(124, 158);
  const flare = look.one(0.78, 0.92, 1.04);
  const market = look.has('market');
  const grip = look.has('leather') ? '#8a5634' : look.has('rope') ? '#d9c39a' : shade(look.hex);
  if (market)
    pen.line(
      `M${n(-w * 0.7)} ${n(-h)}C${n(-w * 0.7)} ${n(-h - 150)} ${n(w * 0.7)} ${n(-h - 150)} ${n(w * 0.7)} ${n(-h)}`,
      grip,
      { width: 15 },
    );
  pen.add(oval([0, -h], w, 24), shade(shade(look.hex)));
  const fillings = look.chance(0.5);
  if (fillings)
    pen.add(
      blob([
        [-w * 0.8, -h + 6],
        [-w * 0.4, -h - 34],
        [w * 0.1, -h - 24],
        [w * 0.5, -h - 40],
        [w * 0.82, -h + 6],
        [0, -h + 20],
      ]),
      pen.paint(look.accent('textile'), 'weave', 'round'),
    );
  pen.add(
    `M${n(-w)} ${n(-h)}Q0 ${n(-h + 46)} ${n(w)} ${n(-h)}L${n(w * flare)} -16Q${n(w * flare - 10)} 0 ${n(w * flare - 30)} 0H${n(-w * flare + 30)}Q${n(-w * flare + 10)} 0 ${n(-w * flare)} -16z`,
    look.main(pen),
  );
  pen.line(`M${n(-w)} ${n(-h)}Q0 ${n(-h + 46)} ${n(w)} ${n(-h)}`, glow(look.hex), { width: 13 });
  const band = look.chance(0.5) ? look.accent('textile') : shift(look.hex, -0.2);
  pen.line(`M${n(-w * 0.98)} ${n(-h * 0.72)}Q0 ${n(-h * 0.72 + 42)} ${n(w * 0.98)} ${n(-h * 0.72)}`, band, {
    width: look.range(10, 34),
    opacity: 0.75,
    butt: true,
  });
  if (!market)
    for (const s of [-1, 1])
      pen.line(
        `M${n(s * w * 0.94)} ${n(-h + 22)}q${n(s * 40)} -8 ${n(s * 36)} 34q${n(s * -4)} 28 ${n(s * -40)} 20`,
        grip,
        { width: 13 },
      );
  return { w: w * 2 + (market ? 0 : 60), h: h + (market ? 120 : 40), focus: [-w * 0.4, -h * 0.76] };
};

/** Drawings of home textiles. */
export const textileDrawings = { cushion, blanket, rug, towel, basket } satisfies Record<string, DrawKind>;

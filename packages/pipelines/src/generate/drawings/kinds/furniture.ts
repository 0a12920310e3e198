import { mix, shift } from '../color.ts';
import { type Point, band, blob, n, oval, rect, slab } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';

function legHex(look: Look): string {
  return look.has('black steel') ? '#3b3a3c' : look.has('walnut') ? '#80573a' : '#c99f6b';
}

/** A leg from (x, y) to a foot on the floor. */
function leg(pen: Pen, [x, y]: Point, [foot, width, hex]: readonly [number, number, string]): void {
  pen.add(band([y, x - width * 0.6, x + width * 0.6], [0, foot - width * 0.4, foot + width * 0.4], 2), hex);
}

const chair: DrawKind = (pen, look) => {
  const w = look.range(94, 110);
  const seatY = -200;
  const top = -look.range(400, 440);
  const frame = look.hex;
  const dark = shade(frame);
  const paint = look.main(pen);
  const back = look.has('spindle') ? 'spindle' : look.one('bow', 'slats', 'panel');
  leg(pen, [-w * 0.72, seatY], [-w * 0.86, 17, dark]);
  leg(pen, [w * 0.72, seatY], [w * 0.86, 17, shift(dark, -0.05)]);
  for (const s of [-1, 1])
    pen.add(
      band([top + 12, s * w * 0.84 - 8, s * w * 0.84 + 8], [seatY, s * w * 0.8 - 9, s * w * 0.8 + 9], 5),
      s < 0 ? paint : dark,
    );
  if (back === 'spindle')
    for (let i = -3; i <= 3; i++)
      pen.line(`M${n(i * w * 0.22)} ${n(top + 30)}L${n(i * w * 0.19)} ${seatY}`, i > 1 ? dark : frame, { width: 7 });
  else if (back === 'slats')
    for (const y of [0.28, 0.56]) pen.add(slab(top + (seatY - top) * y, [w * 1.64, 30], 8), paint);
  else if (back === 'panel')
    pen.add(
      slab(top + 6, [w * 1.76, 118], 20),
      look.has('upholstered') ? pen.paint(look.accent('upholstery'), 'weave') : paint,
    );
  if (back !== 'panel')
    pen.add(
      `M${n(-w * 0.96)} ${n(top + 34)}C${n(-w * 0.96)} ${n(top - 14)} ${n(w * 0.96)} ${n(top - 14)} ${n(w * 0.96)} ${n(top + 34)}L${n(w * 0.9)} ${n(top + 44)}C${n(w * 0.6)} ${n(top + 22)} ${n(-w * 0.6)} ${n(top + 22)} ${n(-w * 0.9)} ${n(top + 44)}z`,
      paint,
    );
  const seat = look.has('paper-cord')
    ? pen.paint('#d9bf94', 'wicker', 'under')
    : look.has('upholstered')
      ? pen.paint(look.accent('upholstery'), 'weave', 'under')
      : look.main(pen, 'under');
  pen.add(band([seatY - 12, -w * 0.88, w * 0.88], [seatY + 30, -w * 1.12, w * 1.12], 14), seat);
  pen.add(slab(seatY + 20, [w * 2.2, 20], 9), dark);
  leg(pen, [-w * 0.94, seatY + 34], [-w * 1.1, 22, frame]);
  leg(pen, [w * 0.94, seatY + 34], [w * 1.1, 22, dark]);
  if (look.chance(0.6)) pen.line(`M${n(-w)} -92H${n(w)}`, dark, { width: 8 });
  return { w: w * 2.3, h: -top + 10, focus: [w * 0.5, seatY - 20] };
};

const armchair: DrawKind = (pen, look) => {
  const w = look.range(168, 186);
  const top = -look.range(330, 380);
  const wing = look.chance(0.35);
  const legs = legHex(look);
  const side = look.main(pen, 'under');
  for (const s of [-1, 1]) leg(pen, [s * w * 0.76, -70], [s * w * 0.84, 20, s < 0 ? legs : shade(legs)]);
  pen.add(band([top, -w * 0.78, w * 0.78], [-120, -w * 0.84, w * 0.84], 56), look.main(pen));
  if (look.chance(0.4))
    for (const x of [-0.26, 0.26])
      pen.line(`M${n(w * x)} ${n(top + 30)}V-180`, shade(look.hex), { width: 3, opacity: 0.7 });
  pen.add(slab(-176, [w * 1.5, 64], 26), pen.paint(shift(look.hex, 0.03), look.texture, 'under'));
  pen.add(slab(-126, [w * 1.7, 66], 16), pen.paint(shade(look.hex), look.texture, 'plain'));
  for (const s of [-1, 1]) {
    const x = s < 0 ? -w : w - 58;
    pen.add(
      rect([x, wing ? top + 40 : -218], [58, wing ? -top - 100 : 160], 28),
      s < 0 ? side : pen.paint(shade(look.hex), look.texture, 'plain'),
    );
  }
  if (look.chance(0.5))
    pen.group('rotate(-9 30 -230)', () =>
      pen.add(slab(-262, [118, 92], 22), pen.paint(look.accent('upholstery'), 'weave')),
    );
  return { w: w * 2, h: -top, focus: [-w * 0.6, -196] };
};

const stool: DrawKind = (pen, look) => {
  const bar = look.has('bar stool');
  const step = look.has('step stool');
  const h = bar ? 430 : look.range(270, 310);
  const w = bar ? 92 : look.range(108, 128);
  const dark = shade(look.hex);
  const feet = look.has('three') ? [-1, 0.12, 1] : [-1, -0.62, 0.62, 1];
  for (const f of feet) if (Math.abs(f) < 1) leg(pen, [f * w * 0.6, -h + 20], [f * w * 0.86, 18, shift(dark, -0.05)]);
  if (step) pen.add(slab(-h * 0.48, [w * 1.9, 20], 6), look.main(pen));
  else pen.line(`M${n(-w * 0.9)} ${n(-h * 0.36)}H${n(w * 0.9)}`, dark, { width: 9 });
  for (const f of [-1, 1]) leg(pen, [f * w * 0.66, -h + 20], [f * w * 1.02, 22, f < 0 ? look.hex : dark]);
  if (bar) pen.line(`M${n(-w * 0.84)} ${n(-h * 0.26)}H${n(w * 0.84)}`, '#c8a35c', { width: 8 });
  pen.add(
    `M${n(-w)} ${n(-h + 4)}Q0 ${n(-h + 16)} ${n(w)} ${n(-h + 4)}V${n(-h + 22)}Q${n(w)} ${n(-h + 34)} ${n(w - 14)} ${n(-h + 34)}H${n(-w + 14)}Q${n(-w)} ${n(-h + 34)} ${n(-w)} ${n(-h + 22)}z`,
    look.main(pen),
  );
  pen.add(oval([0, -h + 4], w, 15), pen.paint(glow(look.hex), look.texture, 'plain'));
  return { w: w * 2.1, h: h + 12, focus: [-w * 0.3, -h + 16] };
};

const bench: DrawKind = (pen, look) => {
  const w = look.range(210, 236);
  const h = 190;
  const dark = shade(look.hex);
  const slats = look.has('slatted');
  for (const s of [-1, 1]) {
    if (look.has('trestle')) {
      leg(pen, [s * w * 0.7 - 10, -h + 30], [s * w * 0.7 - 46, 20, look.hex]);
      leg(pen, [s * w * 0.7 + 10, -h + 30], [s * w * 0.7 + 46, 20, dark]);
    } else leg(pen, [s * w * 0.86, -h + 30], [s * w * 0.88, 28, s < 0 ? look.hex : dark]);
  }
  pen.add(slab(-h * 0.42, [w * 1.5, 12], 4), dark);
  pen.add(band([-h - 28, -w + 14, w - 14], [-h + 8, -w, w], 6), pen.paint(glow(look.hex), look.texture, 'plain'));
  if (slats)
    for (const y of [-h - 15, -h - 4]) pen.line(`M${n(-w + 8)} ${y}H${n(w - 8)}`, shift(look.hex, -0.2), { width: 3 });
  pen.add(slab(-h + 6, [w * 2, 25], 7), look.main(pen));
  if (look.chance(0.5))
    pen.add(
      band([-h - 44, -w * 0.82, -w * 0.2], [-h - 6, -w * 0.9, -w * 0.16], 16),
      pen.paint(look.accent('textile'), 'weave', 'under'),
    );
  return { w: w * 2, h: h + 40, focus: [w * 0.5, -h] };
};

const sofa: DrawKind = (pen, look) => {
  const seats = look.has('two-seat') ? 2 : look.has('three-seat') ? 3 : look.one(2, 3);
  const w = seats === 2 ? 224 : 258;
  const top = -look.range(210, 240);
  const legs = legHex(look);
  const arm = look.range(40, 58);
  const inner = w - arm;
  for (const x of [-w * 0.84, w * 0.84]) leg(pen, [x, -44], [x * 1.03, 16, x < 0 ? legs : shade(legs)]);
  pen.add(slab(top, [w * 1.8, 160], 34), pen.paint(shade(look.hex), look.texture, 'plain'));
  const each = (inner * 2) / seats;
  for (let i = 0; i < seats; i++) {
    const x = -inner + i * each;
    pen.add(rect([x + 2, top + 10], [each - 4, 120], 26), look.main(pen));
    pen.add(rect([x + 2, -124], [each - 4, 46], 17), pen.paint(shift(look.hex, 0.03), look.texture, 'under'));
  }
  pen.add(slab(-82, [w * 1.94, 48], 12), pen.paint(shade(look.hex), look.texture, 'plain'));
  pen.add(rect([-w, -164], [arm, 132], arm * 0.44), look.main(pen, 'under'));
  pen.add(rect([w - arm, -164], [arm, 132], arm * 0.44), pen.paint(shade(look.hex), look.texture, 'plain'));
  const cushion = look.accent('textile');
  pen.group(`rotate(11 ${n(-inner + 60)} -150)`, () =>
    pen.add(rect([-inner + 14, -204], [88, 84], 20), pen.paint(cushion, 'weave')),
  );
  if (look.chance(0.5))
    pen.group(`rotate(-8 ${n(inner - 50)} -150)`, () =>
      pen.add(rect([inner - 92, -196], [84, 78], 20), pen.paint(look.pale(0.6), 'weave')),
    );
  return { w: w * 2, h: -top, focus: [-inner + 70, -140] };
};

const table: DrawKind = (pen, look) => {
  const side = look.has('side table');
  const coffee = look.has('coffee table');
  const w = side ? 128 : 232;
  const h = side ? 270 : coffee ? 170 : 250;
  const dark = shade(look.hex);
  const legs = look.texture === 'stone' ? '#45474a' : look.hex;
  const round = side || look.chance(0.4);
  const base = round ? 'legs' : look.one('legs', 'trestle', 'panel', 'legs');
  if (round && look.chance(0.55)) {
    pen.add(band([-h + 20, -14, 14], [-12, -20, 20], 4), look.texture === 'stone' ? legs : look.main(pen));
    pen.add(slab(-18, [w * 0.9, 18], 8), shade(legs));
  } else if (base === 'trestle') {
    for (const s of [-1, 1]) {
      pen.add(
        band([-h + 20, s * w * 0.66 - 9, s * w * 0.66 + 9], [0, s * w * 0.66 - 60, s * w * 0.66 - 40]),
        shade(legs),
      );
      pen.add(
        band([-h + 20, s * w * 0.66 - 9, s * w * 0.66 + 9], [0, s * w * 0.66 + 40, s * w * 0.66 + 60]),
        s < 0 ? legs : shade(legs),
      );
    }
    pen.line(`M${n(-w * 0.64)} ${n(-h * 0.42)}H${n(w * 0.64)}`, shade(legs), { width: 11 });
  } else if (base === 'panel') {
    for (const s of [-1, 1])
      pen.add(rect([s * w * 0.78 - 21, -h + 16], [42, h - 16], 4), s < 0 ? look.main(pen) : dark);
  } else {
    for (const s of [-1, 1]) leg(pen, [s * w * 0.5, -h + 20], [s * w * 0.56, 17, shift(shade(legs), -0.04)]);
    for (const s of [-1, 1]) leg(pen, [s * w * 0.8, -h + 20], [s * w * 0.9, 25, s < 0 ? legs : shade(legs)]);
    if (!round) pen.add(slab(-h + 20, [w * 1.6, 26], 3), dark);
  }
  const top = round ? oval([0, -h], w, side ? 20 : 30) : band([-h - 26, -w * 0.86, w * 0.86], [-h + 10, -w, w], 5);
  if (round) pen.add(oval([0, -h + 14], w, side ? 20 : 30), dark);
  pen.add(top, pen.paint(glow(look.hex), look.texture, 'plain'));
  if (!round) pen.add(slab(-h + 8, [w * 2, 20], look.has('rounded') ? 10 : 3), look.main(pen));
  return { w: w * 2, h: h + 30, focus: [w * 0.5, -h + 2] };
};

const shelf: DrawKind = (pen, look) => {
  const w = look.range(124, 142);
  const rows = Math.round(look.measure('shelves', 4));
  const h = Math.min(470, rows * 98 + 20);
  const dark = shade(look.hex);
  if (!look.has('open'))
    pen.add(
      slab(-h, [w * 2, h - 14]),
      pen.paint(shift(dark, -0.05), look.texture, 'plain'),
      look.has('slatted') ? 0.55 : 1,
    );
  for (let i = 0; i < rows; i++) {
    const y = -14 - (i * (h - 24)) / rows;
    shelfGoods(pen, look, [w, y]);
    pen.add(slab(y - 12, [w * 2, 14], 2), look.main(pen, 'under'));
  }
  for (const s of [-1, 1])
    pen.add(rect([s < 0 ? -w - 4 : w - 10, -h - 4], [14, h + 4], 3), s < 0 ? look.main(pen, 'plain') : dark);
  pen.add(slab(-h - 8, [w * 2 + 8, 15], 3), look.main(pen, 'under'));
  return { w: w * 2 + 12, h: h + 8, focus: [-w * 0.5, -h * 0.6] };
};

/** A few things on one board, different on each. */
function shelfGoods(pen: Pen, look: Look, [w, y]: Point): void {
  const base = y - 12;
  let x = -w + 22 + look.range(0, 20);
  const colors = [look.accent('textile'), look.accent('ceramic'), look.pale(0.5), look.accent('paper')];
  const books = look.one(2, 3, 4, 5);
  for (let i = 0; i < books; i++) {
    const [bw, bh] = [look.range(11, 19), look.range(40, 62)];
    pen.add(rect([x, base - bh], [bw, bh], 2), colors[i % 4] ?? '#999999');
    x += bw + 1;
  }
  if (x < w * 0.4 && look.chance(0.85)) {
    const r = look.range(19, 27);
    const cx = x + 40 + look.range(0, 30);
    if (look.chance(0.5)) pen.add(oval([cx, base - r], r, r), pen.paint(colors[1] ?? '#999999', 'flat', 'round'));
    else
      pen.add(
        blob([
          [cx - r * 0.5, base],
          [cx - r, base - r],
          [cx - 8, base - r * 2],
          [cx + 8, base - r * 2],
          [cx + r, base - r],
          [cx + r * 0.5, base],
        ]),
        pen.paint(colors[3] ?? '#999999'),
      );
  }
}

const mirror: DrawKind = (pen, look) => {
  const round = look.has('round');
  const standing = look.has('standing');
  const h = standing ? 460 : round ? 340 : look.range(360, 400);
  const w = round ? h : standing ? 190 : h / look.ratio(['height', 'width'], [1.15, 1.7]);
  const r = round ? w / 2 : look.one(16, w * 0.5, 40);
  const edge = look.texture === 'wicker' ? 36 : look.range(13, 24);
  if (look.has('leather strap') && !standing)
    pen.line(`M${n(-w * 0.3)} ${n(-h + 30)}L0 ${n(-h - 64)}L${n(w * 0.3)} ${n(-h + 30)}`, '#8a5634', { width: 9 });
  if (standing) for (const s of [-1, 1]) leg(pen, [s * w * 0.4, -60], [s * w * 0.62, 18, shade(look.hex)]);
  pen.add(slab(-h, [w, standing ? h - 20 : h], r), look.main(pen));
  const inner = slab(-h + edge, [w - edge * 2, (standing ? h - 20 : h) - edge * 2], Math.max(6, r - edge));
  pen.add(inner, '#c3d3dc');
  pen.clip(inner, () => {
    pen.add(`M${n(-w)} 0L${n(w)} ${n(-h)}V0z`, '#a9bdc9');
    pen.add(
      `M${n(-w * 0.6)} 0L${n(w * 0.3)} ${n(-h)}H${n(w * 0.46)}L${n(-w * 0.44)} 0zM${n(-w * 0.34)} 0L${n(w * 0.54)} ${n(-h)}H${n(w * 0.58)}L${n(-w * 0.3)} 0z`,
      '#ffffff',
      0.4,
    );
    pen.line(slab(-h + edge - 4, [w - edge * 2 + 8, h], Math.max(6, r - edge)), '#3a3f55', {
      width: 12,
      opacity: 0.18,
    });
  });
  return {
    w,
    h: h + (look.has('leather strap') ? 50 : 0),
    focus: [-w * 0.34, -h * 0.72],
    ground: standing ? 'stand' : 'flat',
  };
};

const clock: DrawKind = (pen, look) => {
  const r = look.range(160, 178);
  const edge = look.has('station') ? 12 : look.range(16, 30);
  const face = look.chance(0.6) ? '#f4eddf' : mix(look.hex, '#26283a', 0.6);
  const ink = face === '#f4eddf' ? '#34343c' : '#f1e6d2';
  const square = look.has('kitchen clock') && look.chance(0.5);
  pen.add(square ? slab(-r * 2, [r * 2, r * 2], 60) : oval([0, -r], r), look.main(pen, 'round'));
  pen.add(oval([0, -r], r - edge), shade(look.hex));
  pen.add(oval([2, -r + 3], r - edge - 3), face);
  for (let i = 0; i < 12; i++) {
    const a = (i * Math.PI) / 6;
    const long = i % 3 === 0 ? 22 : 11;
    const [s, c] = [Math.sin(a), -Math.cos(a)];
    const o = r - edge - 16;
    pen.line(`M${n(s * o)} ${n(-r + c * o)}L${n(s * (o - long))} ${n(-r + c * (o - long))}`, ink, {
      width: i % 3 === 0 ? 7 : 4,
      opacity: 0.85,
    });
  }
  const hour = look.range(0.6, 1.2);
  const minute = look.range(-1.2, -0.6);
  const width = look.has('tapered') ? 8 : 12;
  pen.line(`M0 ${n(-r)}L${n(Math.sin(hour) * r * 0.42)} ${n(-r - Math.cos(hour) * r * 0.42)}`, ink, {
    width: width + 2,
  });
  pen.line(`M0 ${n(-r)}L${n(Math.sin(minute) * r * 0.62)} ${n(-r - Math.cos(minute) * r * 0.62)}`, ink, { width });
  pen.line(`M0 ${n(-r + 26)}L0 ${n(-r * 1.62)}`, look.one('#d0664b', '#c8a35c', '#5f83c2'), { width: 4 });
  pen.add(oval([0, -r], 10), ink);
  return { w: r * 2, h: r * 2, focus: [r * 0.42, -r * 1.4], ground: 'flat' };
};

/** Drawings of furniture, mirrors and clocks. */
export const furnitureDrawings = { chair, armchair, stool, bench, sofa, table, shelf, mirror, clock } satisfies Record<
  string,
  DrawKind
>;

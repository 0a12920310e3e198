import { mix, shift } from '../color.ts';
import { type Point, band, lathe, n, oval, rect, slab, taper } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade, type Paint, type Pen } from '../pen.ts';

const warm = '#ffdf9e';

/** Light that falls below a shade: a soft cone, brightest at the lamp. */
function cone(pen: Pen, [y, half]: Point, [length, spread]: Point): void {
  const fade = pen.define(
    `<linearGradient id="%" x2="0" y2="1"><stop stop-color="#ffd98a" stop-opacity=".55"/><stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></linearGradient>`,
  );
  pen.add(taper([y, half * 2], [y + length, spread * 2]), fade);
}

function shadePaint(pen: Pen, look: Look): Paint {
  const cloth = look.has('paper') ? '#f2e6cc' : look.chance(0.6) ? '#efe3cf' : look.accent('light');
  return pen.paint(cloth, look.has('paper') ? 'paper' : 'weave');
}

const lamp: DrawKind = (pen, look) => {
  const base = look.range(150, 190);
  const top = look.range(70, 110);
  const wide = look.range(122, 150);
  const tall = look.range(120, 150);
  const y = -base - 26;
  cone(pen, [y, wide], [170, wide + 26]);
  pen.add(slab(y - 40, [12, 74], 3), '#b89a5e');
  const shape = look.one('ball', 'bottle', 'column', 'stack');
  const w = look.range(52, 74);
  if (shape === 'ball') pen.add(oval([0, -base * 0.5], w * 1.15, base * 0.5), look.main(pen, 'round'));
  else if (shape === 'bottle')
    pen.add(
      lathe([
        [-base, 13],
        [-base * 0.72, 24],
        [-base * 0.4, w],
        [-base * 0.12, w * 0.92],
        [0, w * 0.72],
      ]),
      look.main(pen),
    );
  else if (shape === 'column') pen.add(`${slab(-base, [34, base], 8)}${slab(-22, [w * 2, 22], 9)}`, look.main(pen));
  else {
    pen.add(slab(-base * 0.36, [w * 1.9, base * 0.36], 16), look.main(pen));
    pen.add(oval([0, -base * 0.56], w * 0.62, base * 0.21), look.main(pen, 'round'));
    pen.add(slab(-base, [w * 0.7, base * 0.26], 10), look.main(pen));
  }
  pen.add(taper([y - tall, top * 1.5], [y, wide * 2], 5), shadePaint(pen, look));
  pen.add(taper([y - tall * 0.5, top + wide * 0.8], [y, wide * 1.96], 4), warm, 0.42);
  pen.add(slab(y - 5, [wide * 2, 6], 3), '#fff3d2', 0.85);
  return { w: wide * 2, h: base + 26 + tall, focus: [w * 0.3, y + 8] };
};

const deskLamp: DrawKind = (pen, look) => {
  const arm = look.main(pen, 'plain');
  const dark = shift(look.hex, -0.12);
  const elbow: Point = [-92, -232];
  const head: Point = [66, -338];
  pen.line(`M0 -22L${elbow[0]} ${elbow[1]}L${head[0]} ${head[1]}`, shade(look.hex), { width: 11 });
  pen.line(`M8 -26L${n(elbow[0] + 12)} ${n(elbow[1] + 4)}`, glow(look.hex), { width: 3, opacity: 0.6 });
  if (look.has('spring')) pen.line(`M-24 -84L-70 -190`, '#c3c6c9', { width: 5, dash: '3 4', butt: true });
  if (look.has('counterweight')) pen.add(oval([elbow[0] - 44, elbow[1] + 30], 22), look.main(pen, 'round'));
  const domed = look.chance(0.5);
  const slope = look.range(22, 40);
  pen.group(`translate(${head[0]} ${head[1]}) rotate(${n(slope)})`, () => {
    cone(pen, [58, 74], [180, 118]);
    pen.add(
      domed ? `M-80 60C-80 -24 -34 -46 0 -46S80 -24 80 60z` : band([-50, -26, 26], [60, -82, 82], 10),
      look.main(pen),
    );
    pen.add(oval([0, 60], 81, 11), warm);
    pen.add(slab(-66, [30, 26], 6), dark);
  });
  pen.add(oval([elbow[0], elbow[1]], 15), dark);
  pen.add(oval([elbow[0], elbow[1]], 6), look.one('#c8a35c', '#d9d9d6'));
  pen.add(oval([head[0], head[1]], 12), dark);
  pen.add(
    lathe([
      [-30, 22],
      [-22, 56],
      [-8, 88],
      [0, 88],
    ]),
    look.main(pen),
  );
  pen.add(slab(-6, [176, 6], 3), dark, 0.7);
  if (arm.pattern !== undefined) pen.add(oval([0, -16], 40, 8), arm, 0.5);
  return { w: 330, h: 400, focus: [82, -320] };
};

const pendant: DrawKind = (pen, look) => {
  const shape = look.has('wicker') ? look.one('dome', 'bell') : look.one('dome', 'bell', 'cone', 'globe', 'disc');
  const w = look.range(146, 178);
  const h = w * (shape === 'disc' ? 0.42 : shape === 'globe' ? 1.7 : look.range(0.84, 1.15));
  pen.line('M0 -520V-300', look.one('#77737d', '#b0604f', '#bfae92'), { width: 5 });
  pen.add(slab(-520, [70, 18], 6), shade(look.hex));
  const y = -300 + h;
  if (shape !== 'globe') cone(pen, [y, w * 0.94], [250 - h * 0.4, w * 1.25]);
  pen.add(slab(-326, [36, 44], 9), look.has('brass') ? shift(look.hex, -0.1) : '#b7955a');
  if (shape === 'globe') {
    pen.add(oval([0, -300 + h / 2], h / 2), look.main(pen, 'round'));
    pen.add(oval([0, -300 + h / 2], h * 0.2), warm, 0.55);
  } else {
    const body =
      shape === 'cone'
        ? band([-300, -20, 20], [y, -w, w], 8)
        : shape === 'bell'
          ? lathe([
              [-300, 24],
              [-300 + h * 0.25, w * 0.5],
              [-300 + h * 0.6, w * 0.68],
              [y, w],
            ])
          : `M${n(-w)} ${n(y)}C${n(-w)} ${n(y - h * 0.75)} ${n(-w * 0.5)} -300 0 -300S${n(w)} ${n(y - h * 0.75)} ${n(w)} ${n(y)}z`;
    pen.add(body, look.main(pen));
    pen.add(oval([0, y], w, 15), look.has('gold') ? '#e3b65a' : '#f4e6c4');
    pen.add(oval([0, y + 3], w * 0.86, 10), warm);
    pen.add(oval([0, y + 3], 34, 12), '#fff6df');
  }
  return { w: w * 2, h: 520, focus: [w * 0.4, y - 34], ground: 'hang' };
};

const floorLamp: DrawKind = (pen, look) => {
  const stem = shade(look.hex);
  const arc = look.has('arc');
  const tripod = look.has('tripod');
  const cloth = look.has('metal') ? look.main(pen) : shadePaint(pen, look);
  const topY = -470;
  const x = arc ? 92 : 0;
  if (arc) pen.line(`M-92 -14V-330C-92 -520 92 -560 92 ${topY}`, stem, { width: 9 });
  else if (tripod)
    for (const foot of [-86, 84, 8])
      pen.line(`M0 ${topY + 84}L${foot} -5`, foot === 8 ? shade(stem) : look.hex, { width: 12 });
  else pen.line(`M0 -12V${topY}`, stem, { width: 10 });
  if (!tripod) {
    const bx = arc ? -92 : 0;
    pen.add(
      `M${bx - 70} 0V-10Q${bx - 66} -20 ${bx - 50} -20H${bx + 50}Q${bx + 66} -20 ${bx + 70} -10V0z`,
      look.main(pen),
    );
  }
  pen.group(`translate(${x} ${topY})`, () => {
    cone(pen, [96, 92], [210, 126]);
    const wide = look.one(1, 0.72, 1.2);
    pen.add(arc ? 'M-90 92C-90 10 -50 -14 0 -14S90 10 90 92z' : taper([-30, 118 * wide], [96, 188], 5), cloth);
    if (!look.has('metal')) pen.add(taper([30, 170], [96, 184], 4), warm, 0.45);
    pen.add(slab(90, [186, 7], 3), '#fff3d2');
  });
  if (tripod) pen.line(`M-46 -170H46`, stem, { width: 5 });
  return { w: arc ? 360 : 210, h: arc ? 520 : 510, focus: [x + 30, topY + 74] };
};

const lantern: DrawKind = (pen, look) => {
  const w = look.range(80, 96);
  const h = look.range(190, 250);
  const frame = look.main(pen);
  const dark = shade(look.hex);
  const round = look.has('storm');
  const top = -h - 40;
  pen.line(
    `M-34 ${n(top - 26)}C-40 ${n(top - 110)} 40 ${n(top - 110)} 34 ${n(top - 26)}`,
    look.has('leather') ? '#8a5634' : look.has('rope') ? '#c4a679' : dark,
    { width: look.has('wire') ? 6 : 10 },
  );
  pen.add(slab(-h - 20, [w * 1.84, h + 6], round ? 34 : 4), '#f7e3b4', 0.5);
  pen.add(slab(-h * 0.5, [54, h * 0.5 - 8], 6), pen.paint('#efe3c9'));
  pen.add(
    `M0 ${n(-h * 0.5 - 54)}C20 ${n(-h * 0.5 - 24)} 14 ${n(-h * 0.5 - 4)} 0 ${n(-h * 0.5 - 4)}S-20 ${n(-h * 0.5 - 24)} 0 ${n(-h * 0.5 - 54)}z`,
    '#f5a94b',
  );
  pen.add(oval([0, -h * 0.5 - 17], 6, 12), '#fff0c4');
  pen.add(slab(-h - 20, [w * 1.84, h + 6], round ? 34 : 4), '#cfe3ea', 0.22);
  pen.add(band([-h - 10, -w * 0.7, -w * 0.5], [-20, -w * 0.8, -w * 0.7], 3), '#ffffff', 0.5);
  if (!round) for (const x of [-w, w - 13]) pen.add(rect([x, -h - 24], [13, h + 14], 3), x < 0 ? look.hex : dark);
  else
    for (const x of [-w * 0.62, w * 0.62])
      pen.line(`M${n(x)} ${n(-h - 16)}C${n(x * 1.9)} ${n(-h * 0.8)} ${n(x * 1.9)} ${n(-h * 0.25)} ${n(x)} -14`, dark, {
        width: 6,
      });
  if (!round && look.chance(0.5)) pen.add(slab(-h * 0.6, [w * 2, 6]), dark);
  pen.add(
    round
      ? `M${n(-w * 0.9)} ${n(-h - 14)}C${n(-w * 0.8)} ${n(top - 20)} ${n(w * 0.8)} ${n(top - 20)} ${n(w * 0.9)} ${n(-h - 14)}z`
      : band([top - 16, -30, 30], [-h - 16, -w - 16, w + 16], 8),
    frame,
  );
  pen.add(slab(top - 34, [44, 24], 8), frame);
  pen.add(slab(-18, [w * 2 + 18, 18], 6), frame);
  return { w: w * 2 + 34, h: h + 150, focus: [0, -h * 0.62] };
};

const candle: DrawKind = (pen, look) => {
  const pillar = look.has('pillar');
  const w = look.range(76, 96);
  const h = pillar ? look.range(210, 290) : look.range(150, 190);
  const wax = pillar ? look.hex : mix(look.hex, '#f2e8d2', 0.55);
  const flame = -h - (pillar ? 30 : 8);
  const halo = pen.define(
    '<radialGradient id="%"><stop stop-color="#ffd98a" stop-opacity=".55"/><stop offset="1" stop-color="#ffd98a" stop-opacity="0"/></radialGradient>',
  );
  pen.add(oval([0, flame - 20], 96), halo);
  if (pillar) {
    pen.add(slab(-h, [w * 1.7, h], 12), look.main(pen));
    pen.add(oval([0, -h + 4], w * 0.83, 13), glow(wax));
    pen.add(`M${n(w * 0.3)} ${n(-h + 8)}c0 40 -2 70 9 72s12 -40 10 -76z`, glow(wax));
    pen.add(slab(-8, [w * 2.2, 10], 5), look.one('#c8a35c', '#45474a', '#d9cfc0'));
  } else {
    const vessel = look.one('#d8d0c4', '#8fa58c', '#3f434b', '#c7907a', '#e6e2da');
    const clear = look.chance(0.35);
    if (clear) pen.add(slab(-h * 0.74, [w * 1.84, h * 0.72], 14), pen.paint(wax));
    pen.add(slab(-h, [w * 2, h], 16), pen.paint(clear ? '#cfd8d6' : vessel, clear ? 'glass' : 'ceramic'));
    if (!clear) pen.add(oval([0, -h + 5], w - 3, 13), shade(vessel));
    pen.add(oval([0, clear ? -h * 0.73 : -h + 9], w - 12, 9), wax);
    pen.add(
      slab(-h * 0.62, [w * 1.16, h * 0.34], 4),
      look.has('rustic', 'classic') ? '#f1e7d3' : mix(look.hex, '#ffffff', 0.35),
      0.95,
    );
    pen.add(slab(-h * 0.5, [w * 0.7, 4], 2) + slab(-h * 0.43, [w * 0.44, 4], 2), shade(vessel), 0.55);
  }
  pen.line(`M0 ${n(flame + 30)}V${n(flame + 4)}`, '#4a3b34', { width: 4 });
  pen.add(
    `M0 ${n(flame - 54)}C22 ${n(flame - 20)} 15 ${n(flame + 8)} 0 ${n(flame + 8)}S-22 ${n(flame - 20)} 0 ${n(flame - 54)}z`,
    '#f5a94b',
  );
  pen.add(oval([0, flame - 8], 6.5, 13), '#fff0c4');
  return { w: w * 2.1, h: h + 90, focus: [0, flame + 20] };
};

/** Drawings of lamps, lanterns and candles. */
export const lightingDrawings = {
  lamp,
  'desk-lamp': deskLamp,
  pendant,
  'floor-lamp': floorLamp,
  lantern,
  candle,
} satisfies Record<string, DrawKind>;

import { mix, shift } from '../color.ts';
import { band, blob, curve, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';
import { cuffs, garment, neckY, ribs, type Cut } from './garment.ts';

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

function scarfTails(pen: Pen, look: Look): void {
  const second = look.chance(0.5) ? look.pale(0.6) : look.accent('textile');
  const tails: readonly (readonly [number, number, string])[] = [
    [26, -10, shade(look.hex)],
    [-92, 0, look.hex],
  ];
  for (const [x, end, hex] of tails) {
    const path = band([-330, x + 6, x + 84], [end - 36, x - 4, x + 88], 8);
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
}

const scarf: DrawKind = (pen, look) => {
  scarfTails(pen, look);
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

/** Drawings of knitwear and shirts. */
export const knitwearDrawings = { sweater, shirt, scarf, hat, gloves } satisfies Record<string, DrawKind>;

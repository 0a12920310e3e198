import { shift } from '../color.ts';
import { band, blob, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';
import { cuffs, garment, neckY, ribs, type Cut } from './garment.ts';

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
      pen.add(rect([s * 84 - 38, -204], [76, 20], 6), shift(shade(look.hex), s < 0 ? 0 : -0.08)),
    );
  if (look.chance(0.35))
    pen
      .add(slab(-262, [248, 24], 5), shift(shade(look.hex), -0.07))
      .add(slab(-268, [36, 36], 6), button)
      .add(slab(-260, [20, 20], 3), shift(shade(look.hex), -0.07));
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
  pen.add(band([neckY + 50, -14, 20], [-16, -14, 20], 4), pen.paint(glow(look.hex), look.texture, 'plain'));
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

/** Drawings of coats, jackets, umbrellas. */
export const outerwearDrawings = { coat, jacket, parka, umbrella } satisfies Record<string, DrawKind>;

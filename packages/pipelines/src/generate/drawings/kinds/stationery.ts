import { band, blob, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind } from '../look.ts';
import { glow, shade, type Pen } from '../pen.ts';

const notebook: DrawKind = (pen, look) => {
  const h = look.range(350, 385);
  const w = h / look.ratio(['height', 'width'], [1.3, 1.6]);
  const band = look.chance(0.6) ? look.accent('paper') : shade(shade(look.hex));
  const cover = pen.paint(look.hex, look.texture === 'paper' ? 'matte' : look.texture);
  const sketch = look.has('sketchbook');
  pen.group(`rotate(${n(look.range(-8, 6))} 0 ${n(-h / 2)})`, () => {
    pen.add(slab(-h + 10, [w + 14, h], 12), shade(shade(look.hex)));
    pen.add(rect([-w / 2 + 10, -h + 8], [w - 6, h - 6], 6), '#f3ead8');
    pen.line(`M${n(w / 2 + 1)} ${n(-h + 22)}V0`, '#d9cdb5', { width: 3 });
    pen.add(slab(-h, [w, h], 12), cover);
    if (sketch)
      for (let i = 0; i < 13; i++) pen.add(rect([-w / 2 - 9, -h + 18 + (i * (h - 40)) / 12.4], [22, 9], 4), '#b4babf');
    else
      pen.add(
        rect([-w / 2, -h], [30, h], 10),
        pen.paint(shade(look.hex), look.texture === 'paper' ? 'matte' : look.texture, 'plain'),
      );
    if (look.chance(0.55))
      pen
        .add(rect([-w * 0.2, -h * 0.84], [w * 0.52, h * 0.2], 5), '#f3ead8')
        .add(
          rect([-w * 0.12, -h * 0.77], [w * 0.36, 5], 2) + rect([-w * 0.12, -h * 0.71], [w * 0.24, 5], 2),
          shade('#e0d2b8'),
        );
    else if (look.chance(0.5))
      pen.line(rect([-w / 2 + 48, -h + 24], [w - 72, h - 48], 4), look.pale(0.5), { width: 4 });
    pen.add(rect([w * 0.3, -h - 2], [12, h + 6], 3), band);
    pen.line(`M${n(-w * 0.1)} -2q6 22 -4 38`, band, { width: 8 });
  });
  return { w: w + 40, h: h + 20, focus: [w * 0.2, -h * 0.76], ground: 'flat' };
};

const writingPen: DrawKind = (pen, look) => {
  const fountain = look.has('fountain');
  const metal = look.has('brass') ? '#b4babf' : '#c8a35c';
  const w = look.range(19, 24);
  pen.group('translate(0 -215) rotate(38)', () => {
    pen.add(rect([-w, -230], [w * 2, 190], w * 0.9), look.main(pen));
    pen.add(band([-46, -w, w], [130, -w * 0.72, w * 0.72], 4), look.main(pen));
    pen.add(
      rect([-w - 2, -58], [w * 2 + 4, 13], 4) + rect([-w * 0.78, 118], [w * 1.56, 12], 3),
      pen.paint(metal, 'metal'),
    );
    pen.add(rect([w * 0.5, -214], [11, 124], 5), pen.paint(metal, 'metal'));
    pen.add(oval([w * 0.5 + 5, -88], 8), metal);
    if (fountain) {
      pen.add(
        soft(
          [
            [-w * 0.62, 130],
            [w * 0.62, 130],
            [w * 0.5, 176],
            [0, 236],
            [-w * 0.5, 176],
          ],
          5,
        ),
        pen.paint(metal, 'metal'),
      );
      pen.line('M0 232V180', '#5a4a32', { width: 2.5 });
      pen.add(oval([0, 176], 4), '#5a4a32');
    } else {
      pen.add(band([130, -w * 0.7, w * 0.7], [212, -5, 5], 4), pen.paint(metal, 'metal'));
      pen.add(rect([-3, 208], [6, 22], 3), '#55565c');
    }
    if (look.chance(0.4)) pen.add(rect([-w, -150], [w * 2, 9]) + rect([-w, -134], [w * 2, 4]), glow(metal));
  });
  const ink = look.accent('paper');
  pen.line('M-150 -14c30 -40 50 20 84 -8s40 -24 70 0s60 6 90 -10', ink, { width: 7, opacity: 0.8 });
  return { w: 320, h: 430, focus: [-66, -130], ground: 'flat' };
};

/** A pencil, a brush or a ruler in the cup. */
function deskTool(pen: Pen, [i, hex]: readonly [number, string], [x, top, h]: readonly [number, number, number]): void {
  if (i === 3) {
    pen.add(rect([x - 14, top], [28, -top - h + 40], 3), pen.paint('#dcc8a4', 'wood'));
    pen.line(Array.from({ length: 6 }, (_, k) => `M${n(x - 14)} ${n(top + 12 + k * 14)}h9`).join(''), '#6b5640', {
      width: 2.5,
    });
  } else if (i === 1)
    pen.line(`M${n(x)} ${n(-h + 20)}V${n(top + 40)}`, '#c99f6b', { width: 9 }).add(
      blob([
        [x - 11, top + 44],
        [x - 9, top + 12],
        [x, top - 10],
        [x + 9, top + 12],
        [x + 11, top + 44],
      ]),
      '#6b4a35',
    );
  else {
    pen.add(rect([x - 9, top + 26], [18, -top - h + 10], 2), pen.paint(hex));
    pen.add(
      soft(
        [
          [x - 9, top + 27],
          [x, top - 4],
          [x + 9, top + 27],
        ],
        1,
      ),
      '#e6cfa6',
    );
    pen.add(
      soft([
        [x - 3, top + 6],
        [x, top - 4],
        [x + 3, top + 6],
      ]),
      hex,
    );
  }
}

const pencilCup: DrawKind = (pen, look) => {
  const h = look.range(190, 220);
  const w = h * look.range(0.38, 0.46);
  const tools = [look.accent('paper'), '#e0b25a', '#d9826b', '#7fa6a0', '#3f434b'];
  for (const [i, hex] of tools.entries()) {
    const x = -w * 0.66 + (i * w * 1.3) / 4;
    const top = -h - 70 - ((i * 47) % 76);
    pen.group(`rotate(${n((i - 2) * 5 + look.range(-2, 2))} ${n(x)} ${n(-h)})`, () =>
      deskTool(pen, [i, hex], [x, top, h]),
    );
  }
  pen.add(oval([0, -h], w - 3, 13), shade(shade(look.hex)));
  pen.add(
    `M${n(-w)} ${n(-h)}Q0 ${n(-h + 26)} ${n(w)} ${n(-h)}V-16Q${n(w)} 0 ${n(w - 18)} 0H${n(-w + 18)}Q${n(-w)} 0 ${n(-w)} -16z`,
    look.main(pen),
  );
  pen.line(`M${n(-w + 2)} ${n(-h + 2)}Q0 ${n(-h + 28)} ${n(w - 2)} ${n(-h + 2)}`, glow(look.hex), { width: 6 });
  if (look.chance(0.4))
    pen.line(
      `M${n(-w)} ${n(-h * 0.3)}Q0 ${n(-h * 0.3 + 26)} ${n(w)} ${n(-h * 0.3)}`,
      look.has('leather') ? glow(look.hex) : look.pale(0.6),
      { width: look.range(8, 40), butt: true, opacity: 0.8 },
    );
  return { w: w * 2 + 40, h: h + 150, focus: [0, -h + 6] };
};

/** Drawings of stationery. */
export const stationeryDrawings = { notebook, pen: writingPen, 'pencil-cup': pencilCup } satisfies Record<
  string,
  DrawKind
>;

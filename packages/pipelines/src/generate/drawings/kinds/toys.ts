import { mix, shift } from '../color.ts';
import { type Point, band, blob, n, oval, rect, soft } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { shade, type Pen } from '../pen.ts';

function toyColors(look: Look): readonly string[] {
  return [look.accent('toy'), '#e0b25a', '#d9826b', '#7fa6a0', '#8f9fc4'];
}

/** The bear faces away from the maker: ears, head and snout without eyes or mouth, as toys in the window have. */
const teddy: DrawKind = (pen, look) => {
  const fur = (shading: 'round' | 'side' = 'round') => look.main(pen, shading);
  const pale = mix(look.hex, '#f6ead4', 0.6);
  const scarf = look.accent('textile');
  for (const s of [-1, 1]) {
    pen.add(oval([s * 78, -380], 40), fur());
    pen.add(oval([s * 78, -378], 22), pale);
    pen.group(`rotate(${s * 24} ${s * 116} -190)`, () => pen.add(oval([s * 118, -186], 36, 76), fur()));
  }
  pen.add(oval([0, -142], 112, 128), fur());
  pen.add(oval([0, -122], 66, 80), pen.paint(pale, 'fur', 'plain'), 0.9);
  for (const s of [-1, 1]) {
    pen.add(oval([s * 92, -46], 58, 48), fur());
    pen.add(oval([s * 98, -42], 31, 29), pen.paint(pale, 'fur', 'plain'));
  }
  pen.add(oval([0, -322], 106, 92), fur());
  pen.add(oval([0, -296], 46, 36), pen.paint(pale, 'fur', 'round'));
  pen.add(
    blob([
      [-14, -314],
      [14, -314],
      [0, -298],
    ]),
    '#4a382f',
  );
  pen.add(`M-84 -246Q0 -196 84 -246L80 -220Q0 -170 -80 -220z`, pen.paint(scarf, 'knit'));
  if (look.has('knitted'))
    pen.group('rotate(8 30 -210)', () =>
      pen.add(rect([22, -214], [40, 92], 8), pen.paint(shade(scarf), 'knit', 'plain')),
    );
  else if (look.has('ribbon'))
    pen
      .add(
        soft(
          [
            [0, -208],
            [-52, -232],
            [-52, -182],
          ],
          8,
        ) +
          soft(
            [
              [0, -208],
              [52, -232],
              [52, -182],
            ],
            8,
          ),
        scarf,
      )
      .add(oval([0, -208], 13), shade(scarf));
  return { w: 310, h: 420, focus: [10, -236] };
};

const woodenTrain: DrawKind = (pen, look) => {
  const turn = look.one(0, 1, 2, 3, 4);
  const wheelOf = toyColors(look);
  const [a = '#cccccc', b = '#e0b25a', c = '#d9826b'] = [...wheelOf.slice(turn), ...wheelOf.slice(0, turn)];
  const wood = look.main(pen);
  const wagons = look.measure('wagons', 1) > 1 ? 1 : 0;
  const wheel = (x: number, r: number, hex: string) => {
    pen.add(oval([x, -r], r), pen.paint(hex, 'flat', 'round'));
    pen.add(oval([x, -r], r * 0.36), pen.paint(look.hex, 'wood', 'plain'));
  };
  const x0 = wagons === 1 ? 96 : 0;
  pen.add(rect([x0 - 140, -92], [300, 44], 10), wood);
  pen.add(rect([x0 - 40, -170], [190, 84], 40), pen.paint(a, 'flat', 'under'));
  pen.add(rect([x0 - 128, -214], [104, 128], 8), pen.paint(c));
  pen.add(rect([x0 - 108, -192], [60, 52], 8), pen.paint(look.pale(0.5), 'flat', 'under'));
  pen.add(band([-232, x0 - 148, x0 - 6], [-210, x0 - 148, x0 - 6], 8), wood);
  pen.add(band([-222, x0 + 82, x0 + 130], [-164, x0 + 92, x0 + 120], 6), wood);
  pen.add(oval([x0 + 40, -174], 19, 20), b);
  pen.add(oval([x0 + 150, -128], 12, 30), b);
  wheel(x0 - 80, 46, b);
  wheel(x0 + 26, 34, c);
  wheel(x0 + 106, 34, c);
  if (wagons === 1) {
    pen.line(`M${x0 - 170} -66h40`, '#8a7350', { width: 9 });
    pen.add(rect([-260, -156], [176, 72], 10), pen.paint(b));
    for (const [i, hex] of [a, c, look.hex].entries())
      pen.add(rect([-246 + i * 52, -204 + (i % 2) * 10], [44, 60], 6), hex);
    pen.add(rect([-268, -92], [192, 34], 8), wood);
    wheel(-226, 34, a);
    wheel(-122, 34, a);
  } else if (look.has('pull-along'))
    pen.line('M160 -70C200 -60 220 -20 262 -8', '#d9826b', { width: 6 }).add(oval([266, -14], 14), b);
  return { w: wagons === 1 ? 540 : 400, h: 240, focus: [x0 + 40, -110] };
};

const blocks: DrawKind = (pen, look) => {
  const start = look.one(0, 1, 2, 3, 4);
  const own = toyColors(look);
  const colors = [...own.slice(start), ...own.slice(0, start)];
  const wood = look.main(pen);
  const hue = (i: number) => pen.paint(colors[i % colors.length] ?? '#cccccc', 'wood');
  if (look.has('rainbow')) {
    for (let i = 0; i < 6; i++) {
      const r = 190 - i * 30;
      const inner = r - 26;
      pen.add(
        `M${-r} 0V${n(-r * 0.12)}A${r} ${r} 0 0 1 ${r} ${n(-r * 0.12)}V0H${inner}V${n(-r * 0.12)}A${inner} ${inner} 0 0 0 ${-inner} ${n(-r * 0.12)}V0z`,
        i === 5 ? wood : hue(i + (look.chance(0.3) ? 1 : 0)),
      );
    }
    return { w: 380, h: 214, focus: [-110, -110] };
  }
  const s = look.range(88, 98);
  const arch = (x: number, y: number) =>
    `M${n(x)} ${n(y)}v${n(-s)}h${n(s * 2)}v${n(s)}h${n(-s * 0.5)}a${n(s * 0.5)} ${n(s * 0.5)} 0 0 0 ${n(-s)} 0z`;
  pen.add(rect([-s * 1.75, -s], [s, s], 4), hue(0));
  pen.add(arch(-s * 0.7, 0), wood);
  pen.add(rect([s * 1.36, -s * 0.5], [s * 0.5, s * 0.5], 3), hue(2));
  pen.add(rect([-s * 1.6, -s * 1.5], [s * 2.1, s * 0.5], 4), hue(1));
  pen.add(oval([s * 0.86, -s * 1.34], s * 0.34), pen.paint(colors[3] ?? '#999999', 'wood', 'round'));
  pen.add(rect([-s * 1.3, -s * 2.5], [s * 0.9, s], 4), pen.paint(shift(look.hex, 0.04), 'wood'));
  pen.add(rect([-s * 0.28, -s * 2], [s * 0.5, s * 0.5], 3), hue(4));
  pen.add(
    soft(
      [
        [-s * 1.5, -s * 2.5],
        [-s * 0.85, -s * 3.25],
        [-s * 0.2, -s * 2.5],
      ],
      4,
    ),
    hue(look.one(0, 2, 3)),
  );
  return { w: s * 3.6, h: s * 3.3, focus: [-s * 0.9, -s * 2.2] };
};

const puzzle: DrawKind = (pen, look) => {
  const s = 112;
  const n = (value: number) => String(Math.round(value));
  const sky = look.hex;
  const night = look.has('night sky');
  const piece = (x: number, y: number, [top, right, bottom, left]: readonly number[]) => {
    const side = (knob = 0, dx = 0, dy = 0) => {
      if (knob === 0) return `l${n(dx * s)} ${n(dy * s)}`;
      const k = s * 0.19 * knob;
      const [ox, oy] = [dy * k, -dx * k];
      const third = (t: number) => `l${n(dx * s * t)} ${n(dy * s * t)}`;
      return `${third(0.36)}c${n(-dx * s * 0.1 + ox * 0.6)} ${n(-dy * s * 0.1 + oy * 0.6)} ${n(-dx * s * 0.06 + ox * 1.4)} ${n(-dy * s * 0.06 + oy * 1.4)} ${n(dx * s * 0.14 + ox * 1.4)} ${n(dy * s * 0.14 + oy * 1.4)}s${n(dx * s * 0.24 - ox * 0.8)} ${n(dy * s * 0.24 - oy * 0.8)} ${n(dx * s * 0.14 - ox * 1.4)} ${n(dy * s * 0.14 - oy * 1.4)}${third(0.36)}`;
    };
    return `M${n(x)} ${n(y)}${side(top, 1, 0)}${side(right, 0, 1)}${side(bottom, -1, 0)}${side(left, 0, -1)}z`;
  };
  const colors = [look.accent('toy'), mix(sky, '#f6ead4', 0.5), shade(sky), '#d9826b', '#e0b25a'];
  const body = (c: number) => pen.paint(c === 0 ? sky : (colors[c - 1] ?? sky), 'wood', 'plain');
  const mixed = [
    [5, 1, 4, 1, 2, 0, 5, 4],
    [0, 2, 0, 2, 3, 0, 2, 3],
    [4, 4, 2, 0, 0, 1, 1, 3],
    [night ? 3 : 0, night ? 3 : 2, 0, night ? 3 : 0, 5, 1, 4, 1],
  ];
  const paint = look.one(...mixed);
  let index = 0;
  for (let row = 0; row < 3; row++) {
    for (let col = 0; col < 3; col++) {
      if (row === 0 && col === 2) continue;
      const edges = [row === 0 ? 0 : -1, col === 2 ? 0 : 1, row === 2 ? 0 : 1, col === 0 ? 0 : -1];
      const path = piece(-s * 1.5 + col * s, -s * 3 + row * s, edges);
      pen.add(path, body(paint[index++] ?? 0)).line(path, '#ffffff', { width: 2.5, opacity: 0.5 });
    }
  }
  const loose = piece(s * 0.74, -s * 3.42, [0, 0, 1, -1]);
  pen.group(`rotate(${n(look.range(9, 18))} ${s} ${-s * 3})`, () =>
    pen.group('translate(6 8)', () => pen.add(loose, '#2b2350', 0.18)).add(loose, body(look.one(1, 4, 5))),
  );
  return { w: s * 3.7, h: s * 3.5, focus: [0, -s * 1.8], ground: 'flat' };
};

function kiteBows(pen: Pen, from: number, [second, third]: readonly [string, string]): void {
  for (const [x, y] of [
    [8, 56],
    [-14, 124],
    [22, 190],
  ] as const) {
    const half = (side: number): string =>
      `M${x} ${n(from + y)}L${x + side * 30} ${n(from + y - 16)}L${x + side * 30} ${n(from + y + 16)}z`;
    pen.add(half(-1) + half(1), y === 124 ? second : third);
  }
}

const kite: DrawKind = (pen, look) => {
  const second = look.accent('toy');
  const third = look.pale(0.6);
  const w = look.range(130, 150);
  const delta = look.has('stunt');
  pen.group('rotate(16 0 -300)', () => {
    const points: readonly Point[] = delta
      ? [
          [0, -440],
          [w * 1.4, -230],
          [0, -286],
          [-w * 1.4, -230],
        ]
      : [
          [0, -450],
          [w, -320],
          [0, -130],
          [-w, -320],
        ];
    const [top = [0, 0], right = [0, 0], bottom = [0, 0], left = [0, 0]] = points;
    pen.add(soft([top, right, bottom]), pen.paint(shade(look.hex), 'matte', 'plain'));
    pen.add(soft([top, bottom, left]), look.main(pen, 'plain'));
    if (!delta) pen.add(soft([[0, -320], right, bottom]), shade(second)).add(soft([[0, -320], bottom, left]), second);
    else
      pen.add(
        soft([
          [0, -440],
          [w * 0.6, -350],
          [0, -320],
          [-w * 0.6, -350],
        ]),
        second,
      );
    pen.line(
      `M${top.join(' ')}L${bottom.join(' ')}${delta ? '' : `M${left.join(' ')}L${right.join(' ')}`}`,
      '#f4ead6',
      { width: 5, opacity: 0.8 },
    );
    const tail = `M0 ${bottom[1]}c40 40 -50 80 -10 130s60 70 10 130`;
    pen.line(tail, look.hex, { width: look.has('ribbon') ? 12 : 4 });
    if (!look.has('ribbon')) kiteBows(pen, bottom[1], [second, third]);
    if (look.has('streamers')) pen.line(`M-8 ${bottom[1]}c-50 60 30 120 -30 200`, second, { width: 9 });
  });
  return { w: 340, h: delta ? 430 : 470, focus: [-10, -330], ground: 'flat' };
};

/** Drawings of toys. */
export const toyDrawings = { teddy, 'wooden-train': woodenTrain, blocks, puzzle, kite } satisfies Record<
  string,
  DrawKind
>;

import { mix, shift } from '../color.ts';
import { band, n, oval, rect, slab, soft } from '../geometry.ts';
import type { DrawKind, Look } from '../look.ts';
import { glow, shade } from '../pen.ts';

const behind = 'translate(34 -46)';

function soleHex(look: Look): string {
  return look.one('#f0e8da', '#f0e8da', '#d9b78a', mix(look.hex, '#f0e8da', 0.6), '#3d3a3a');
}

const sneaker: DrawKind = (pen, look) => {
  const sole = soleHex(look);
  const second = look.chance(0.55) ? look.pale(0.7) : look.accent('fashion');
  const stripe = look.one('wave', 'bars', 'none', 'heel');
  const cap = look.chance(0.5);
  const upper =
    'M-192 -30C-206 -80 -202 -128 -190 -158C-168 -138 -124 -126 -98 -142C-82 -152 -66 -186 -50 -194L-22 -186C6 -150 56 -116 120 -100C172 -88 208 -70 206 -30z';
  const thick = look.range(30, 44);
  pen.twin(behind, () => {
    pen.add(
      'M-82 -148C-74 -180 -64 -206 -44 -208C-26 -208 -14 -190 -8 -172L-40 -150z',
      pen.paint(second, look.texture, 'plain'),
    );
    pen.add(upper, look.main(pen, 'under'));
    pen.clip(upper, () => {
      pen.add(
        'M-210 -30V-170L-150 -142C-140 -100 -150 -60 -146 -30z',
        pen.paint(stripe === 'heel' ? second : shade(look.hex), look.texture, 'plain'),
      );
      if (cap) pen.add('M118 -110C96 -84 96 -54 106 -24H220V-110z', pen.paint(shade(look.hex), look.texture, 'plain'));
      if (stripe === 'wave') pen.line('M-146 -52C-80 -30 -30 -60 40 -104', second, { width: 15, butt: true });
      if (stripe === 'bars')
        pen.line('M-92 -26L-62 -108M-58 -26L-28 -108M-24 -26L6 -108', second, { width: 11, butt: true });
    });
    pen.add(
      'M-62 -176L-30 -190C4 -150 44 -124 82 -110L60 -84C12 -100 -32 -130 -62 -176z',
      pen.paint(glow(look.hex), look.texture, 'plain'),
    );
    pen.line('M-48 -158L-8 -170M-24 -134L18 -148M4 -114L46 -128', '#f6f0e4', { width: 8 });
    pen.line('M-188 -156C-166 -138 -124 -126 -98 -142', shade(shade(look.hex)), { width: 8 });
    pen.add(
      `M-202 ${n(-thick)}C-120 ${n(-thick - 8)} 60 ${n(-thick - 8)} 208 ${n(-thick - 2)}C222 ${n(-thick + 6)} 216 -8 196 0H-186C-206 -4 -208 ${n(-thick + 8)} -202 ${n(-thick)}z`,
      pen.paint(sole, 'flat', 'under'),
    );
    pen.line(`M-198 ${n(-thick * 0.5)}H206`, shade(sole), { width: 3, opacity: 0.7 });
  });
  return { w: 450, h: 250, focus: [-20, -130] };
};

const boot: DrawKind = (pen, look) => {
  const sole = look.one('#3a3634', '#8a6a4a', '#3a3634');
  const chelsea = look.has('chelsea');
  const lace = look.has('lace-up');
  const h = look.range(290, 340);
  const upper = `M-150 -36C-158 -110 -150 ${n(-h + 80)} -156 ${n(-h)}Q-90 ${n(-h - 12)} -22 ${n(-h + 2)}C-28 ${n(-h + 90)} -26 -170 -4 -142C40 -118 130 -116 158 -76C168 -60 168 -46 166 -36z`;
  pen.twin('translate(58 -34)', () => {
    pen.add(upper, look.main(pen));
    pen.clip(upper, () => {
      pen.add(`M-160 -36C-150 -90 -120 -96 -96 -92L-88 -30z`, pen.paint(shade(look.hex), look.texture, 'plain'));
      if (chelsea)
        pen.add(
          `M-118 ${n(-h - 10)}L-58 ${n(-h - 10)}C-60 -200 -70 -150 -86 -128C-106 -150 -114 -200 -118 ${n(-h - 10)}z`,
          pen.paint(shift(shade(look.hex), -0.06), 'knit', 'plain'),
        );
      if (!chelsea)
        pen.add(`M60 -140C52 -100 60 -60 70 -30H190V-140z`, pen.paint(shade(look.hex), look.texture, 'plain'), 0.8);
    });
    if (lace)
      for (let i = 0; i < 6; i++)
        pen.line(`M${n(-66 + i * 5)} ${n(-h + 40 + i * 26)}L${n(-24 + i * 7)} ${n(-h + 30 + i * 27)}`, '#efe4cf', {
          width: 6,
        });
    if (look.has('shearling')) pen.line(`M-154 ${n(-h)}Q-90 ${n(-h - 12)} -24 ${n(-h + 2)}`, '#efe4cf', { width: 22 });
    else pen.line(`M-154 ${n(-h + 2)}Q-90 ${n(-h - 10)} -24 ${n(-h + 4)}`, shift(look.hex, -0.16), { width: 8 });
    pen.line(`M-160 ${n(-h - 4)}q-18 -26 0 -34q16 4 8 38`, shade(look.hex), { width: 7 });
    pen.add(
      'M-156 -42C-80 -34 60 -36 170 -42C180 -30 178 -22 172 -18H-58V0H-152C-160 -12 -160 -30 -156 -42z',
      pen.paint(sole, 'flat', 'under'),
    );
  });
  return { w: 400, h: h + 76, focus: [-84, -h * 0.62] };
};

const loafer: DrawKind = (pen, look) => {
  const sole = look.has('rubber', 'crepe') ? '#cfae82' : '#4a3528';
  const strap = look.one('penny', 'plain', 'tassel');
  const upper =
    'M-194 -28C-204 -78 -204 -118 -192 -140C-150 -112 -92 -104 -58 -128C-46 -152 -24 -166 -2 -160C30 -148 64 -122 112 -108C166 -94 208 -74 208 -28z';
  pen.twin(behind, () => {
    pen.add(
      'M-186 -134C-148 -104 -92 -98 -58 -124L-6 -156C-40 -176 -70 -150 -92 -138C-120 -126 -160 -132 -188 -150z',
      pen.paint(shift(look.pale(0.35), -0.08), 'flat', 'plain'),
    );
    pen.add(upper, look.main(pen, 'under'));
    pen.clip(upper, () =>
      pen.add(
        'M-210 -20V-150L-146 -112C-134 -80 -140 -50 -136 -20z',
        pen.paint(shade(look.hex), look.texture, 'plain'),
      ),
    );
    pen.line('M-190 -138C-150 -110 -92 -104 -58 -128', glow(look.hex), { width: 6 });
    pen.add(
      'M-2 -160C30 -148 64 -122 112 -108C150 -98 186 -84 196 -62C150 -74 86 -80 44 -96C20 -106 -6 -124 -20 -140C-18 -152 -12 -160 -2 -160z',
      pen.paint(glow(look.hex), look.texture, 'plain'),
    );
    pen.line('M-20 -138C0 -112 40 -92 92 -82C140 -74 176 -72 196 -62', shade(look.hex), {
      width: 5,
      dash: '8 5',
      butt: true,
    });
    if (strap !== 'plain')
      pen.add(
        'M-58 -128C-46 -152 -24 -166 -2 -160C12 -154 26 -146 38 -138C12 -132 -4 -104 -6 -62L-46 -58C-54 -86 -56 -106 -58 -128z',
        pen.paint(shade(look.hex), look.texture, 'plain'),
      );
    if (strap === 'penny') pen.add('M-36 -122l40 -14l-8 20l-34 12z', glow(look.hex));
    if (strap === 'tassel') pen.line('M34 -116l-12 34M46 -112l2 34', shift(look.hex, -0.16), { width: 9 });
    pen.add(
      'M-202 -32C-100 -26 80 -26 212 -32C218 -20 212 -12 198 -12H-92V0H-192C-206 -8 -206 -22 -202 -32z',
      pen.paint(sole, 'flat', 'under'),
    );
  });
  return { w: 446, h: 210, focus: [10, -110] };
};

/** Seen from above, as they lie by the door: the footbed is what one buys. */
const sandal: DrawKind = (pen, look) => {
  const bed = look.has('cork') ? '#d3ab7c' : look.has('rubber') ? '#77706a' : '#c69a6e';
  const slides = look.has('slides');
  const cross = look.chance(0.4);
  const outline =
    'M-14 -398C44 -400 82 -344 78 -268C74 -206 56 -178 56 -124C58 -62 44 0 0 0S-58 -60 -58 -118C-60 -180 -84 -220 -86 -280C-88 -348 -60 -396 -14 -398z';
  const one = () => {
    pen.group('translate(9 9)', () => pen.add(outline, shade(shade(bed))));
    pen.add(outline, pen.paint(bed, 'ceramic'));
    pen.add(
      'M-12 -374C30 -376 58 -336 56 -276C52 -250 -56 -250 -64 -282C-66 -336 -46 -372 -12 -374z',
      shade(bed),
      0.28,
    );
    pen.add(oval([0, -70], 38, 50), shade(bed), 0.28);
    pen.add('M-92 -300C-40 -330 40 -326 84 -292L86 -238C40 -268 -40 -272 -90 -244z', look.main(pen));
    if (cross)
      pen.add(
        'M-84 -240C-40 -262 40 -200 72 -180L62 -136C20 -170 -40 -196 -78 -196z',
        pen.paint(shade(look.hex), look.texture, 'plain'),
      );
    else if (!slides) pen.add('M-76 -212C-40 -232 36 -230 66 -210L60 -166C30 -184 -34 -186 -66 -168z', look.main(pen));
    if (!slides) pen.line('M-56 -96C-40 -150 44 -150 56 -96', shade(look.hex), { width: 17 });
    pen.add(rect([38, -300], [24, 34], 5), '#c8a35c').add(rect([44, -293], [12, 20], 2), shade(look.hex));
  };
  pen.group('translate(-100 0) rotate(-5 0 -200)', one);
  pen.group('translate(100 0) rotate(5 0 -200) scale(-1 1)', one);
  return { w: 400, h: 410, focus: [-100, -270], ground: 'flat' };
};

const backpack: DrawKind = (pen, look) => {
  const w = look.range(128, 142);
  const h = look.range(350, 390);
  const trim = look.has('leather') ? shade(look.hex) : look.one('#8a5634', shade(look.hex), look.accent('fashion'));
  const roll = look.has('rolltop', 'rolled');
  pen.line(`M-34 ${n(-h + 6)}C-34 ${n(-h - 44)} 34 ${n(-h - 44)} 34 ${n(-h + 6)}`, shade(look.hex), { width: 13 });
  for (const s of [-1, 1])
    pen.line(
      `M${n(s * w * 0.8)} ${n(-h * 0.8)}C${n(s * (w + 34))} ${n(-h * 0.6)} ${n(s * (w + 30))} -90 ${n(s * w * 0.84)} -40`,
      shade(look.hex),
      { width: 20 },
    );
  pen.add(
    roll
      ? band([-h + 30, -w * 0.9, w * 0.9], [0, -w, w], 34)
      : `M${n(-w)} -34V${n(-h * 0.62)}C${n(-w)} ${n(-h - 10)} ${n(w)} ${n(-h - 10)} ${n(w)} ${n(-h * 0.62)}V-34Q${n(w)} 0 ${n(w - 34)} 0H${n(-w + 34)}Q${n(-w)} 0 ${n(-w)} -34z`,
    look.main(pen),
  );
  if (roll) {
    pen.add(slab(-h - 4, [w * 1.7, 46], 20), pen.paint(glow(look.hex), look.texture, 'under'));
    pen.add(slab(-h + 24, [26, 110], 4), trim);
    pen.add(slab(-h + 96, [38, 26], 5), '#c8a35c');
  } else if (look.has('buckled')) {
    pen.add(
      `M${n(-w * 0.98)} ${n(-h * 0.66)}C${n(-w)} ${n(-h - 10)} ${n(w)} ${n(-h - 10)} ${n(w * 0.98)} ${n(-h * 0.66)}L${n(w * 0.9)} ${n(-h * 0.5)}Q0 ${n(-h * 0.42)} ${n(-w * 0.9)} ${n(-h * 0.5)}z`,
      pen.paint(glow(look.hex), look.texture, 'side'),
    );
    for (const x of [-w * 0.45, w * 0.45])
      pen.add(rect([x - 11, -h * 0.56], [22, 92], 4), trim).add(rect([x - 15, -h * 0.4], [30, 22], 4), '#c8a35c');
  } else
    pen.line(
      `M${n(-w * 0.86)} ${n(-h * 0.58)}C${n(-w * 0.8)} ${n(-h - 4)} ${n(w * 0.8)} ${n(-h - 4)} ${n(w * 0.86)} ${n(-h * 0.58)}`,
      trim,
      { width: 6 },
    );
  pen.add(slab(-h * 0.43, [w * 1.54, h * 0.35], 24), pen.paint(shade(look.hex), look.texture, 'plain'));
  pen.add(slab(-h * 0.42, [w * 1.48, h * 0.33], 22), look.main(pen));
  pen.line(`M${n(-w * 0.62)} ${n(-h * 0.34)}H${n(w * 0.62)}`, trim, { width: 6 });
  pen.add(rect([w * 0.5, -h * 0.345], [9, 30], 4), '#c8a35c');
  if (look.chance(0.6)) pen.add(slab(-h * 0.24, [44, 32], 5), trim);
  return { w: w * 2 + 60, h: h + 34, focus: [w * 0.36, -h * 0.4] };
};

const tote: DrawKind = (pen, look) => {
  const w = look.range(136, 160);
  const h = look.range(250, 300);
  const trim = look.one('#8a5634', shade(look.hex), look.accent('fashion'), shade(look.hex));
  const drop = look.range(120, 175);
  pen.line(
    `M${n(-w * 0.42)} ${n(-h + 10)}C${n(-w * 0.4)} ${n(-h - drop * 1.1)} ${n(w * 0.5)} ${n(-h - drop * 1.1)} ${n(w * 0.52)} ${n(-h + 4)}`,
    shade(trim),
    { width: 13 },
  );
  pen.add(band([-h - 10, -w * 0.94, w * 0.96], [-h + 20, -w * 0.96, w * 0.96], 4), shift(shade(look.hex), -0.06));
  pen.add(band([-h, -w, w], [0, -w * look.one(0.86, 1, 0.92), w * look.one(0.86, 1, 0.92)], 12), look.main(pen));
  if (look.chance(0.45))
    pen.add(band([-h * 0.3, -w * 0.98, w * 0.98], [0, -w * 0.92, w * 0.92], 8), pen.paint(trim, 'leather'));
  if (look.chance(0.3)) for (const y of [0.8, 0.72, 0.64]) pen.add(slab(-h * y, [w * 1.96, 9]), look.pale(0.6), 0.8);
  pen.line(
    `M${n(-w * 0.46)} ${n(-h + 60)}V${n(-h + 6)}C${n(-w * 0.46)} ${n(-h - drop)} ${n(w * 0.46)} ${n(-h - drop)} ${n(w * 0.46)} ${n(-h + 6)}V${n(-h + 60)}`,
    trim,
    { width: 15, butt: true },
  );
  for (const x of [-0.46, 0.46]) pen.add(oval([w * x, -h + 46], 4), '#c8a35c');
  pen.line(`M${n(-w + 8)} ${n(-h + 18)}H${n(w - 8)}`, shade(look.hex), { width: 3, dash: '9 6', butt: true });
  return { w: w * 2, h: h + drop * 0.8, focus: [-w * 0.4, -h + 40] };
};

const wallet: DrawKind = (pen, look) => {
  const card = look.has('card holder');
  const w = card ? 150 : look.range(170, 190);
  const h = card ? 210 : look.range(210, 240);
  pen.group(`rotate(${n(look.range(-9, -3))} 0 ${n(-h / 2)})`, () => {
    for (const [i, hex] of [look.accent('paper'), look.pale(0.7), look.accent('textile')].entries())
      pen.add(rect([-w * 0.8 + i * 9, -h - 44 + i * 17], [w * 1.5, 90], 9), hex);
    pen.add(slab(-h, [w * 2, h], 18), shade(shade(look.hex)));
    pen.add(rect([-w - 4, -h + 4], [w * 2, h], 18), look.main(pen));
    if (look.has('a zip'))
      pen.line(`M${n(-w + 20)} ${n(-h + 22)}H${n(w - 30)}`, '#c8a35c', { width: 8, dash: '4 3', butt: true });
    else if (look.has('press stud'))
      pen
        .add(
          `M${n(w - 60)} ${n(-h * 0.62)}H${n(w + 10)}Q${n(w + 16)} ${n(-h * 0.5)} ${n(w + 10)} ${n(-h * 0.38)}H${n(w - 60)}q-20 ${n(-h * 0.12)} 0 ${n(-h * 0.24)}`,
          pen.paint(shade(look.hex), look.texture, 'plain'),
        )
        .add(oval([w - 46, -h * 0.5], 11), '#c8a35c');
    else
      pen.add(
        `M${n(-w)} ${n(-h * 0.62)}C${n(-w * 0.3)} ${n(-h * 0.4)} ${n(w * 0.3)} ${n(-h * 0.4)} ${n(w - 6)} ${n(-h * 0.62)}V${n(-h * 0.6)}L${n(w - 6)} -16Q${n(w - 8)} 2 ${n(w - 24)} 4H${n(-w + 14)}Q${n(-w - 4)} 4 ${n(-w - 4)} -14z`,
        pen.paint(glow(look.hex), look.texture, 'side'),
      );
    pen.line(rect([-w + 7, -h + 15], [w * 2 - 22, h - 22], 12), glow(look.hex), {
      width: 3,
      dash: '10 6',
      butt: true,
      opacity: 0.8,
    });
  });
  return { w: w * 2, h: h + 50, focus: [-w * 0.6, -h * 0.7], ground: 'flat' };
};

const duffel: DrawKind = (pen, look) => {
  const w = look.range(208, 228);
  const h = look.range(190, 215);
  const trim = look.has('leather') ? shade(look.hex) : look.one('#8a5634', look.accent('fashion'), '#5d4032');
  pen.line(
    `M${n(-w * 0.36)} ${n(-h * 0.7)}C${n(-w * 0.34)} ${n(-h - 140)} ${n(w * 0.4)} ${n(-h - 140)} ${n(w * 0.42)} ${n(-h * 0.7)}`,
    shade(trim),
    { width: 14 },
  );
  pen.add(
    `M${n(-w)} -30C${n(-w - 8)} ${n(-h * 0.8)} ${n(-w * 0.86)} ${n(-h)} ${n(-w * 0.7)} ${n(-h)}H${n(w * 0.7)}C${n(w * 0.86)} ${n(-h)} ${n(w + 8)} ${n(-h * 0.8)} ${n(w)} -30Q${n(w)} 0 ${n(w - 30)} 0H${n(-w + 30)}Q${n(-w)} 0 ${n(-w)} -30z`,
    look.main(pen),
  );
  pen.line(`M${n(-w * 0.74)} ${n(-h + 22)}Q0 ${n(-h + 10)} ${n(w * 0.74)} ${n(-h + 22)}`, shift(look.hex, -0.2), {
    width: 7,
  });
  for (const s of [-1, 1])
    pen.add(
      soft(
        [
          [s * w * 0.99, -h * 0.52],
          [s * w * 0.78, -h * 0.46],
          [s * w * 0.74, 0],
          [s * w * 0.97, 0],
        ],
        12,
      ),
      pen.paint(trim, 'leather', 'plain'),
    );
  pen.line(
    `M${n(-w * 0.4)} -10V${n(-h * 0.7)}C${n(-w * 0.4)} ${n(-h - 128)} ${n(w * 0.36)} ${n(-h - 128)} ${n(w * 0.36)} ${n(-h * 0.7)}V-10`,
    trim,
    { width: 16, butt: true },
  );
  pen.add(slab(-h - 92, [90, 26], 10), shade(trim));
  if (look.chance(0.5))
    pen.add(slab(-h * 0.56, [w * 0.54, h * 0.4], 10), pen.paint(shade(look.hex), look.texture, 'plain'));
  for (const x of [-w * 0.8, w * 0.76]) pen.add(rect([x, -4], [18, 9], 3), look.has('brass') ? '#c8a35c' : '#3d3a3a');
  return { w: w * 2, h: h + 100, focus: [-w * 0.5, -h * 0.5] };
};

/** Drawings of shoes and bags. */
export const shoeAndBagDrawings = { sneaker, boot, loafer, sandal, backpack, tote, wallet, duffel } satisfies Record<
  string,
  DrawKind
>;

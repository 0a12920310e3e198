import { shift } from '../color.ts';
import { n, slab, soft } from '../geometry.ts';
import type { Look } from '../look.ts';
import { shade, type Pen } from '../pen.ts';

/** Measures of a garment laid out: half chest, hem (y, half width), where the sleeve ends. */
export interface Cut {
  readonly chest: number;
  readonly hem: readonly [number, number];
  readonly cuff: readonly [number, number];
  readonly sleeve: number;
}

/** Height of the neck of every garment. */
export const neckY = -430;

/** Sleeves and body; returns the outline of the body for details to be clipped to. */
export function garment(pen: Pen, look: Look, cut: Cut): string {
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

/** A knitted band across the garment: y, half width, height. */
export function ribs(pen: Pen, look: Look, [y, half, height]: readonly [number, number, number]): void {
  pen.add(slab(y, [half * 2, height], 5), pen.paint(shade(look.hex), 'flat', 'plain'));
  const count = Math.floor((half * 2) / 13);
  pen.line(
    Array.from({ length: count }, (_, i) => `M${n(-half + 8 + i * 13)} ${n(y + 3)}v${n(height - 6)}`).join(''),
    look.hex,
    { width: 5 },
  );
}

/** Cuffs at both sleeves. */
export function cuffs(pen: Pen, cut: Cut, hex: string): void {
  for (const s of [-1, 1])
    pen.line(
      `M${n(s * (cut.cuff[0] + cut.sleeve * 0.46))} ${n(cut.cuff[1] - 6)}L${n(s * (cut.cuff[0] - cut.sleeve * 0.46))} ${n(cut.cuff[1] + 8)}`,
      hex,
      { width: 22, butt: true },
    );
}

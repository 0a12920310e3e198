import type { Texture } from '../catalog/material.ts';
import { oklchOf, shift } from './color.ts';

interface Tile {
  readonly size: readonly [number, number];
  readonly turn?: number;
  readonly marks: string;
}

/** Pattern definition of a material over a colour (`%` stands for the id), or null where a flat tone is the truth. */
export function texturePattern(texture: Texture, hex: string, close: boolean): string | null {
  const [lightness] = oklchOf(hex);
  const dark = shift(hex, lightness > 0.55 ? -0.2 : -0.12);
  const light = shift(hex, lightness > 0.8 ? 0.08 : 0.12);
  const tile = tileOf(texture, dark, light) ?? (close ? closeTile(texture, dark, light) : null);
  if (tile === null) return null;
  const [width, height] = tile.size;
  const turn = tile.turn === undefined ? '' : ` patternTransform="rotate(${tile.turn})"`;
  return `<pattern id="%" width="${width}" height="${height}" patternUnits="userSpaceOnUse"${turn}>${tile.marks}</pattern>`;
}

function strokes(path: string, color: string, look: string): string {
  return `<path d="${path}" fill="none" stroke="${color}" ${look}/>`;
}

function fills(path: string, color: string, opacity: number): string {
  return `<path d="${path}" fill="${color}" opacity="${opacity}"/>`;
}

function tileOf(texture: Texture, dark: string, light: string): Tile | null {
  switch (texture) {
    case 'wood':
      return {
        size: [150, 34],
        marks: strokes(
          'M0 5C40 1 90 9 150 5M0 14C50 18 80 10 150 14M30 21C60 17 100 26 135 21M0 28C60 31 90 25 150 28',
          dark,
          'stroke-width="1.6" opacity=".38"',
        ),
      };
    case 'weave':
      return {
        size: [6, 6],
        marks: fills('M0 0h3v3h-3zM3 3h3v3h-3z', dark, 0.16) + fills('M0 3h3v1h-3z', light, 0.35),
      };
    case 'knit':
      return { size: [14, 10], marks: fills('M0 1l7 5 7-5v4l-7 5-7-5z', dark, 0.2) };
    case 'terry':
      return {
        size: [9, 9],
        marks:
          fills('M1 2a1.6 1.6 0 1 1 .1 0zM6 6a1.6 1.6 0 1 1 .1 0z', light, 0.7) +
          fills('M4 3h2v1.6h-2zM0 7h2v1.6h-2z', dark, 0.15),
      };
    case 'fur':
      return {
        size: [16, 14],
        turn: 12,
        marks: strokes('M2 2q3 3 1 6M10 1q3 3 1 6M6 8q3 2 1 5M14 8q2 2 0 5', dark, 'stroke-width="1.5" opacity=".3"'),
      };
    case 'leather':
      return {
        size: [22, 18],
        marks: strokes(
          'M1 4q4 2 7-1M13 3q3 3 7 1M5 11q4-2 7 1M16 12q3 1 4-1M1 16q3 1 5-1',
          dark,
          'stroke-width="1" opacity=".22"',
        ),
      };
    case 'wicker':
      return {
        size: [24, 16],
        marks:
          fills('M0 1h11v6h-11zM12 9h11v6h-11z', light, 0.4) +
          fills('M13 0h2v8h-2zM20 0h2v8h-2zM1 8h2v8h-2zM8 8h2v8h-2z', dark, 0.4) +
          fills('M0 7h24v1h-24zM0 15h24v1h-24z', dark, 0.35),
      };
    default:
      return hardTile(texture, dark);
  }
}

function hardTile(texture: Texture, dark: string): Tile | null {
  switch (texture) {
    case 'ceramic':
      return {
        size: [46, 42],
        marks: fills(
          'M6 8a1 1 0 1 1 .1 0zM24 4a1.3 1.3 0 1 1 .1 0zM38 16a.9.9 0 1 1 .1 0zM14 24a1.2 1.2 0 1 1 .1 0zM31 31a1 1 0 1 1 .1 0zM4 37a.8.8 0 1 1 .1 0zM43 38a1.2 1.2 0 1 1 .1 0z',
          dark,
          0.5,
        ),
      };
    case 'stone':
      return {
        size: [190, 150],
        marks:
          strokes(
            'M0 30C60 50 80 10 190 40M20 150C60 100 130 120 190 70M90 0C100 50 150 90 130 150',
            dark,
            'stroke-width="1.7" opacity=".3"',
          ) + strokes('M0 90C50 70 90 100 150 60', dark, 'stroke-width=".9" opacity=".3"'),
      };
    case 'paper':
      return {
        size: [26, 20],
        marks: strokes('M2 4h4M14 9h3M7 15h5M20 17h3', dark, 'stroke-width=".7" opacity=".25"'),
      };
    case 'matte':
      return { size: [12, 12], marks: fills('M2 3h1v1h-1zM8 1h1v1h-1zM5 8h1v1h-1zM10 9h1v1h-1z', dark, 0.2) };
    default:
      return null;
  }
}

/** Grain that only shows from near: the brushing of metal, the orange peel of enamel. */
function closeTile(texture: Texture, dark: string, light: string): Tile | null {
  if (texture === 'metal') {
    return {
      size: [90, 14],
      marks:
        strokes('M0 2H60M30 5H90M0 8H40M55 10H90M10 12H70', light, 'stroke-width=".7" opacity=".28"') +
        strokes('M20 3.5H90M0 6.5H50M40 11H80', dark, 'stroke-width=".6" opacity=".15"'),
    };
  }
  if (texture !== 'gloss') return null;
  return {
    size: [30, 26],
    marks:
      fills(
        'M5 6a1.2 1.2 0 1 1 .1 0zM19 14a.9.9 0 1 1 .1 0zM26 4a.7.7 0 1 1 .1 0zM10 22a.8.8 0 1 1 .1 0z',
        light,
        0.6,
      ) + fills('M12 9a.8.8 0 1 1 .1 0zM24 21a.9.9 0 1 1 .1 0z', dark, 0.35),
  };
}

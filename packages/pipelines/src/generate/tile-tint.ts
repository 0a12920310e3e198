import { hexOf } from './drawings/color.ts';

const hexForm = /^#[0-9a-fA-F]{3,8}$/;
const oklchForm = /oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\)/;

/**
 * The tile colour as the shop stores it, `#rrggbb`: the catalog may say it for light and dark pages, the shop keeps the
 * light one and its pages derive the dark. Undefined when it is no colour that we can read.
 */
export function hexTint(tint: string | undefined): string | undefined {
  if (tint === undefined || hexForm.test(tint)) return tint;
  const [, lightness, chroma, hue] = oklchForm.exec(tint) ?? [];
  return lightness === undefined ? undefined : hexOf([Number(lightness), Number(chroma), Number(hue)]);
}

/** A colour in OKLCH (Ottosson 2020): lightness 0..1, chroma, hue in degrees. */
export type Oklch = readonly [number, number, number];

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
}

function toGamma(channel: number): number {
  const clipped = Math.max(0, Math.min(1, channel));
  return clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055;
}

/** OKLCH of `#rrggbb`. */
export function oklchOf(hex: string): Oklch {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = (Math.atan2(bb, a) * 180) / Math.PI;
  return [lightness, Math.hypot(a, bb), hue < 0 ? hue + 360 : hue];
}

/** `#rrggbb` of an OKLCH colour; channels outside sRGB are clipped. */
export function hexOf([lightness, chroma, hue]: Oklch): string {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
  const m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
  const s = Math.pow(lightness - 0.0894841775 * a - 1.291485548 * b, 3);
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${channels
    .map((channel) =>
      Math.round(toGamma(channel) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** The colour with its lightness moved by `delta` (-1..1); dark colours lose a little chroma on the way down. */
export function shift(hex: string, delta: number): string {
  const [lightness, chroma, hue] = oklchOf(hex);
  return hexOf([Math.max(0.12, Math.min(0.985, lightness + delta)), chroma * (delta > 0.1 ? 0.85 : 1), hue]);
}

/** `share` of the second colour mixed into the first, in OKLCH lightness and straight chroma planes. */
export function mix(first: string, second: string, share: number): string {
  const [l1, c1, h1] = oklchOf(first);
  const [l2, c2, h2] = oklchOf(second);
  const plane = (c: number, h: number) => [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const [a1 = 0, b1 = 0] = plane(c1, h1);
  const [a2 = 0, b2 = 0] = plane(c2, h2);
  const a = a1 + (a2 - a1) * share;
  const b = b1 + (b2 - b1) * share;
  return hexOf([l1 + (l2 - l1) * share, Math.hypot(a, b), (Math.atan2(b, a) * 180) / Math.PI]);
}

import { oklchOf } from './color.ts';

/**
 * Background of a product's tile as a CSS colour: the product's hue at very low chroma. It follows the page's
 * `color-scheme` through `light-dark()`, and keeps its distance from the product's own lightness in both.
 */
export function tileTint(product: { readonly colorHex: string }): string {
  const [lightness, chroma, hue] = oklchOf(product.colorHex);
  const tinge = chroma < 0.02 ? 0.007 : 0.013;
  const angle = Math.round(chroma < 0.02 ? 85 : hue);
  const light = lightness > 0.86 ? 0.915 : 0.95;
  const dark = lightness < 0.44 ? 0.47 : 0.295;
  return `light-dark(oklch(${light} ${tinge} ${angle}), oklch(${dark} ${tinge} ${angle}))`;
}

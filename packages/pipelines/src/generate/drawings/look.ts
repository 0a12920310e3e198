import { palettes } from '../catalog/palette.ts';
import type { Texture } from '../catalog/material.ts';
import { hashText, pick, type Random } from '../catalog/random.ts';
import { materialOf } from '../catalog/soft-material.ts';
import { hexOf, mix, oklchOf } from './color.ts';
import type { Paint, Pen, Shading } from './pen.ts';

/** What a drawing looks at. */
export interface Drawable {
  readonly slug: string;
  readonly kind: string;
  readonly colorHex: string;
  readonly material: string;
  readonly style: string;
  readonly complements: readonly string[];
  readonly attributes: Readonly<Record<string, string | number>>;
}

/** How a kind stands: on a floor, laid out flat, hung from above. */
export type Ground = 'stand' | 'flat' | 'hang';

/** What a kind has drawn: its size in drawing units (x from -w/2 to w/2, y from -h to 0) and where it is most itself. */
export interface Frame {
  readonly w: number;
  readonly h: number;
  /** Centre of the close-up. */
  readonly focus: readonly [number, number];
  readonly ground?: Ground;
  /** Middle of what is drawn, when a handle or spout makes it other than 0. */
  readonly cx?: number;
}

/** Draws one kind. */
export type DrawKind = (pen: Pen, look: Look) => Frame;

const woods: Readonly<Record<string, string>> = {
  walnut: '#80573a',
  oak: '#c99f6b',
  beech: '#dcb283',
  'black ash': '#4b4643',
  ash: '#dcc8a4',
  cork: '#c79a68',
  bamboo: '#d8b878',
  cherry: '#9a5b3c',
  maple: '#dfc191',
  olive: '#a58350',
  acacia: '#a36e42',
};

/** No two dye lots are the same: the named colour moved by a little lightness and hue, by the product's slug. */
function ownShade(product: Drawable): string {
  const seed = hashText(`${product.slug} dye`);
  const [lightness, chroma, hue] = oklchOf(product.colorHex);
  return hexOf([lightness + ((seed % 101) / 100 - 0.5) * 0.04, chroma, hue + (((seed >>> 8) % 101) / 100 - 0.5) * 7]);
}

/** The attributes of a product as a drawing asks for them; all chance is seeded by the product. */
export class Look {
  readonly hex: string;
  readonly texture: Texture;
  readonly style: string;
  private readonly words: string;
  private readonly product: Drawable;
  private readonly random: Random;

  constructor(product: Drawable, random: Random) {
    this.product = product;
    this.random = random;
    this.hex = ownShade(product);
    this.texture = materialOf(product.material).texture;
    this.style = product.style;
    this.words = [product.material, product.style, ...Object.values(product.attributes)].join(' ');
  }

  /** Paint of the body. */
  main(pen: Pen, shading: Shading = 'side'): Paint {
    return pen.paint(this.hex, this.texture, shading);
  }

  /** Uniform number between two ends. */
  range(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** One of several choices. */
  one<T>(...choices: readonly T[]): T {
    return pick(this.random, choices);
  }

  /** True with probability `share`. */
  chance(share: number): boolean {
    return this.random() < share;
  }

  /** Whether any attribute, the noun, the material or the style holds one of the words. */
  has(...words: readonly string[]): boolean {
    return words.some((word) => this.words.includes(word));
  }

  /** A measure of the product, or `otherwise`. */
  measure(name: string, otherwise: number): number {
    const value = this.product.attributes[name];
    return typeof value === 'number' ? value : otherwise;
  }

  /** Height over width as the product's own measures have it, held within believable ends. */
  ratio([over, under]: readonly [string, string], [low, high]: readonly [number, number]): number {
    const value = this.measure(over, 1) / this.measure(under, 1);
    return Math.max(low, Math.min(high, value * this.range(0.96, 1.04)));
  }

  /** Hex of the wood named among the attributes, or of a wood that suits the colour. */
  wood(): string {
    const text = Object.values(this.product.attributes).join(' ');
    const named = Object.entries(woods).find(([name]) => text.includes(name));
    return named?.[1] ?? (oklchOf(this.hex)[0] > 0.62 ? '#a9794c' : '#cfa573');
  }

  /** A second colour from a palette, different in lightness from the first. */
  accent(palette: keyof typeof palettes = 'textile'): string {
    const own = oklchOf(this.hex)[0];
    const far = palettes[palette].filter((color) => Math.abs(oklchOf(color.hex)[0] - own) > 0.14);
    // a mid-tone may stand in the middle of a narrow palette, with nothing far enough from it
    return pick(this.random, far.length > 0 ? far : palettes[palette]).hex;
  }

  /** The own colour moved towards cream, for linings, shades and soles. */
  pale(share = 0.72): string {
    return mix(this.hex, '#f3eadb', share);
  }
}

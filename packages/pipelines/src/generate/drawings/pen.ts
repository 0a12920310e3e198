import type { Texture } from '../catalog/material.ts';
import { mix, oklchOf, shift } from './color.ts';
import { n } from './geometry.ts';
import { texturePattern } from './textures.ts';

/** Where the shaded tone lies: right side, lower right of a ball, underneath, or nowhere. */
export type Shading = 'side' | 'round' | 'under' | 'plain';

/** What a shape is filled with: a colour or gradient, and a pattern on top that shows the material. */
export interface Paint {
  readonly fill: string;
  readonly pattern?: string;
  readonly opacity?: number;
}

/**
 * Collects the shapes of one drawing. All ids start with `prefix`, so several drawings can share a page.
 * Gradients stop hard: two flat tones, light from the upper left.
 */
export class Pen {
  private readonly prefix: string;
  /** Whether this is a close-up, in which even polished surfaces show their grain. */
  private readonly close: boolean;
  private readonly defs = new Map<string, string>();
  private ids = 0;
  private body = '';

  constructor(prefix: string, close = false) {
    this.prefix = prefix;
    this.close = close;
  }

  /** A definition, made once for the same text; returns its `url(#…)`. `%` in the text stands for the id. */
  define(text: string): string {
    const known = this.defs.get(text);
    if (known !== undefined) return `url(#${known})`;
    const id = `${this.prefix}${(this.ids++).toString(36)}`;
    this.defs.set(text, id);
    return `url(#${id})`;
  }

  /** Paint of a colour and a material. */
  paint(hex: string, texture: Texture | 'flat' = 'flat', shading: Shading = 'side'): Paint {
    const pattern = texture === 'flat' ? null : texturePattern(texture, hex, this.close);
    const over = pattern === null ? {} : { pattern: this.define(pattern) };
    if (texture === 'metal') return { fill: this.define(metal(hex, shading)), ...over };
    if (texture === 'glass') return { fill: this.define(glass(hex)), opacity: 0.82 };
    if (shading === 'plain') return { fill: hex, ...over };
    return { fill: this.define(twoTones(hex, shading, texture === 'gloss')), ...over };
  }

  /** Adds a filled path. */
  add(path: string, paint: Paint | string, opacity = 1): this {
    const solid = typeof paint === 'string' ? { fill: paint } : paint;
    const alpha = opacity * (solid.opacity ?? 1);
    const fade = alpha < 1 ? ` opacity="${n2(alpha)}"` : '';
    if (solid.pattern === undefined) this.body += `<path d="${path}" fill="${solid.fill}"${fade}/>`;
    else if (path.length < 80) {
      this.body += `<path d="${path}" fill="${solid.fill}"${fade}/><path d="${path}" fill="${solid.pattern}"${fade}/>`;
    } else {
      const id = `${this.prefix}${(this.ids++).toString(36)}`;
      this.body += `<g fill="${solid.fill}"${fade}><path id="${id}" d="${path}"/></g><use href="#${id}" fill="${solid.pattern}"${fade}/>`;
    }
    return this;
  }

  /** Adds a stroked path: a handle, a cord, a seam. */
  line(path: string, color: string, style: { width: number; opacity?: number; dash?: string; butt?: boolean }): this {
    const fade = style.opacity === undefined ? '' : ` opacity="${n2(style.opacity)}"`;
    const dash = style.dash === undefined ? '' : ` stroke-dasharray="${style.dash}"`;
    const cap = style.butt === true ? ' stroke-linecap="butt"' : '';
    this.body += `<path d="${path}" fill="none" stroke="${color}" stroke-width="${n(style.width)}"${cap}${dash}${fade}/>`;
    return this;
  }

  /** Adds ready markup, for example a group that another pen of the same prefix wrote. */
  raw(markup: string): this {
    this.body += markup;
    return this;
  }

  /** Runs `draw` inside a transformed group. */
  group(transform: string, draw: () => void): this {
    this.body += `<g transform="${transform}">`;
    draw();
    this.body += '</g>';
    return this;
  }

  /** Runs `draw` clipped to a path. */
  clip(path: string, draw: () => void): this {
    const url = this.define(`<clipPath id="%"><path d="${path}"/></clipPath>`);
    this.body += `<g clip-path="${url}">`;
    draw();
    this.body += '</g>';
    return this;
  }

  /** Draws something once and shows it twice: behind, moved by `transform`, and in front. Saves bytes on pairs. */
  twin(transform: string, draw: () => void): this {
    const id = `${this.prefix}${(this.ids++).toString(36)}`;
    this.body += `<g transform="${transform}"><g id="${id}">`;
    draw();
    this.body += `</g></g><use href="#${id}"/>`;
    return this;
  }

  /** The whole picture. */
  svg(width: number, height: number): string {
    const defs = [...this.defs].map(([text, id]) => text.replace('%', id)).join('');
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill-rule="evenodd" stroke-linecap="round" stroke-linejoin="round"><defs>${defs}</defs>${this.body}</svg>`;
  }
}

function n2(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function stop(offset: number, color: string, opacity?: number): string {
  return `<stop offset="${n2(offset)}" stop-color="${color}"${opacity === undefined ? '' : ` stop-opacity="${n2(opacity)}"`}/>`;
}

/** The darker of the two tones of a colour: a step down and a touch towards dusk. */
export function shade(hex: string): string {
  const [lightness] = oklchOf(hex);
  return mix(shift(hex, -(0.05 + 0.06 * lightness)), '#3a3560', 0.07);
}

/** The tone that light leaves on an edge. */
export function glow(hex: string): string {
  return mix(shift(hex, 0.07), '#fff2d8', 0.18);
}

function twoTones(hex: string, shading: Shading, glossy: boolean): string {
  const dark = shade(hex);
  const stops = stop(0.64, hex) + stop(0.64, dark);
  if (shading === 'round') {
    return `<radialGradient id="%" cx=".36" cy=".32" r=".78">${stop(0.74, hex)}${stop(0.74, dark)}</radialGradient>`;
  }
  if (shading === 'under') return `<linearGradient id="%" x2=".12" y2="1">${stops}</linearGradient>`;
  const shine = glossy ? stop(0.1, hex) + stop(0.1, glow(hex)) + stop(0.19, glow(hex)) + stop(0.19, hex) : '';
  return `<linearGradient id="%" x2="1" y2=".1">${shine}${stops}</linearGradient>`;
}

function metal(hex: string, shading: Shading): string {
  const light = mix(shift(hex, 0.13), '#fffaf0', 0.35);
  const turn = shading === 'under' ? 'x2=".1" y2="1"' : 'x2="1" y2=".06"';
  const stops =
    stop(0, shift(hex, -0.05)) +
    stop(0.2, light) +
    stop(0.34, hex) +
    stop(0.62, shift(hex, -0.03)) +
    stop(0.63, shade(hex)) +
    stop(0.9, shift(hex, -0.17)) +
    stop(1, shift(hex, -0.04));
  return `<linearGradient id="%" ${turn}>${stops}</linearGradient>`;
}

function glass(hex: string): string {
  const stops =
    stop(0, shift(hex, -0.08), 0.75) +
    stop(0.08, shift(hex, 0.04), 0.42) +
    stop(0.16, '#ffffff', 0.6) +
    stop(0.23, shift(hex, 0.06), 0.34) +
    stop(0.7, hex, 0.46) +
    stop(0.71, shade(hex), 0.58) +
    stop(1, shade(hex), 0.72);
  return `<linearGradient id="%" x2="1" y2=".08">${stops}</linearGradient>`;
}

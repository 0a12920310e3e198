import { pathPoints } from './path-points.ts';

/** An affine map, as in CSS `matrix(a b c d e f)`. */
type Matrix = readonly [number, number, number, number, number, number];

const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Strokes thinner than this are cords, fringes and tassels: nothing stands on them. */
const firmStroke = 5;
/** What is fainter than this is a shadow or a shimmer. */
const firmOpacity = 0.5;

/**
 * The lowest line that the solid parts of a drawing reach, in its own units, y downwards. Reads what the pen writes:
 * groups and paths. Clipped groups lie within something else and are passed over.
 */
export function lowestPoint(markup: string): number {
  const [defs = ''] = /<defs>.*?<\/defs>/s.exec(markup) ?? [];
  const body = markup.replace(defs, '');
  // light and shade end in nothing
  const airy = [...defs.matchAll(/<\w+Gradient id="([^"]+)"(?:(?!Gradient>).)*stop-opacity="0"/gs)].map(([, id]) => id);
  const places: Matrix[] = [identity];
  let clipped = 0;
  let lowest = -Infinity;
  for (const [tag, close, name, attributes = ''] of body.matchAll(/<(\/?)(\w+)((?:\s[\w:-]+="[^"]*")*)\s*\/?>/g)) {
    if (name === 'g' && close === '/') {
      places.pop();
      if (clipped > 0) clipped--;
    } else if (name === 'g') {
      // a twin's group is shown again without the place of the group around it, and that copy stands in front
      const around = (read(attributes, 'id') === undefined ? places.at(-1) : places.at(-2)) ?? identity;
      places.push(transformed(around, read(attributes, 'transform') ?? ''));
      if (clipped > 0 || tag.includes('clip-path')) clipped++;
    } else if (name === 'path' && clipped === 0 && !airy.some((id) => attributes.includes(`fill="url(#${id})"`))) {
      lowest = Math.max(lowest, lowestOf(attributes, places.at(-1) ?? identity));
    }
  }
  return lowest;
}

function read(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
}

function lowestOf(attributes: string, [, b, , d, , f]: Matrix): number {
  const stroke = Number(read(attributes, 'stroke-width') ?? 0) * Math.hypot(b, d);
  const thin = attributes.includes('stroke-width') && stroke < firmStroke;
  if (thin || Number(read(attributes, 'opacity') ?? 1) < firmOpacity) return -Infinity;
  const points = pathPoints(read(attributes, 'd') ?? '');
  return points.reduce((low, [x, y]) => Math.max(low, b * x + d * y + f + stroke / 2), -Infinity);
}

/** The map with the moves of a `transform` attribute after it: translate, scale and rotate, as the pen writes them. */
function transformed(outer: Matrix, text: string): Matrix {
  let map = outer;
  for (const [, name, list = ''] of text.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [x = 0, y, z = 0] = list.split(/[\s,]+/).map(Number);
    if (name === 'translate') map = times(map, [1, 0, 0, 1, x, y ?? 0]);
    else if (name === 'scale') map = times(map, [x, 0, 0, y ?? x, 0, 0]);
    else if (name === 'rotate') {
      const [cos, sin] = [Math.cos((x * Math.PI) / 180), Math.sin((x * Math.PI) / 180)];
      const [cx, cy] = [y ?? 0, z];
      map = times(map, [cos, sin, -sin, cos, cx - cos * cx + sin * cy, cy - sin * cx - cos * cy]);
    } else throw new RangeError(`a drawing is moved by ${name}, which is none of translate, scale and rotate`);
  }
  return map;
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

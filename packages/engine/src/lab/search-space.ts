import type { RandomStream } from '@vitrine/kernels';

/** One setting and where its values come from. */
export type SearchDimension =
  | { readonly key: string; readonly kind: 'list'; readonly values: readonly string[] }
  | {
      readonly key: string;
      readonly kind: 'range';
      readonly from: number;
      readonly to: number;
      readonly logarithmic: boolean;
      readonly whole: boolean;
    };

/** What is searched, in the order in which it was written. */
export type SearchSpace = readonly SearchDimension[];

/** Settings of one trial, as texts that a model's configuration reads. */
export type TrialSettings = Readonly<Record<string, string>>;

/** A space that cannot be read. The message names the part and shows how to write it. */
export class SearchSpaceError extends Error {
  override readonly name = 'SearchSpaceError';
  readonly code = 'lab.space_malformed';
}

const example = "write for example 'factors=32,64,128;regularization=log:0.001..1;neighbours=int:20..200'";

/**
 * Reads `key=a,b,c` (a list), `key=0.1..0.9` (evenly), `key=log:0.001..1` (evenly in the logarithm), `key=int:5..50` and `key=intlog:8..512`
 * (whole numbers), separated by semicolons.
 * @throws SearchSpaceError naming the part that is wrong.
 */
export function parseSearchSpace(text: string): SearchSpace {
  const space = text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(parseDimension);
  if (space.length === 0) throw new SearchSpaceError(`the space is empty; ${example}`);
  const twice = space.find(({ key }, at) => space.findIndex((other) => other.key === key) < at);
  if (twice) throw new SearchSpaceError(`${twice.key} stands twice in the space; name each setting once`);
  return space;
}

function parseDimension(part: string): SearchDimension {
  const [key = '', written = ''] = splitOnce(part, '=').map((side) => side.trim());
  if (key === '' || written === '') throw new SearchSpaceError(`"${part}" gives no setting and values; ${example}`);
  const range = /^(?:(log|int|intlog):)?([^,]+)\.\.([^,]+)$/.exec(written);
  if (range === null) {
    const values = written.split(',').map((value) => value.trim());
    if (values.includes('')) throw new SearchSpaceError(`${key} has an empty value in its list; ${example}`);
    return { key, kind: 'list', values: [...new Set(values)] };
  }
  const [from, to] = [Number(range[2]), Number(range[3])];
  const logarithmic = range[1]?.endsWith('log') ?? false;
  const whole = range[1]?.startsWith('int') ?? false;
  if (!(Number.isFinite(from) && Number.isFinite(to) && from < to))
    throw new SearchSpaceError(`${key}: ${written} must go from a smaller number to a larger one; ${example}`);
  if (logarithmic && from <= 0)
    throw new SearchSpaceError(`${key}: ${written} is even in the logarithm, so it must begin above 0; ${example}`);
  if (whole && !(Number.isInteger(from) && Number.isInteger(to)))
    throw new SearchSpaceError(`${key}: ${written} must have whole numbers at both ends; ${example}`);
  return { key, kind: 'range', from, to, logarithmic, whole };
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Settings at the ends of each dimension, one dimension at a time: what a model refuses shows before anything is trained. */
export function edgesOf(space: SearchSpace): TrialSettings[] {
  return space.flatMap((dimension) => {
    const values = dimension.kind === 'list' ? dimension.values : [String(dimension.from), String(dimension.to)];
    return values.map((value) => ({ [dimension.key]: value }));
  });
}

/**
 * Up to `trials` different settings: all of a space of lists in order when it has no more, else drawn. Fewer where the space has no more to give.
 */
export function drawSettings(space: SearchSpace, trials: number, stream: RandomStream): TrialSettings[] {
  const size = space.reduce(
    (product, dimension) => product * (dimension.kind === 'list' ? dimension.values.length : Infinity),
    1,
  );
  if (size <= trials) return everySetting(space);
  const drawn = new Map<string, TrialSettings>();
  // Whole numbers in a narrow range repeat; a hundred draws a trial find what there is.
  for (let draw = 0; draw < trials * 100 && drawn.size < trials; draw++) {
    const own = stream.derive(draw);
    const settings = Object.fromEntries(space.map((dimension) => [dimension.key, drawValue(dimension, own)]));
    drawn.set(JSON.stringify(settings), settings);
  }
  return [...drawn.values()];
}

function everySetting(space: SearchSpace): TrialSettings[] {
  return space.reduce<TrialSettings[]>(
    (before, dimension) =>
      dimension.kind === 'list'
        ? before.flatMap((settings) => dimension.values.map((value) => ({ ...settings, [dimension.key]: value })))
        : before,
    [{}],
  );
}

function drawValue(dimension: SearchDimension, stream: RandomStream): string {
  if (dimension.kind === 'list') return dimension.values[stream.nextBelow(dimension.values.length)];
  const { from, to, logarithmic, whole } = dimension;
  const share = stream.next();
  // Half a step beyond each end, so that rounding gives the ends the same chance as all others.
  const [low, high] = whole ? [from - 0.5, to + 0.5] : [from, to];
  const raw = logarithmic
    ? Math.exp(Math.log(low) + share * (Math.log(high) - Math.log(low)))
    : low + share * (high - low);
  if (whole) return String(Math.min(to, Math.max(from, Math.round(raw))));
  // Three digits: no model feels a fourth, and the line can be read.
  return String(Math.min(to, Math.max(from, Number(raw.toPrecision(3)))));
}

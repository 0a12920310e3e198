import { type OperationName, paths } from '@vitrine/contracts';
import * as fc from 'fast-check';
import { type ExampleCall, exampleCalls } from './example-calls.ts';
import { anOrganisation } from './a-server.ts';

/** A request for `app.inject`. */
export interface HostileCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload?: string;
}

/** Written into the JSON text as it stands: numbers and members that `JSON.stringify` would not write. */
const rawTexts = new Map([
  ['@raw:infinite', '1e999'],
  ['@raw:proto', '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'],
  ['@raw:deep', `${'['.repeat(3_000)}${']'.repeat(3_000)}`],
  ['@raw:many', `[${'{},'.repeat(12_000)}{}]`],
]);

const hostileValues: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  -0.0001,
  255,
  256,
  32_768,
  2 ** 31,
  2 ** 53 + 2,
  1e300,
  -1e300,
  5e-324,
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  'NaN',
  'undefined',
  'null',
  'true',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\u0007b',
  '\u007f',
  '\u202Eabc',
  '👩‍👩‍👧',
  'é'.repeat(300),
  'x'.repeat(257),
  'x'.repeat(100_000),
  "'; drop table recsys.events; --",
  '../../../../etc/passwd',
  '%00',
  '%',
  '$1',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999+23:59',
  '2026-01-01',
  '275760-09-13T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'not-a-uuid',
  [],
  [[]],
  [null],
  {},
  { length: -1 },
  { toString: 'no' },
  ...rawTexts.keys(),
];

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, member]) =>
      pathsOf(member, [...at, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function changed(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((member, i) => (i === first ? changed(member, rest, change) : member));
  const record = value as Record<string, unknown>;
  return { ...record, [first]: changed(record[first], rest, change) };
}

function jsonText(body: unknown): string {
  let text = JSON.stringify(body) ?? '';
  for (const [mark, raw] of rawTexts) text = text.replaceAll(JSON.stringify(mark), raw);
  return text;
}

function callOf(operation: OperationName, call: ExampleCall): HostileCall {
  const { method, path } = paths[operation];
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeText(call.params?.[name]));
  const query = Object.entries(call.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeText(value)}`)
    .join('&');
  const url = `${filled}${query === '' ? '' : `?${query}`}`;
  const contentType: Record<string, string> = call.body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = { 'x-org-id': anOrganisation, ...contentType };
  return { method, url, headers, ...(call.body === undefined ? {} : { payload: jsonText(call.body) }) };
}

function encodeText(value: unknown): string {
  const text = typeof value === 'string' ? (rawTexts.get(value) ?? value) : (JSON.stringify(value) ?? '');
  // A query longer than this never reaches the server: Node answers 431.
  return encodeURIComponent(text.slice(0, 2_000).replaceAll(/\p{Surrogate}/gu, ''));
}

/**
 * Calls of one operation with one place broken: a value of another kind, a field gone, a body that is something else. They start from
 * the example that succeeds, or from one that is given.
 */
export function hostileCalls(
  operation: OperationName,
  example: ExampleCall = exampleCalls[operation],
): fc.Arbitrary<HostileCall> {
  const places = pathsOf(example).filter((path) => path.length > 1);
  const hostile = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...hostileValues) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  if (places.length === 0) return hostile.map((value) => callOf(operation, { query: { extra: value } }));
  const place = fc.constantFrom(...places);
  const broken = fc
    .tuple(place, hostile)
    .map(([path, value]) => callOf(operation, changed(example, path, () => value) as ExampleCall));
  const gone = place.map((path) => callOf(operation, changed(example, path, () => undefined) as ExampleCall));
  if (example.body === undefined) return fc.oneof({ weight: 5, arbitrary: broken }, { weight: 1, arbitrary: gone });
  const valid = callOf(operation, example);
  const other = fc
    .oneof(
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.string(),
      fc.nat(400).map((cut) => (valid.payload ?? '').slice(0, cut)),
    )
    .map((payload) => ({ ...valid, payload }));
  return fc.oneof({ weight: 6, arbitrary: broken }, { weight: 1, arbitrary: gone }, { weight: 1, arbitrary: other });
}

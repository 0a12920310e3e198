import { errorEntry, findUnstorable, type RejectedRecord, type RouteDefinition } from '@vitrine/contracts';
import { z } from 'zod';
import { type Failure, failure, type Outcome, pathText, success } from './failure.ts';
import { failureOf } from './faults.ts';

/** A request before validation: what came over HTTP, or what the in-process client wrote. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** A request after validation. `refused` are records that were set aside; `indexOf` gives the place a good record had in the batch. */
export interface ParsedInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly refused: readonly RejectedRecord[];
  indexOf(position: number): number;
}

interface Plan {
  readonly envelope: z.ZodObject | undefined;
  readonly record: z.ZodType | undefined;
  readonly mostRecords: number;
  readonly leastRecords: number;
}

const plans = new WeakMap<RouteDefinition, Plan>();

/** The body's schema split into its envelope and the schema of one record, so that each record is judged by itself. */
function planOf(route: RouteDefinition): Plan {
  const known = plans.get(route);
  if (known !== undefined) return known;
  const list = route.records === undefined ? undefined : route.body?.shape[route.records];
  const plan: Plan =
    list instanceof z.ZodArray && route.records !== undefined
      ? {
          envelope: route.body?.extend({ [route.records]: z.array(z.unknown()) }),
          record: list.element as z.ZodType,
          mostRecords: boundOf(list, 'max_length') ?? Number.POSITIVE_INFINITY,
          leastRecords: boundOf(list, 'min_length') ?? 0,
        }
      : { envelope: route.body, record: undefined, mostRecords: 0, leastRecords: 0 };
  plans.set(route, plan);
  return plan;
}

function boundOf(list: z.ZodArray, kind: 'max_length' | 'min_length'): number | undefined {
  for (const check of list.def.checks ?? []) {
    const def = check._zod.def as { check: string; maximum?: number; minimum?: number };
    if (def.check === kind) return def.maximum ?? def.minimum;
  }
  return undefined;
}

function parsePart(schema: z.ZodType | undefined, raw: unknown, name: 'path' | 'query' | 'body'): Outcome<unknown> {
  if (schema === undefined) return success(undefined);
  const parsed = schema.safeParse(raw);
  return parsed.success
    ? success(parsed.data)
    : { ok: false, error: failureOf(parsed.error, { raw, prefix: name === 'path' ? [] : [] }) };
}

function storable(raw: unknown): Failure | null {
  const found = findUnstorable(raw);
  if (found === null) return null;
  const place = pathText(found.path);
  return {
    code: 'request.invalid_value',
    message: `${place === '' ? 'The request' : place} ${found.message}.`,
    faults: [{ path: found.path, message: found.message }],
  };
}

/** Checks a request against its route. With `setAside`, bad records do not fail the call but are reported in `refused`. */
export function parseInput(
  route: RouteDefinition,
  raw: RawInput,
  options: { setAside(query: unknown): boolean },
): Outcome<ParsedInput> {
  const params = parsePart(route.params, raw.params, 'path');
  if (!params.ok) return params;
  const query = parsePart(route.query, raw.query ?? {}, 'query');
  if (!query.ok) return query;
  if (route.body !== undefined && raw.body === undefined) {
    return failure('request.invalid_json', { message: 'The body is empty. Send one JSON object.' });
  }
  const unfit = storable(raw.params) ?? storable(raw.query) ?? storable(raw.body);
  if (unfit !== null) return { ok: false, error: unfit };
  const plan = planOf(route);
  const body = parsePart(plan.envelope, raw.body, 'body');
  if (!body.ok) return body;
  const whole = {
    params: params.value,
    query: query.value,
    body: body.value,
    refused: [],
    indexOf: (position: number) => position,
  };
  if (plan.record === undefined || route.records === undefined) return success(whole);
  return parseRecords(whole, { plan, name: route.records, setAside: options.setAside(query.value) });
}

function parseRecords(whole: ParsedInput, how: { plan: Plan; name: string; setAside: boolean }): Outcome<ParsedInput> {
  const body = whole.body as Record<string, unknown>;
  const raws = body[how.name] as unknown[];
  if (raws.length > how.plan.mostRecords) {
    return failure('recsys.too_many_records', {
      message: `${how.name} has ${raws.length} records; at most ${how.plan.mostRecords} are accepted in one call.`,
      faults: [{ path: [how.name], message: `must have at most ${how.plan.mostRecords} records` }],
    });
  }
  if (raws.length < how.plan.leastRecords) {
    return failure('request.invalid_value', {
      message: `${how.name} must not be empty.`,
      faults: [{ path: [how.name], message: 'must not be empty' }],
    });
  }
  const good: unknown[] = [];
  const indices: number[] = [];
  const refused: RejectedRecord[] = [];
  for (const [index, raw] of raws.entries()) {
    const parsed = how.plan.record?.safeParse(raw);
    if (parsed?.success === true) {
      good.push(parsed.data);
      indices.push(index);
    } else if (parsed !== undefined) {
      const bad = failureOf(parsed.error, { raw, prefix: [how.name, index] });
      if (!how.setAside) return { ok: false, error: bad };
      refused.push(rejectionOf(bad, index));
    }
  }
  return success({
    ...whole,
    body: { ...body, [how.name]: good },
    refused,
    indexOf: (position) => indices[position] ?? position,
  });
}

function rejectionOf(failure: Failure, index: number): RejectedRecord {
  const [fault] = failure.faults ?? [];
  return {
    index,
    field: pathText((fault?.path ?? []).slice(2)),
    error: errorEntry(failure.code).wire ?? failure.code,
    message: fault?.message ?? errorEntry(failure.code).sentence,
  };
}

import { type ErrorCode, errorCatalogue } from '@vitrine/contracts';
import type { z } from 'zod';
import type { Failure, Fault } from './failure.ts';
import { pathText } from './failure.ts';

type Issue = z.core.$ZodIssue;

const mostFaults = 20;

function isCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && value in errorCatalogue;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** One issue of Zod as a code of ours, a place and a sentence. */
function judgeIssue(issue: Issue, raw: unknown): { code: ErrorCode; fault: Fault; details: Record<string, unknown> } {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const own = issue.code === 'custom' ? issue.params : undefined;
  const given = valueAt(raw, issue.path);
  if (path.at(-1) === 'namespace' && path.length === 1 && (given === undefined || given === '')) {
    return { code: 'recsys.missing_namespace', fault: { path, message: 'is required' }, details: {} };
  }
  if (isCode(own?.['code'])) {
    const { code, ...facts } = own;
    const value = typeof given === 'string' ? { value: given.slice(0, 100) } : {};
    return { code: code as ErrorCode, fault: { path, message: issue.message }, details: { ...value, ...facts } };
  }
  if (issue.code === 'invalid_type' && given === undefined) {
    return { code: 'request.invalid_value', fault: { path, message: 'is required' }, details: {} };
  }
  if (issue.code === 'invalid_type') {
    const expected = issue.expected === 'int' ? 'integer' : issue.expected;
    if (expected === 'number' && typeof given === 'number')
      return { code: 'request.invalid_value', fault: { path, message: 'must be a finite number' }, details: {} };
    const message = `must be ${/^[aeio]/.test(expected) ? 'an' : 'a'} ${expected}, not ${typeName(given)}`;
    return { code: 'request.invalid_type', fault: { path, message }, details: { expected } };
  }
  const message = /^(?:must|is|has)/.test(issue.message) ? issue.message : `is not allowed: ${issue.message}`;
  return { code: 'request.invalid_value', fault: { path, message }, details: {} };
}

/** What Zod found as one failure: the code is that of the first place. `at` is put before each path, such as `['items', 3]`. */
export function failureOf(error: z.core.$ZodError, at: { raw: unknown; prefix?: (string | number)[] }): Failure {
  const prefix = at.prefix ?? [];
  const judged = error.issues.slice(0, mostFaults).map((issue) => judgeIssue(issue, at.raw));
  const [first] = judged;
  if (first === undefined) return { code: 'request.invalid_value' };
  const faults = judged.map(({ fault }) => ({ path: [...prefix, ...fault.path], message: fault.message }));
  const place = pathText([...prefix, ...first.fault.path]);
  return {
    code: first.code,
    message: `${place === '' ? 'The body' : place} ${first.fault.message}.`,
    details: first.details,
    faults,
  };
}

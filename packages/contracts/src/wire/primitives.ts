import { z } from 'zod';

/** Most characters an id may have on the wire. */
export const idMaxChars = 256;

/** Deepest nesting of a JSON body that is accepted. */
export const jsonMaxDepth = 32;

/**
 * A field that a client may leave out or send as `null`. Clients of the public recommender contract do both, and its first server read both as
 * "absent".
 */
export function absent<S extends z.ZodType>(schema: S) {
  return schema.nullish().transform((value) => (value === null ? undefined : value));
}

/** An id chosen by a client: 1 to 256 characters, compared exactly. */
export const externalId = z
  .string()
  .min(1, 'must not be empty')
  .max(idMaxChars, `must have at most ${idMaxChars} characters`);

/** A namespace: 1 to 128 characters; it exists by being named. */
export const namespaceName = z
  .string({ error: (issue) => (issue.input === undefined ? 'is required' : undefined) })
  .min(1, 'must not be empty')
  .max(128, 'must have at most 128 characters')
  .refine((name) => !/\p{Cc}/u.test(name), 'must not contain control characters');

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
const firstInstantMs = Date.parse('0001-01-01T00:00:00Z');

/** Whether the text is an RFC 3339 instant with a zone, of a day that exists, from year 1 to 9999. */
export function isTimestamp(text: string): boolean {
  if (!rfc3339.test(text)) return false;
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || ms < firstInstantMs) return false;
  const day = Number(text.slice(8, 10));
  const lastDay = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return day >= 1 && (day <= lastDay || Number(text.slice(0, 4)) < 100);
}

/** A timestamp field whose failure is reported with the given code of the error catalogue. */
export function timestamp(
  code: 'recsys.invalid_timestamp' | 'recsys.invalid_created_after' | 'recsys.constraint_violation',
) {
  return z
    .string()
    .refine(isTimestamp, { error: 'must be an RFC 3339 time such as 2026-03-01T12:00:00Z', params: { code } })
    .meta({ format: 'date-time', examples: ['2026-03-01T12:00:00Z'] });
}

/** Any JSON value. Depth, NUL characters and the `__proto__` key are checked once for the whole body by `findUnstorable`. */
export const jsonValue = z.unknown().meta({ description: 'Any JSON value.' });

/** Any JSON object. */
export const jsonObject = z.record(z.string(), jsonValue);

/**
 * A whole number from a query string. Out-of-range or unreadable values become the fallback, as clients of the public contract rely on.
 */
export function lenientInteger(bounds: { min: number; max: number; fallback: number }) {
  return z
    .union([z.number(), z.string()])
    .optional()
    .transform((raw) => {
      const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
      const usable = typeof value === 'number' && Number.isInteger(value) && value >= bounds.min && value <= bounds.max;
      return usable ? value : bounds.fallback;
    })
    .meta({ wire: { type: 'integer', minimum: bounds.min, maximum: bounds.max, default: bounds.fallback } });
}

/** A whole number from a query string that is refused when it is out of range. */
export function strictInteger(bounds: { min: number; max: number; fallback: number }) {
  const message = `must be a whole number from ${bounds.min} to ${bounds.max}`;
  return z
    .union([z.number(), z.string()])
    .optional()
    .transform((raw, ctx) => {
      if (raw === undefined || raw === '') return bounds.fallback;
      const value = Number(raw);
      if (Number.isInteger(value) && value >= bounds.min && value <= bounds.max) return value;
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .meta({ wire: { type: 'integer', minimum: bounds.min, maximum: bounds.max, default: bounds.fallback } });
}

/** A yes/no from a query string: `true`, `1` and `yes` mean yes; absent means no. */
export const queryFlag = z
  .union([z.boolean(), z.string()])
  .optional()
  .transform((raw) => raw === true || raw === 'true' || raw === '1' || raw === 'yes')
  .meta({ wire: { type: 'boolean', default: false } });

import { z } from 'zod';
import type { ConsoleServices } from './page-contract.ts';

type PageNotes = NonNullable<Awaited<ReturnType<ConsoleServices['championNotes']>>>;

/** What a mixture of models says of how it was found; a single model says none of it. */
const mixtureNotes = z.object({
  mix: z.object({
    weights: z.record(z.string(), z.number()),
    trendExponent: z.number(),
    trendDays: z.number(),
    recencyHalfLifeDays: z.number().nullable(),
  }),
  singles: z.record(z.string(), z.number()).default({}),
  leftOut: z.record(z.string(), z.string()).default({}),
  validation: z.object({ users: z.number(), ndcg: z.number() }).nullable().default(null),
  tried: z.number().nullable().default(null),
  path: z.array(z.string()).default([]),
});

/** What the console shows of the model that answers: what it is made of, best first, and what was left out and why. Null for what is no mixture. */
export function describeMixture(version: string, notes: Readonly<Record<string, unknown>>): PageNotes | null {
  const read = mixtureNotes.safeParse(notes);
  if (!read.success) return null;
  const { mix, singles, leftOut, validation, tried, path } = read.data;
  const parts = [...new Set([...Object.keys(mix.weights), ...Object.keys(singles)])]
    .map((name) => ({ name, weight: mix.weights[name] ?? 0, alone: singles[name] ?? null }))
    .toSorted(
      (left, right) => Math.abs(right.weight) - Math.abs(left.weight) || (right.alone ?? 0) - (left.alone ?? 0),
    );
  return {
    version,
    parts,
    leftOut: Object.entries(leftOut).map(([name, reason]) => ({ name, reason })),
    trend: mix.trendExponent === 0 ? null : { days: mix.trendDays, exponent: mix.trendExponent },
    recencyHalfLifeDays: mix.recencyHalfLifeDays,
    judged: validation === null ? null : { people: validation.users, ndcg: validation.ndcg },
    tried,
    path,
  };
}

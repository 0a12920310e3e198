import { z } from 'zod';

/** Answer of `GET /health`: the process is up. */
export const healthAnswer = z.object({ status: z.enum(['ok', 'degraded']) }).meta({ id: 'Health' });

/** Answer of `GET /readyz`: what the process needs, each with a sentence. */
export const readinessAnswer = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string().optional() })),
  })
  .meta({ id: 'Readiness' });

/** Answer of `GET /version`. */
export const versionAnswer = z
  .object({ version: z.string(), git_commit: z.string(), build_time: z.string(), model_version: z.string() })
  .meta({ id: 'Version' });

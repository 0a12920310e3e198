import { z } from 'zod';

/** Error body of `/api`, media type `application/problem+json`. */
export const problem = z
  .object({
    type: z.string().meta({ description: 'Address of the documentation of this code.' }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'A code of the error catalogue, `area.condition`.' }),
    request_id: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

/** Error body of `/api`. */
export type Problem = z.output<typeof problem>;

/** Error body of `/v1`, as clients of the public contract expect it. */
export const recsysError = z
  .object({
    error: z.string().meta({ description: 'Code.' }),
    message: z.string(),
    details: z.looseObject({}).optional(),
    correlation_id: z.string().optional().meta({ description: 'The request id.' }),
    timestamp: z.string(),
  })
  .meta({ id: 'RecsysError' });

/** Error body of `/v1`. */
export type RecsysError = z.output<typeof recsysError>;

import { paths } from '../routes/paths.ts';
import type { RouteDefinition } from '../routes/route.ts';
import { healthAnswer, readinessAnswer, versionAnswer } from './ops.ts';

const open = { area: 'ops', access: 'open', status: 200 } as const;

/** Operations for whoever runs the service. `/metrics` and `/openapi.json` are not JSON operations of the table. */
export const opsRoutes = {
  health: {
    ...open,
    ...paths.health,
    name: 'health',
    summary: 'Whether the process is up',
    answer: healthAnswer,
    errors: ['service.internal'],
  },
  readiness: {
    ...open,
    ...paths.readiness,
    name: 'readiness',
    summary: 'Whether the process can serve',
    answer: readinessAnswer,
    errors: ['service.unavailable'],
  },
  version: {
    ...open,
    ...paths.version,
    name: 'version',
    summary: 'Which build and model answer',
    answer: versionAnswer,
    errors: ['service.internal'],
  },
} as const satisfies Record<string, RouteDefinition>;

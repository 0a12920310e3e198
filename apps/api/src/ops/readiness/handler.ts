import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';

/** `GET /readyz` */
export const readiness = defineOperation({
  route: routes.readiness,
  async run(_input, { services }) {
    const checks = await services.readiness();
    const missing = checks.filter((check) => !check.ok);
    if (missing.length === 0) return success({ status: 'ready' as const, checks: [...checks] });
    return failure('service.unavailable', {
      message: `Not ready: ${missing.map((check) => `${check.name} (${check.detail ?? 'no answer'})`).join(', ')}.`,
      details: { checks },
      headers: { 'retry-after': '2' },
    });
  },
});

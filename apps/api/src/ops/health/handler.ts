import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';

/** `GET /health`: touches nothing, so that a slow database does not get the process killed. */
export const health = defineOperation({
  route: routes.health,
  run: async () => success({ status: 'ok' as const }),
});

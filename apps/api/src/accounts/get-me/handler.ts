import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { callerOf, wireMe } from '../wire-account.ts';

/** `GET /api/me` */
export const getMe = defineOperation({
  route: routes.getMe,
  async run(_input, context) {
    return success(await wireMe(context.services, callerOf(context)));
  },
});

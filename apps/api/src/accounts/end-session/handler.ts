import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { callerOf } from '../wire-account.ts';

/** `DELETE /api/me/sessions/{id}` */
export const endSession = defineOperation({
  route: routes.endSession,
  async run({ params }, context) {
    const ended = await context.services.shop.accounts.endSession(callerOf(context).id, params.id);
    return ended ? success({ status: 'done' }) : failure('accounts.session_not_found');
  },
});

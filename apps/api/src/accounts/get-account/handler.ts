import { may, routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { callerOf, wireUser } from '../wire-account.ts';

/** `GET /api/users/{id}` */
export const getAccount = defineOperation({
  route: routes.getAccount,
  async run({ params }, context) {
    const caller = callerOf(context);
    // Whoever may not read accounts must not learn which there are.
    const allowed = params.id === caller.id || may(caller.role, 'users.read');
    const user = allowed ? await context.services.shop.accounts.getUser(params.id) : null;
    return user === null ? failure('accounts.not_found') : success(wireUser(user));
  },
});

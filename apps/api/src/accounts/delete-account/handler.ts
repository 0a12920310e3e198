import { may, routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { callerOf } from '../wire-account.ts';

/** `DELETE /api/users/{id}` */
export const deleteAccount = defineOperation({
  route: routes.deleteAccount,
  async run({ params }, context) {
    const caller = callerOf(context);
    const { accounts, customers } = context.services.shop;
    const allowed = params.id === caller.id || may(caller.role, 'users.write');
    const user = allowed ? await accounts.getUser(params.id) : null;
    if (user === null) return failure('accounts.not_found');
    if (user.customerId === null || user.role !== 'customer') return failure('accounts.customer_required');
    await customers.erase(user.customerId);
    return success({ status: 'done' });
  },
});

import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { callerOf } from '../wire-account.ts';

/** `GET /api/me/export` */
export const exportMe = defineOperation({
  route: routes.exportMe,
  async run(_input, context) {
    const { customerId } = callerOf(context);
    const kept = customerId === null ? null : await context.services.shop.customers.everything(customerId);
    return typeof kept === 'object' && kept !== null
      ? success(kept as Record<string, unknown>)
      : failure('accounts.customer_required');
  },
});

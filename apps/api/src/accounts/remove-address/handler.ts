import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { refusalOf } from '../refusal.ts';
import { callerOf, wireAddresses } from '../wire-account.ts';

/** `DELETE /api/me/addresses/{id}` */
export const removeAddress = defineOperation({
  route: routes.removeAddress,
  async run({ params }, context) {
    const customerId = callerOf(context).customerId ?? '';
    const { customers } = context.services.shop;
    const removed = await customers.removeAddress(customerId, params.id);
    return removed.ok ? success(wireAddresses(await customers.listAddresses(customerId))) : refusalOf(removed.error);
  },
});

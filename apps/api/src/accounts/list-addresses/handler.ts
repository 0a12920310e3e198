import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { callerOf, wireAddresses } from '../wire-account.ts';

/** `GET /api/me/addresses` */
export const listAddresses = defineOperation({
  route: routes.listAddresses,
  async run(_input, context) {
    const { customerId } = callerOf(context);
    return success(wireAddresses(await context.services.shop.customers.listAddresses(customerId ?? '')));
  },
});

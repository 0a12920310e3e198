import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { refusalOf } from '../refusal.ts';
import { addressOf, callerOf, wireAddresses } from '../wire-account.ts';

/** `POST /api/me/addresses` */
export const addAddress = defineOperation({
  route: routes.addAddress,
  async run({ body }, context) {
    const { customerId } = callerOf(context);
    if (customerId === null) return failure('accounts.customer_required');
    const saved = await context.services.shop.customers.addAddress(customerId, addressOf(body));
    return saved.ok ? success(wireAddresses(saved.value)) : refusalOf(saved.error);
  },
});

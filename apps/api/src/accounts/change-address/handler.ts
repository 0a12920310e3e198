import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { refusalOf } from '../refusal.ts';
import { addressOf, callerOf, wireAddresses } from '../wire-account.ts';

/** `PUT /api/me/addresses/{id}` */
export const changeAddress = defineOperation({
  route: routes.changeAddress,
  async run({ params, body }, context) {
    const { customerId } = callerOf(context);
    const saved = await context.services.shop.customers.changeAddress(customerId ?? '', params.id, addressOf(body));
    return saved.ok ? success(wireAddresses(saved.value)) : refusalOf(saved.error);
  },
});

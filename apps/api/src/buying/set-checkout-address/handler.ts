import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';
import { checkoutRefused } from '../refusals.ts';
import { wireCheckout } from '../wire-buying.ts';

/** `POST /api/checkout/address` */
export const setCheckoutAddress = defineOperation({
  route: routes.setCheckoutAddress,
  async run({ body }, context) {
    const { shop, owner } = buyerOf(context);
    const set = await shop.checkout.setAddress(owner, body);
    return set.ok ? success(wireCheckout(set.value, shop.payments.providers)) : checkoutRefused(set.error);
  },
});

import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';
import { checkoutRefused } from '../refusals.ts';
import { wireCheckout } from '../wire-buying.ts';

/** `POST /api/checkout/payment` */
export const setCheckoutPayment = defineOperation({
  route: routes.setCheckoutPayment,
  async run({ body }, context) {
    const { shop, owner } = buyerOf(context);
    const set = await shop.checkout.setPayment(owner, body.code);
    return set.ok ? success(wireCheckout(set.value, shop.payments.providers)) : checkoutRefused(set.error);
  },
});

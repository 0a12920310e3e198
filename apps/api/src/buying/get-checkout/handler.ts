import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';
import { wireCheckout } from '../wire-buying.ts';

/** `GET /api/checkout` */
export const getCheckout = defineOperation({
  route: routes.getCheckout,
  async run(_input, context) {
    const { shop, owner } = buyerOf(context);
    const checkout = await shop.checkout.get(owner);
    return checkout === null ? failure('checkout.empty') : success(wireCheckout(checkout, shop.payments.providers));
  },
});

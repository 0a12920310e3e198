import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';
import { wireCart } from '../wire-buying.ts';

/** `DELETE /api/cart` */
export const clearCart = defineOperation({
  route: routes.clearCart,
  async run(_input, context) {
    const { shop, owner } = buyerOf(context);
    return success(wireCart(await shop.cart.clear(owner)));
  },
});

import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';
import { wireCart } from '../wire-buying.ts';

/** `DELETE /api/cart/lines/{sku_id}` */
export const removeCartLine = defineOperation({
  route: routes.removeCartLine,
  async run({ params }, context) {
    const { shop, owner } = buyerOf(context);
    return success(wireCart(await shop.cart.remove(owner, params.sku_id)));
  },
});

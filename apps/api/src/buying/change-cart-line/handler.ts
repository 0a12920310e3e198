import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';
import { cartRefused } from '../refusals.ts';
import { wireCart } from '../wire-buying.ts';

/** `PATCH /api/cart/lines/{sku_id}` */
export const changeCartLine = defineOperation({
  route: routes.changeCartLine,
  async run({ params, body }, context) {
    const { shop, owner, trace } = buyerOf(context);
    const cause = { surface: 'cart', recommended: false };
    const put = await shop.cart.change(owner, { skuId: params.sku_id, quantity: body.quantity, trace, cause });
    if (!put.ok) return cartRefused(put.error);
    return success(wireCart(put.value.cart, put.value.limited?.left ?? null));
  },
});

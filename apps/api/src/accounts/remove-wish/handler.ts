import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wishOwnerOf } from '../wire-account.ts';

/** `DELETE /api/me/wishlist/{product_id}` */
export const removeWish = defineOperation({
  route: routes.removeWish,
  async run({ params }, context) {
    const { wishlist } = context.services.shop;
    const owner = wishOwnerOf(context);
    await wishlist.remove(owner, params.product_id);
    return success({ items: [...(await wishlist.list(owner))] });
  },
});

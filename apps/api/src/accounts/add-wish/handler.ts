import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wishOwnerOf } from '../wire-account.ts';

/** `PUT /api/me/wishlist/{product_id}` */
export const addWish = defineOperation({
  route: routes.addWish,
  async run({ params }, context) {
    const { wishlist } = context.services.shop;
    const owner = wishOwnerOf(context);
    const added = await wishlist.add(owner, params.product_id);
    return added.ok ? success({ items: [...(await wishlist.list(owner))] }) : failure('catalog.product_not_found');
  },
});

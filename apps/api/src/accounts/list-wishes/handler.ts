import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wishOwnerOf } from '../wire-account.ts';

/** `GET /api/me/wishlist` */
export const listWishes = defineOperation({
  route: routes.listWishes,
  async run(_input, context) {
    return success({ items: [...(await context.services.shop.wishlist.list(wishOwnerOf(context)))] });
  },
});

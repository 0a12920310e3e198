import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf, orderOf } from '../buyer.ts';
import { wireOrder } from '../wire-buying.ts';

/** `POST /api/orders/{number}/cancel` */
export const cancelOrder = defineOperation({
  route: routes.cancelOrder,
  async run({ params, query }, context) {
    const before = await orderOf(context, params.number, query.token);
    if (before === null) return failure('orders.not_found');
    // Asked again after it was done, it is as it was wanted.
    if (before.status === 'cancelled') return success(wireOrder(before));
    const cancelled = await buyerOf(context).shop.orders.cancelByBuyer(before.id);
    if (!cancelled.ok) return failure(cancelled.error.code);
    return success(wireOrder((await orderOf(context, params.number, query.token)) ?? before));
  },
});

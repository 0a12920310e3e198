import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { orderOf } from '../buyer.ts';
import { wireOrder } from '../wire-buying.ts';

/** `GET /api/orders/{number}` */
export const getOrder = defineOperation({
  route: routes.getOrder,
  async run({ params, query }, context) {
    const order = await orderOf(context, params.number, query.token);
    return order === null ? failure('orders.not_found') : success(wireOrder(order));
  },
});

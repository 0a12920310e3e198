import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';
import { wireOrder } from '../wire-buying.ts';

/** `GET /api/orders` */
export const listOrders = defineOperation({
  route: routes.listOrders,
  async run(_input, context) {
    const { shop, customerId } = buyerOf(context);
    const orders = customerId === null ? [] : await shop.orders.listForCustomer(customerId);
    return success({ orders: orders.map(wireOrder) });
  },
});

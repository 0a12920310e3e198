import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf, orderOf } from '../buyer.ts';
import { paymentRefused } from '../refusals.ts';

/** `POST /api/orders/{number}/payment` */
export const payOrder = defineOperation({
  route: routes.payOrder,
  async run({ params, query, body }, context) {
    const order = await orderOf(context, params.number, query.token);
    if (order === null) return failure('orders.not_found');
    const { payments } = buyerOf(context).shop;
    const { answer, form = {} } = body;
    const paid =
      answer === undefined
        ? await payments.pay(order.id, form)
        : await (answer === 'check' ? payments.check(order.id) : payments.confirm(order.id, answer));
    if (!paid.ok) return paymentRefused(paid.error);
    return success({ state: paid.value.state, waits_for: paid.value.state === 'waiting' ? paid.value.for : null });
  },
});

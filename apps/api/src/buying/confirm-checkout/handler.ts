import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';

/** `POST /api/checkout/confirm` */
export const confirmCheckout = defineOperation({
  route: routes.confirmCheckout,
  async run({ body }, context) {
    const { shop, owner, trace } = buyerOf(context);
    const made = await shop.checkout.confirm(owner, {
      checkoutId: body.checkout_id,
      seen: body.seen,
      trace,
      requestKey: context.idempotencyKey,
    });
    if (made.ok) {
      const { orderId, orderNumber, token, replayed } = made.value;
      return success({ order_id: orderId, number: orderNumber, token, replayed });
    }
    const { error } = made;
    if (error.code === 'checkout.incomplete')
      return failure(error.code, { faults: [{ path: [error.step], message: 'is still open' }] });
    if (error.code !== 'checkout.changed') return failure(error.code);
    return failure(error.code, {
      faults: error.changes.map((change) => ({
        path: 'skuId' in change ? ['lines', change.skuId] : ['delivery'],
        message:
          change.kind === 'price'
            ? `costs ${change.toMinor} instead of ${change.fromMinor}`
            : `changed: ${change.kind}`,
      })),
    });
  },
});

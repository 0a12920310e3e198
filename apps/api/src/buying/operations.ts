import { addCartLine } from './add-cart-line/handler.ts';
import { cancelOrder } from './cancel-order/handler.ts';
import { changeCartLine } from './change-cart-line/handler.ts';
import { clearCart } from './clear-cart/handler.ts';
import { confirmCheckout } from './confirm-checkout/handler.ts';
import { getCart } from './get-cart/handler.ts';
import { getCheckout } from './get-checkout/handler.ts';
import { getOrder } from './get-order/handler.ts';
import { listOrders } from './list-orders/handler.ts';
import { payOrder } from './pay-order/handler.ts';
import { removeCartLine } from './remove-cart-line/handler.ts';
import { setCheckoutAddress } from './set-checkout-address/handler.ts';
import { setCheckoutDelivery } from './set-checkout-delivery/handler.ts';
import { setCheckoutPayment } from './set-checkout-payment/handler.ts';

/** The operations of buying. */
export const buyingOperations = [
  addCartLine,
  cancelOrder,
  changeCartLine,
  clearCart,
  confirmCheckout,
  getCart,
  getCheckout,
  getOrder,
  listOrders,
  payOrder,
  removeCartLine,
  setCheckoutAddress,
  setCheckoutDelivery,
  setCheckoutPayment,
];

import type { BuyCause, Cart, CartFailure, ChangedCart } from '@vitrine/shop/cart';
import type {
  Checkout,
  CheckoutFailure,
  ConfirmedOrder,
  ConfirmFailure,
  FieldFault,
  SeenChange,
  TypedAddress,
} from '@vitrine/shop/checkout';
import type { OrderAddress, OrderView } from '@vitrine/shop/orders';
import type { OpenPayment, PaymentFailure, PaymentFault, PaymentResult } from '@vitrine/shop/payments';

export type {
  BuyCause,
  Cart,
  Checkout,
  FieldFault,
  OpenPayment,
  OrderAddress,
  OrderView,
  PaymentFault,
  SeenChange,
  TypedAddress,
};

type Outcome<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** What one press of an "add" button asks for: a SKU, or a product of which one SKU is meant, or one by its options. */
export interface AddRequest {
  skuId?: string | undefined;
  productId?: string | undefined;
  options?: Readonly<Record<string, string>> | undefined;
  quantity: number;
  cause: BuyCause | null;
  formKey: string | null;
}

/** What was put in. */
export interface Added {
  name: string;
  slug: string;
  quantity: number;
  /** How many there are, when that is less than was wanted. */
  left: number | null;
  cart: Cart;
}

export type AddFailure =
  | CartFailure
  /** There are several: the product's page asks which. */
  | { readonly code: 'cart.choose_sku'; readonly slug: string };

/** Buying, bound to the visitor of the request: their basket, their checkout, their orders. */
export interface BuyServices {
  cart: {
    get(): Promise<Cart>;
    count(): Promise<number>;
    add(request: AddRequest): Promise<Outcome<Added, AddFailure>>;
    change(skuId: string, quantity: number): Promise<Outcome<ChangedCart, CartFailure>>;
    remove(skuId: string): Promise<Cart>;
    clear(): Promise<Cart>;
    acceptPrices(): Promise<void>;
  };
  checkout: {
    get(): Promise<Checkout | null>;
    /** The visitor's own addresses and e-mail; empty for guests. */
    known(): Promise<{ email: string | null; addresses: readonly OrderAddress[] }>;
    /** How an order can travel, the usual way first. */
    ways(): Promise<Checkout['methods']>;
    countries: readonly string[];
    /** Codes of those who take money here. */
    providers: readonly string[];
    setAddress(typed: TypedAddress): Promise<Outcome<Checkout, CheckoutFailure>>;
    setDelivery(method: string): Promise<Outcome<Checkout, CheckoutFailure>>;
    setPayment(provider: string): Promise<Outcome<Checkout, CheckoutFailure>>;
    confirm(input: { checkoutId?: string; seen?: string }): Promise<Outcome<ConfirmedOrder, ConfirmFailure>>;
  };
  orders: {
    /** An account's orders, and those whose tokens this browser holds; newest first. */
    list(tokens: readonly string[]): Promise<readonly OrderView[]>;
    /** One of those; null when it is somebody else's or none. */
    open(number: number, tokens: readonly string[]): Promise<OrderView | null>;
    openByToken(token: string): Promise<OrderView | null>;
    cancel(orderId: string): Promise<boolean>;
    /** What the order waits for; null when it waits for no payment. */
    payment(orderId: string): Promise<OpenPayment | null>;
    pay(orderId: string, form: Readonly<Record<string, string>>): Promise<Outcome<PaymentResult, PaymentFailure>>;
    confirmPayment(orderId: string, answer: 'yes' | 'no'): Promise<Outcome<PaymentResult, PaymentFailure>>;
    checkPayment(orderId: string): Promise<Outcome<PaymentResult, PaymentFailure>>;
    /** Puts an order's lines into the basket again; how many came and how many could not. */
    buyAgain(order: OrderView): Promise<{ added: number; missing: number }>;
  };
  /** A word that makes one form's press one press. */
  newKey(): string;
  isGuest: boolean;
}

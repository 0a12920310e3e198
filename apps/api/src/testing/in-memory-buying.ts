import type { ShopReads } from '../services.ts';

const nothing = {
  goodsMinor: 0,
  discountMinor: 0,
  deliveryMinor: 0,
  includedTaxMinor: 0,
  totalMinor: 0,
  toFreeDeliveryMinor: null,
};
const empty = { id: null, lines: [], itemCount: 0, goodsMinor: 0, currency: 'EUR', costs: nothing, orderable: false };
const changed = { ok: true, value: { cart: empty, limited: null } } as const;
const nothingToBuy = { ok: false, error: { code: 'checkout.empty' } } as const;
const notDue = { ok: false, error: { code: 'payments.not_due' } } as const;

/** Buying where nothing was ever put in. */
export function inMemoryBuying(): Pick<ShopReads, 'cart' | 'checkout' | 'orders' | 'payments'> {
  return {
    cart: {
      get: async () => empty,
      count: async () => 0,
      add: async () => changed,
      change: async () => changed,
      remove: async () => empty,
      clear: async () => empty,
      acceptPrices: async () => undefined,
      merge: async () => 0,
      handOver: async () => 0,
    },
    checkout: {
      get: async () => null,
      listWays: async () => [],
      knownAddresses: async () => [],
      setAddress: async () => nothingToBuy,
      setDelivery: async () => nothingToBuy,
      setPayment: async () => nothingToBuy,
      confirm: async () => nothingToBuy,
    },
    orders: {
      getByToken: async () => null,
      getOfCustomer: async () => null,
      cancelByBuyer: async () => ({ ok: false, error: { code: 'orders.not_cancellable' } }),
      listForCustomer: async () => [],
    },
    payments: { providers: ['mock'], pay: async () => notDue, confirm: async () => notDue, check: async () => notDue },
  };
}

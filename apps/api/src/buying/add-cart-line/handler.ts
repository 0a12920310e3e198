import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { type CallContext, defineOperation } from '../../dispatch/operation.ts';
import { buyerOf } from '../buyer.ts';
import { cartRefused } from '../refusals.ts';
import { wireCart } from '../wire-buying.ts';

interface Wanted {
  readonly sku_id?: string | undefined;
  readonly product_id?: string | undefined;
  readonly options?: Readonly<Record<string, string>> | undefined;
}

/** The SKU that is meant: named, or the only one, or the one with these options. */
async function skuOf({ services }: CallContext, wanted: Wanted) {
  if (wanted.sku_id !== undefined) return success(wanted.sku_id);
  const product = await services.shop.catalog.getProductById(wanted.product_id ?? '');
  const asked = Object.entries(wanted.options ?? {});
  const fit = product?.skus.filter((sku) => asked.every(([name, value]) => sku.options[name] === value)) ?? [];
  const [only] = fit;
  if (only === undefined) return failure('cart.sku_unavailable');
  return fit.length === 1 ? success(only.id) : failure('cart.choose_sku');
}

/** `POST /api/cart/lines` */
export const addCartLine = defineOperation({
  route: routes.addCartLine,
  async run({ body }, context) {
    const { shop, owner, trace } = buyerOf(context);
    const sku = await skuOf(context, body);
    if (!sku.ok) return sku;
    const { cause: said, quantity } = body;
    const cause =
      said === undefined
        ? null
        : {
            surface: said.surface,
            widget: said.widget ?? null,
            requestId: said.request_id ?? null,
            rank: said.rank ?? null,
            recommended: said.request_id !== undefined,
          };
    const requestKey = context.idempotencyKey ?? null;
    const put = await shop.cart.add(owner, { skuId: sku.value, quantity, cause, trace, requestKey });
    if (!put.ok) return cartRefused(put.error);
    return success(wireCart(put.value.cart, put.value.limited?.left ?? null));
  },
});

import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { updateArchived, updatePrice } from './edit-catalog.store.ts';
import { isProductId as isUuid } from './product-cards.store.ts';

/** Why the catalog was not changed. */
export type CatalogEditFailure =
  | { readonly code: 'catalog.not_found' }
  | { readonly code: 'catalog.invalid_price'; readonly message: string };

function isMoney(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** Archives or restores a product; doing it twice changes nothing. */
export async function archiveProduct(
  context: ShopContext,
  productId: string,
  archived: boolean,
): Promise<Outcome<{ changed: boolean }, CatalogEditFailure>> {
  const changed = isUuid(productId) ? await updateArchived(context, productId, archived) : null;
  return changed === null ? failure({ code: 'catalog.not_found' }) : success({ changed });
}

/** Changes the price of a SKU in the context's currency. */
export async function changePrice(
  context: ShopContext,
  skuId: string,
  price: { amountMinor: number; compareAtMinor?: number | null },
): Promise<Outcome<{ changed: boolean }, CatalogEditFailure>> {
  const compareAt = price.compareAtMinor ?? null;
  if (!isMoney(price.amountMinor) || (compareAt !== null && !(isMoney(compareAt) && compareAt > price.amountMinor))) {
    return failure({
      code: 'catalog.invalid_price',
      message: 'Send whole minor units, not negative, and a compare-at price above the price or none.',
    });
  }
  const changed = isUuid(skuId)
    ? await updatePrice(context, skuId, { amountMinor: price.amountMinor, compareAtMinor: compareAt })
    : null;
  return changed === null ? failure({ code: 'catalog.not_found' }) : success({ changed });
}

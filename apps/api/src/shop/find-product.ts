import type { ProductPage } from '@vitrine/shop/catalog';
import { failure, type Outcome, success } from '../dispatch/failure.ts';
import type { CallContext } from '../dispatch/operation.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The product an address names, by id or by slug. */
export async function findProduct(context: CallContext, idOrSlug: string): Promise<Outcome<ProductPage>> {
  const { catalog } = context.services.shop;
  const page = uuid.test(idOrSlug) ? await catalog.getProductById(idOrSlug) : await catalog.getProductBySlug(idOrSlug);
  return page === null ? failure('catalog.product_not_found') : success(page);
}

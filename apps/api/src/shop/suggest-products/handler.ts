import { routes } from '@vitrine/contracts';
import { isPriced } from '@vitrine/shop/catalog';
import type { SuggestedShelf } from '@vitrine/shop/search';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';

const wireShelf = ({ slug, name, count }: SuggestedShelf) => ({ slug, name, products: count });

/** `GET /api/products/suggestions` */
export const suggestProducts = defineOperation({
  route: routes.suggestProducts,
  isShared: true,
  async run({ query }, { services }) {
    const { products, categories, brands, phrases } = await services.shop.search.suggest(
      query.q,
      query.limit,
      query.locale,
    );
    return success({
      products: products.map(({ id, slug, name, imageUrl, priceMinor, currency }) => ({
        id,
        slug,
        name,
        image_url: imageUrl,
        price_minor: priceMinor,
        price_known: isPriced(priceMinor),
        currency,
      })),
      categories: categories.map(wireShelf),
      brands: brands.map(wireShelf),
      phrases: [...phrases],
    });
  },
});

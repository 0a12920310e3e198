import type { CategoryWire, ProductCardWire, ProductPageWire, ReviewWire } from '@vitrine/contracts';
import { isPriced } from '@vitrine/shop/catalog';
import type { CategoryNode, ProductCard, ProductPage, ProductReview } from '@vitrine/shop/catalog';

/** A product card in the names of the wire. */
export function wireCard(card: ProductCard): ProductCardWire {
  return {
    id: card.id,
    slug: card.slug,
    name: card.name,
    brand: card.brand,
    category: card.category,
    price_minor: card.priceMinor,
    price_known: isPriced(card.priceMinor),
    compare_at_minor: card.compareAtMinor,
    currency: card.currency,
    rating_average: card.ratingAverage,
    rating_count: card.ratingCount,
    available: card.available,
    stock_left: card.stockLeft,
    images: card.images.map((image) => ({ ...image })),
  };
}

/** A review in the names of the wire. */
export function wireReview(review: ProductReview): ReviewWire {
  return {
    id: review.id,
    rating: review.rating,
    title: review.title,
    body: review.body,
    author: review.author,
    created_at: review.createdAt.toISOString(),
    verified: review.verified,
  };
}

/** A product page in the names of the wire. */
export function wirePage(page: ProductPage): ProductPageWire {
  return {
    ...wireCard(page),
    description: page.description,
    breadcrumbs: [...page.breadcrumbs],
    skus: page.skus.map((sku) => ({
      id: sku.id,
      sku: sku.sku,
      options: { ...sku.options },
      price_minor: sku.priceMinor,
      price_known: isPriced(sku.priceMinor),
      stock: sku.stock,
      available: sku.available,
    })),
    specs: [...page.specs],
    tags: [...page.tags],
    first_available: page.firstAvailable.toISOString(),
    reviews: {
      average: page.reviews.average,
      count: page.reviews.count,
      histogram: [...page.reviews.histogram],
      latest: page.reviews.latest.map(wireReview),
    },
  };
}

/** A category and everything below it in the names of the wire. */
export function wireCategory(node: CategoryNode): CategoryWire {
  return { slug: node.slug, name: node.name, products: node.productCount, children: node.children.map(wireCategory) };
}

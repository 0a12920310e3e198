import type { ProductReview } from '@vitrine/shop/catalog';
import { isPriced } from '../../design/present-card.ts';
import { pageText } from '../../language/index.ts';
import type { ProductPage } from '../../services.ts';
import type { PageAddress } from '../meta/page-meta.ts';
import { canonicalOf } from '../meta/page-meta.ts';

/** Reviews that are named one by one. */
const NAMED = 3;

/** schema.org facts of a product and its trail, for search engines. */
export function productFacts(product: ProductPage, address: PageAddress): Record<string, unknown>[] {
  const { origin, locale } = address;
  const text = pageText(locale);
  const url = canonicalOf(address);
  const rated = product.ratingAverage !== null && product.ratingCount > 0;
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: product.name,
      url,
      description: product.description.slice(0, 500),
      image: product.images.map((image) => new URL(image.url, origin).href),
      sku: product.skus[0]?.sku,
      category: product.category.name,
      ...(product.color ? { color: product.color } : {}),
      ...(product.brand ? { brand: { '@type': 'Brand', name: product.brand.name } } : {}),
      // Without a price there is nothing on offer.
      ...(isPriced(product.priceMinor) ? { offers: offerOf(product, address) } : {}),
      ...(rated
        ? {
            aggregateRating: {
              '@type': 'AggregateRating',
              ratingValue: product.ratingAverage,
              reviewCount: product.ratingCount,
            },
            review: product.reviews.latest.slice(0, NAMED).map(reviewFact),
          }
        : {}),
    },
    {
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: product.breadcrumbs.map((crumb, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: crumb.name,
        item: origin + text.to(`/categories/${crumb.slug}`),
      })),
    },
  ];
}

function offerOf(product: ProductPage, address: PageAddress): Record<string, unknown> {
  const text = pageText(address.locale);
  return {
    '@type': 'Offer',
    url: canonicalOf(address),
    price: majorUnits(product.priceMinor, text.minorPerMajor(product.currency)),
    priceCurrency: product.currency,
    availability: `https://schema.org/${product.available ? 'InStock' : 'OutOfStock'}`,
    itemCondition: 'https://schema.org/NewCondition',
  };
}

/** A decimal number with the digits of its currency, as text. */
function majorUnits(minor: number, minorPerMajor: number): string {
  return (minor / minorPerMajor).toFixed(Math.round(Math.log10(minorPerMajor)));
}

function reviewFact(review: ProductReview): Record<string, unknown> {
  return {
    '@type': 'Review',
    reviewRating: { '@type': 'Rating', ratingValue: review.rating, bestRating: 5 },
    author: { '@type': 'Person', name: review.author ?? 'Anonymous' },
    name: review.title,
    reviewBody: review.body.slice(0, 500),
    datePublished: review.createdAt.toISOString().slice(0, 10),
  };
}

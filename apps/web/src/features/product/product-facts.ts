import type { ProductPage } from '../../services.ts';

/** schema.org facts of a product and its trail, for search engines. */
export function productFacts(product: ProductPage, origin: string): Record<string, unknown>[] {
  const url = `${origin}/products/${product.slug}`;
  const absolute = (path: string) => new URL(path, origin).href;
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: product.name,
      description: product.description.slice(0, 500),
      image: product.images.map((image) => absolute(image.url)),
      sku: product.skus[0]?.sku,
      ...(product.brand ? { brand: { '@type': 'Brand', name: product.brand.name } } : {}),
      offers: {
        '@type': 'Offer',
        url,
        price: (product.priceMinor / 100).toFixed(2),
        priceCurrency: product.currency,
        availability: `https://schema.org/${product.available ? 'InStock' : 'OutOfStock'}`,
      },
      ...(product.ratingAverage !== null && product.ratingCount > 0
        ? {
            aggregateRating: {
              '@type': 'AggregateRating',
              ratingValue: product.ratingAverage,
              reviewCount: product.ratingCount,
            },
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
        item: `${origin}/categories/${crumb.slug}`,
      })),
    },
  ];
}

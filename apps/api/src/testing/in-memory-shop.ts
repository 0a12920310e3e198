import type { CategoryNode, ProductCard, ProductPage, ProductReview } from '@vitrine/shop/catalog';
import { inMemoryAccounts } from './in-memory-accounts.ts';
import type { ShopReads } from '../services.ts';
import { inMemorySearch } from './in-memory-search.ts';
import { inMemoryBuying } from './in-memory-buying.ts';
import { inMemoryCatalog } from './in-memory-catalog.ts';

/** A product with everything its page shows. */
function aProduct(n: number): ProductPage {
  return {
    id: `p-${n}`,
    slug: `kettle-${n}`,
    name: `Kettle ${n}`,
    brand: { slug: 'alder', name: 'Alder' },
    category: { slug: 'kettles', name: 'Kettles' },
    priceMinor: 4900 + n,
    compareAtMinor: null,
    currency: 'EUR',
    ratingAverage: 4.5,
    ratingCount: 2,
    available: true,
    stockLeft: null,
    images: [{ url: `/media/kettle-${n}.svg`, alt: 'A kettle', width: 640, height: 640, kind: 'drawing' }],
    tint: null,
    description: 'Boils water.',
    breadcrumbs: [{ slug: 'kitchen', name: 'Kitchen' }],
    skus: [
      {
        id: `s-${n}`,
        sku: `K-${n}`,
        options: { colour: 'Red' },
        priceMinor: 4900,
        compareAtMinor: null,
        stock: 3,
        available: true,
      },
    ],
    specs: [{ name: 'Volume', value: '1.7 l' }],
    tags: ['color:red'],
    color: null,
    firstAvailable: new Date('2026-01-01T00:00:00Z'),
    reviews: { average: 4.5, count: 2, histogram: [0, 0, 0, 1, 1], latest: [] },
  };
}

const aReview: ProductReview = {
  id: 'v-1',
  rating: 5,
  title: 'Hot',
  body: 'It boils.',
  author: 'Ada L.',
  verified: true,
  locale: 'en',
  createdAt: new Date('2026-02-01T00:00:00Z'),
};
const products = [aProduct(1), aProduct(2), aProduct(3)];
const tree: CategoryNode[] = [
  { id: 'c-1', slug: 'kettles', name: 'Kettles', description: '', productCount: 3, children: [] },
];

const spring = {
  slug: 'spring',
  name: 'Spring',
  description: '',
  startsAt: new Date('2026-03-01T00:00:00Z'),
  endsAt: null,
  productCount: 3,
};

/** A shop of three kettles. */
export function inMemoryShop(): ShopReads {
  const cards: readonly ProductCard[] = products;
  return {
    catalog: {
      getProductBySlug: async (slug) => products.find((product) => product.slug === slug) ?? null,
      getProductById: async (id) => products.find((product) => product.id === id) ?? null,
      getProductCards: async (ids) => ids.flatMap((id) => cards.find((card) => card.id === id) ?? []),
      listCategories: async () => tree,
      listBrands: async () => [{ slug: 'alder', name: 'Alder', productCount: 3 }],
      listCollections: async () => [spring],
      getCollection: async (slug) => (slug === spring.slug ? spring : null),
    },
    search: inMemorySearch(cards),
    reviews: {
      list: async (_productId, { page = 1, perPage = 10 } = {}) => ({
        average: 4.5,
        count: 2,
        histogram: [0, 0, 0, 1, 1],
        latest: [aReview],
        page,
        perPage,
      }),
    },
    ...inMemoryBuying(),
    catalogDesk: inMemoryCatalog(),
    ...inMemoryAccounts(),
  };
}

import type { RouteConfig } from '@react-router/dev/routes';
import { index, route } from '@react-router/dev/routes';

export default [
  index('routes/home.tsx'),
  route('products/:slug', 'routes/product.tsx'),
  route('categories/:slug', 'routes/category.tsx'),
  route('search', 'routes/search.tsx'),
  route('brands', 'routes/brands.tsx'),
  route('brands/:slug', 'routes/brand.tsx'),
  route('collections/:slug', 'routes/collection.tsx'),
  route('cart', 'routes/cart.tsx'),
  route('checkout', 'routes/checkout/start.ts'),
  route('checkout/address', 'routes/checkout/address.tsx'),
  route('checkout/delivery', 'routes/checkout/delivery.tsx'),
  route('checkout/payment', 'routes/checkout/payment.tsx'),
  route('checkout/review', 'routes/checkout/review.tsx'),
  route('checkout/done/:number', 'routes/checkout/done.tsx'),
  route('orders', 'routes/orders/list.tsx'),
  route('orders/:number', 'routes/orders/order.tsx'),
  route('orders/:number/pay', 'routes/orders/pay.tsx'),
  route('about', 'routes/about.tsx'),
  route('privacy', 'routes/privacy.tsx'),
  route('preferences', 'routes/preferences.ts'),
  route('admin', 'admin/layout.tsx', [
    index('admin/overview.tsx'),
    route('sign-in', 'admin/sign-in.tsx'),
    route('sign-out', 'admin/sign-out.ts'),
    route('events', 'admin/events.tsx'),
    route('models', 'admin/models.tsx'),
    route('why', 'admin/why.tsx'),
  ]),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;

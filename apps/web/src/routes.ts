import type { RouteConfig } from '@react-router/dev/routes';
import { index, route } from '@react-router/dev/routes';

export default [
  index('routes/home.tsx'),
  route('products/:slug', 'routes/product.tsx'),
  route('categories/:slug', 'routes/category.tsx'),
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

import type { RouteAnswer, Routes } from '@vitrine/contracts';
import type { ApiServices } from '../services.ts';

type Collection = NonNullable<Awaited<ReturnType<ApiServices['shop']['catalog']['getCollection']>>>;

/** A collection on the wire. */
export function wireCollection(collection: Collection): RouteAnswer<Routes['getCollection']> {
  const { slug, name, description, startsAt, endsAt, productCount } = collection;
  return {
    slug,
    name,
    description,
    starts_at: startsAt?.toISOString() ?? null,
    ends_at: endsAt?.toISOString() ?? null,
    products: productCount,
  };
}

import type { CategoryNode, ProductCard, ProductImage, ShopReads } from '../../services.ts';

/** A category and the little scene behind its door. */
export interface DoorView {
  href: string;
  name: string;
  count: number;
  images: readonly ProductImage[];
  tint: string | null;
}

const KEEP_MS = 5 * 60_000;
const THINGS = 3;
const remembered = new WeakMap<ShopReads, { untilMs: number; doors: Promise<readonly DoorView[]> }>();

/**
 * The doors of the home page. One question a category, so the answer is kept for five minutes per shop object; a failed
 * answer is forgotten at once.
 */
export function loadDoors(shop: ShopReads, nowIso: string): Promise<readonly DoorView[]> {
  const nowMs = Date.parse(nowIso);
  const known = remembered.get(shop);
  if (known && known.untilMs > nowMs) return known.doors;
  const doors = buildDoors(shop);
  remembered.set(shop, { untilMs: nowMs + KEEP_MS, doors });
  doors.catch(() => remembered.delete(shop));
  return doors;
}

async function buildDoors(shop: ShopReads): Promise<readonly DoorView[]> {
  const categories = behindOneDoor((await shop.listCategories()).filter((category) => category.productCount > 0));
  return Promise.all(
    categories.map(async (category) => {
      const listing = await shop.listCategoryProducts(category.slug, { page: 1, perPage: 24 });
      const chosen = pickScene((listing?.products ?? []).filter((product) => product.images[0]));
      return {
        href: `/categories/${category.slug}`,
        name: category.name,
        count: category.productCount,
        images: chosen.flatMap((product) => {
          const image = product.images[0];
          return image ? [{ ...image, alt: '' }] : [];
        }),
        tint: chosen[0]?.tint ?? null,
      };
    }),
  );
}

/** A catalog whose shelves all stand below one, as those of taxonomies do, opens on these, the fullest first: one door is no choice. */
export function behindOneDoor(categories: readonly CategoryNode[]): readonly CategoryNode[] {
  const [only] = categories;
  if (!only || categories.length > 1) return categories;
  const below = only.children.filter((category) => category.productCount > 0);
  if (below.length < 2) return categories;
  return below.toSorted((left, right) => right.productCount - left.productCount);
}

/** Things of different kinds make a scene: one a subcategory first, then whatever else is there. */
export function pickScene(products: readonly ProductCard[]): readonly ProductCard[] {
  const kinds = new Map<string, ProductCard>();
  for (const product of products) if (!kinds.has(product.category.slug)) kinds.set(product.category.slug, product);
  const rest = products.filter((product) => kinds.get(product.category.slug) !== product);
  return [...kinds.values(), ...rest].slice(0, THINGS);
}

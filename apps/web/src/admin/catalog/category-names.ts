import type { EditableCategory } from '@vitrine/shop/catalog-editor';

/** A category with its depth and its way down, for lists to choose from. */
export interface ListedCategory {
  id: string;
  name: string;
  path: string;
  depth: number;
}

/** The name of a shelf in a language, or in its own. */
export function nameOf(shelf: Pick<EditableCategory, 'texts' | 'baseLocale' | 'slug'>, locale = 'en'): string {
  return shelf.texts[locale]?.name ?? shelf.texts[shelf.baseLocale]?.name ?? shelf.slug;
}

/** Categories as a tree is read: each below its parent. */
export function inTreeOrder(
  categories: readonly EditableCategory[],
): (EditableCategory & { depth: number; path: string })[] {
  const below = (
    parentId: string | null,
    depth: number,
    way: string,
  ): (EditableCategory & { depth: number; path: string })[] =>
    categories
      .filter((category) => category.parentId === parentId)
      .flatMap((category) => {
        const path = way === '' ? nameOf(category) : `${way} › ${nameOf(category)}`;
        return [{ ...category, depth, path }, ...below(category.id, depth + 1, path)];
      });
  return below(null, 0, '');
}

/** Categories to choose from, in the order of the tree. */
export function listed(categories: readonly EditableCategory[]): ListedCategory[] {
  return inTreeOrder(categories).map(({ id, depth, path, ...category }) => ({
    id,
    depth,
    path,
    name: nameOf(category),
  }));
}

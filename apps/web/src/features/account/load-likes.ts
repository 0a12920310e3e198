import type { CategoryNode, WebServices } from '../../services.ts';

/** Something one may like, chosen or not. */
export interface LikeChoice {
  slug: string;
  name: string;
  chosen: boolean;
}

const enough = 8;
const most = 18;

/** What to ask about: the shelves of the house, and when those are few the ones below them, the fullest first. */
function shelves(tree: readonly CategoryNode[]): readonly CategoryNode[] {
  const roots = tree.filter((node) => node.productCount > 0);
  if (roots.length >= enough) return roots.slice(0, most);
  const below = roots.flatMap((node) => node.children.filter((child) => child.productCount > 0));
  return below.length < 3 ? roots : below.toSorted((a, b) => b.productCount - a.productCount).slice(0, most);
}

/** The choices, with what the visitor said before. */
export async function loadLikes(services: Pick<WebServices, 'shop' | 'account'>): Promise<LikeChoice[]> {
  const [tree, liked] = await Promise.all([services.shop.listCategories(), services.account.likes()]);
  const chosen = new Set(liked);
  return shelves(tree).map(({ slug, name }) => ({ slug, name, chosen: chosen.has(slug) }));
}

/** The choices for somebody who was never asked; null for everybody else, and in a shop too small to ask. */
export async function loadWelcome(services: Pick<WebServices, 'shop' | 'account'>): Promise<LikeChoice[] | null> {
  if ((await services.account.likes()) !== null) return null;
  const choices = await loadLikes(services);
  return choices.length < 3 ? null : choices;
}

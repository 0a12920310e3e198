import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { FacetNames } from './facets.ts';

/** Names change seldom and only label the counts; within so long a new name may not be seen. */
const namesStayMs = 3_000;

interface KeptNames {
  readonly untilMs: number;
  readonly names: Promise<FacetNames>;
}

type Handle = ShopContext['db'];

const keptNames = new WeakMap<Handle, Map<string, KeptNames>>();
const keptSlugs = new WeakMap<Handle, Map<number, string>>();

interface NamedCategory {
  readonly slug: string;
  readonly name: string;
  readonly parent: string | null;
}

function sistersOf(categories: readonly NamedCategory[]): FacetNames['categories'] {
  const sisters = new Map<string | null, NamedCategory[]>();
  for (const category of categories) {
    const known = sisters.get(category.parent);
    if (known === undefined) sisters.set(category.parent, [category]);
    else known.push(category);
  }
  return sisters;
}

/** The names behind the slugs of facets, categories in the order of their tree. */
export async function selectFacetNames(context: ShopContext): Promise<FacetNames> {
  const categories = await sql<NamedCategory>`
    select category.slug, coalesce(own.name, base.name) as name, parent.slug as parent
    from shop.category
    join shop.category_translation as base on base.category_id = category.id and base.locale = category.base_locale
    left join shop.category_translation as own on own.category_id = category.id and own.locale = ${context.locale}
    left join shop.category as parent on parent.id = category.parent_id
    order by category.position, name, category.slug`.execute(context.db);
  const brands = await sql<{ slug: string; name: string }>`select slug, name from shop.brand`.execute(context.db);
  const words = await sql<{ word: string; text: string }>`
    select word, text from shop.word_translation where locale = ${context.locale}`.execute(context.db);
  return {
    words: new Map(words.rows.map((row) => [row.word, row.text])),
    categories: sistersOf(categories.rows),
    categorySlugs: new Set(categories.rows.map(({ slug }) => slug)),
    brands: new Map(brands.rows.map((row) => [row.slug, row.name])),
  };
}

/** The same, asked once for all listings of the next seconds; asked again at once when a slug is counted that they do not name. */
export async function facetNames(
  context: ShopContext,
  counted: { readonly categories: Iterable<string>; readonly brands: Iterable<string> },
): Promise<FacetNames> {
  const byLocale = keptNames.get(context.db) ?? new Map<string, KeptNames>();
  keptNames.set(context.db, byLocale);
  const kept = byLocale.get(context.locale);
  if (kept !== undefined && kept.untilMs > performance.now()) {
    const names = await kept.names;
    const knowsAll =
      [...counted.categories].every((slug) => names.categorySlugs.has(slug)) &&
      [...counted.brands].every((slug) => names.brands.has(slug));
    if (knowsAll) return names;
  }
  const names = selectFacetNames(context);
  byLocale.set(context.locale, { untilMs: performance.now() + namesStayMs, names });
  names.catch(() => byLocale.delete(context.locale));
  return names;
}

/** The slugs behind the numbers that rows of lists hold. A number never changes its meaning, so each is read once. */
export async function slugsOfKeys(context: ShopContext, keys: Iterable<number>): Promise<ReadonlyMap<number, string>> {
  const known = keptSlugs.get(context.db) ?? new Map<number, string>();
  keptSlugs.set(context.db, known);
  const unknown = [...keys].filter((key) => !known.has(key));
  if (unknown.length > 0) {
    const { rows } = await sql<{ id: number; slug: string }>`
      select id, slug from shop.listing_key where id = any(${unknown}::integer[])`.execute(context.db);
    for (const { id, slug } of rows) known.set(id, slug);
  }
  return known;
}

/** Whether there is a category of this slug. */
export async function hasCategory(context: ShopContext, slug: string): Promise<boolean> {
  const { rows } = await sql`select from shop.category where slug = ${slug}`.execute(context.db);
  return rows.length > 0;
}

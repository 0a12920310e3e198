import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';

/** What the lines of a file name, by what they name it. */
export interface CsvLookups {
  readonly products: ReadonlyMap<string, string>;
  /** By lower-case name and by slug. */
  readonly brands: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly media: ReadonlyMap<string, string>;
}

/** Looks up everything a chunk of lines names, in four queries. */
export async function selectLookups(
  db: Kysely<ShopTables>,
  wanted: {
    slugs: readonly string[];
    brands: readonly string[];
    categories: readonly string[];
    media: readonly string[];
  },
): Promise<CsvLookups> {
  const pairs = (rows: { name: string; id: string }[]) => new Map(rows.map(({ name, id }) => [name, id]));
  type Row = { name: string; id: string };
  const brands = wanted.brands.map((name) => name.toLowerCase());
  const products =
    await sql<Row>`select slug as name, id from shop.product where slug = any(${[...wanted.slugs]}::text[])`.execute(
      db,
    );
  const named = await sql<Row>`select lower(name) as name, id from shop.brand where lower(name) = any(${brands}::text[])
    union all select slug, id from shop.brand where slug = any(${brands}::text[]) order by 1`.execute(db);
  const categories =
    await sql<Row>`select slug as name, id from shop.category where slug = any(${[...wanted.categories]}::text[])`.execute(
      db,
    );
  const media =
    await sql<Row>`select url as name, id from shop.media where url = any(${[...wanted.media]}::text[])`.execute(db);
  return {
    products: pairs(products.rows),
    brands: pairs(named.rows),
    categories: pairs(categories.rows),
    media: pairs(media.rows),
  };
}

/** Every language in which a product or a picture says something, in alphabetical order. */
export async function selectSpokenLocales(db: Kysely<ShopTables>): Promise<string[]> {
  const { rows } = await sql<{ locale: string }>`
    select locale from shop.product_translation union select locale from shop.product_spec
    union select locale from shop.media_translation order by 1`.execute(db);
  return rows.map(({ locale }) => locale);
}

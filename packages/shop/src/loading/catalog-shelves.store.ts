import { newId, type Clock } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { CatalogProduct } from './catalog-batch.ts';
import { unnestRows } from './unnest.store.ts';

type Trx = Transaction<ShopTables>;

/** Slug to id. */
export type SlugIds = ReadonlyMap<string, string>;

function bySlug<Row extends { slug: string }>(rows: readonly Row[]): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) if (!first.has(row.slug)) first.set(row.slug, row);
  // Sorted, so that two loads take their locks in one order.
  return [...first.values()].sort((left, right) => (left.slug < right.slug ? -1 : 1));
}

/** Makes the brands that are missing; an existing one keeps its name. */
export async function ensureBrands(trx: Trx, products: readonly CatalogProduct[], clock: Clock): Promise<SlugIds> {
  const brands = bySlug(products.flatMap((product) => product.brand ?? []));
  if (brands.length === 0) return new Map();
  await sql`insert into shop.brand (id, slug, name) select id, slug, name from ${unnestRows(brands, {
    id: ['uuid', () => newId(clock)],
    slug: ['text', (brand) => brand.slug],
    name: ['text', (brand) => brand.name],
  })} on conflict (slug) do nothing`.execute(trx);
  return slugIds(
    await sql<{
      slug: string;
      id: string;
    }>`select slug, id from shop.brand where slug = any(${brands.map((brand) => brand.slug)}::text[])`.execute(trx),
  );
}

function slugIds(result: { rows: { slug: string; id: string }[] }): SlugIds {
  return new Map(result.rows.map((row) => [row.slug, row.id]));
}

interface TreeStep {
  readonly slug: string;
  readonly name: string;
  readonly parent: string | null;
}

/** Makes the categories that are missing, level by level from the root; an existing one keeps its name and its place. */
export async function ensureCategories(
  trx: Trx,
  products: readonly CatalogProduct[],
  run: { clock: Clock; locale: string },
): Promise<SlugIds> {
  const deepest = Math.max(0, ...products.map((product) => product.categoryPath.length));
  const ids = new Map<string, string>();
  for (let depth = 0; depth < deepest; depth += 1) {
    const steps = bySlug(
      products.flatMap((product): TreeStep[] => {
        const step = product.categoryPath[depth];
        return step === undefined ? [] : [{ ...step, parent: product.categoryPath[depth - 1]?.slug ?? null }];
      }),
    );
    await insertCategories(trx, steps, { ...run, ids });
    const known = await sql<{ slug: string; id: string }>`
      select slug, id from shop.category where slug = any(${steps.map((step) => step.slug)}::text[])`.execute(trx);
    for (const row of known.rows) ids.set(row.slug, row.id);
  }
  return ids;
}

async function insertCategories(
  trx: Trx,
  steps: readonly TreeStep[],
  run: { clock: Clock; locale: string; ids: SlugIds },
): Promise<void> {
  await sql`
    with made as (
      insert into shop.category (id, parent_id, slug, base_locale) select id, parent_id, slug, ${run.locale} from ${unnestRows(
        steps,
        {
          id: ['uuid', () => newId(run.clock)],
          parent_id: ['uuid', (step) => (step.parent === null ? null : run.ids.get(step.parent))],
          slug: ['text', (step) => step.slug],
        },
      )} on conflict (slug) do nothing returning id, slug
    )
    insert into shop.category_translation (category_id, locale, name)
    select made.id, ${run.locale}, given.name from made join ${unnestRows(steps, {
      slug: ['text', (step) => step.slug],
      name: ['text', (step) => step.name],
    })} on given.slug = made.slug`.execute(trx);
}

/** A tag as it is stored: lower case, no spaces. */
export function normaliseTag(tag: string): string {
  return tag.trim().toLowerCase().replaceAll(/\s+/g, '-');
}

/** Makes the tags that are missing. */
export async function ensureTags(trx: Trx, products: readonly CatalogProduct[]): Promise<void> {
  const tags = [...new Set(products.flatMap((product) => product.tags.map(normaliseTag)))].sort();
  if (tags.length === 0) return;
  await sql`insert into shop.tag (slug) select unnest(${tags}::text[]) on conflict do nothing`.execute(trx);
}

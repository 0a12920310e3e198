import { sql, type Kysely } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { EditablePicture, EditableProduct, EditableSku, NamedId, ProductText, Spec } from './editable-product.ts';

interface EditableRow extends Omit<
  EditableProduct,
  'currency' | 'texts' | 'specs' | 'skus' | 'pictures' | 'collections'
> {
  texts: Record<string, ProductText>;
  specs: Record<string, Spec[]> | null;
  skus: EditableSku[] | null;
  pictures: EditablePicture[] | null;
  collections: NamedId[] | null;
}

/**
 * Products as the office edits them, archived ones too, in the order of their ids. One query, however many; `lock` keeps them from other editors until
 * the transaction ends.
 */
export async function selectEditableProducts(
  context: Pick<ShopContext, 'locale' | 'currency'>,
  db: Kysely<ShopTables>,
  wanted: { ids: readonly string[]; lock?: boolean },
): Promise<EditableProduct[]> {
  const ids = [...wanted.ids];
  if (ids.length === 0) return [];
  if (wanted.lock === true)
    await sql`select from shop.product where id = any(${ids}::uuid[]) order by id for update`.execute(db);
  const { locale, currency } = context;
  const shelf = sql`jsonb_build_object('id', c.id, 'slug', c.slug, 'name', coalesce(
    (select name from shop.category_translation as t where t.category_id = c.id and t.locale = ${locale}),
    (select name from shop.category_translation as t where t.category_id = c.id and t.locale = c.base_locale)))`;
  const { rows } = await sql<EditableRow>`
    select p.id, p.version, p.slug, p.source, p.external_id as "externalId", p.base_locale as "baseLocale", p.archived_at is not null as archived,
      p.created_at as "createdAt", p.updated_at as "updatedAt", p.first_available_at as "firstAvailable", p.color, p.tint,
      (select jsonb_build_object('id', b.id, 'slug', b.slug, 'name', b.name) from shop.brand as b where b.id = p.brand_id) as brand,
      (select ${shelf} from shop.category as c where c.id = p.category_id) as category,
      (select jsonb_agg(${shelf} order by c.slug) from shop.product_category as s join shop.category as c on c.id = s.category_id
        where s.product_id = p.id) as categories,
      coalesce((select array_agg(tag order by tag) from shop.product_tag where product_id = p.id), '{}') as tags,
      (select jsonb_object_agg(t.locale, jsonb_build_object('name', t.name, 'description', t.description))
        from shop.product_translation as t where t.product_id = p.id) as texts,
      (select jsonb_object_agg(g.locale, g.lines) from (select locale, jsonb_agg(jsonb_build_object('name', name, 'value', value) order by position) as lines
        from shop.product_spec where product_id = p.id group by locale) as g) as specs,
      (select jsonb_agg(jsonb_build_object('id', sku.id, 'code', sku.code, 'position', sku.position, 'archived', sku.archived_at is not null,
          'options', coalesce((select jsonb_object_agg(o.name, o.value) from shop.sku_option as o where o.sku_id = sku.id), '{}'),
          'priceMinor', price.amount_minor, 'compareAtMinor', price.compare_at_minor,
          'stock', coalesce(stock.on_hand, 0), 'lowAt', coalesce(stock.low_at, 5)) order by sku.archived_at is not null, sku.position, sku.code)
        from shop.sku left join shop.price on price.sku_id = sku.id and price.currency = ${currency} left join shop.stock on stock.sku_id = sku.id
        where sku.product_id = p.id) as skus,
      (select jsonb_agg(jsonb_build_object('mediaId', media.id, 'url', media.url, 'width', media.width, 'height', media.height, 'kind', media.kind,
          'alts', coalesce((select jsonb_object_agg(a.locale, a.alt) from shop.media_translation as a where a.media_id = media.id), '{}'))
          order by shown.position)
        from shop.product_media as shown join shop.media on media.id = shown.media_id where shown.product_id = p.id) as pictures,
      (select jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'name', t.name) order by c.slug)
        from shop.collection_product as m join shop.collection as c on c.id = m.collection_id
        join shop.collection_translation as t on t.collection_id = c.id and t.locale = c.base_locale where m.product_id = p.id) as collections
    from shop.product as p where p.id = any(${ids}::uuid[]) order by p.id`.execute(db);
  return rows.map((row) => ({
    ...row,
    currency,
    specs: row.specs ?? {},
    skus: row.skus ?? [],
    pictures: row.pictures ?? [],
    collections: row.collections ?? [],
  }));
}

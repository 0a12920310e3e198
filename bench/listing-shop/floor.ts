import fastify from 'fastify';
import { Pool } from 'pg';

/*
 * The least a server can do: Fastify, a pool of 8, prepared statements with the best plan there is on the same tables, no validation, no ORM, no cache.
 * Its search takes words as they are: no wrong letters, no facets, no total.
 */

const cardColumns = `l.product_id as id, l.price_minor, l.compare_at_minor, l.rating_average, l.rating_count, l.available, l.stock_left, c.card`;

const statements = {
  list: `with hits as (
      select l.product_id, l.locale, l.popularity, l.available from shop.product_listing l
      where l.currency = 'EUR' and l.locale = 'en' and l.shelves && array(select id from shop.listing_key where kind = 'category' and slug = $1)
        and l.price_minor between $2 and $3 and l.available)
    select ${cardColumns}, (select count(*) from hits) as total
    from (select * from hits order by popularity desc, product_id limit 24) h
    join shop.product_listing l on l.product_id = h.product_id and l.locale = 'en' and l.currency = 'EUR'
    join shop.product_card c on c.product_id = h.product_id and c.locale = 'en' order by h.popularity desc, h.product_id`,
  search: `select ${cardColumns} from (
      select l.product_id from shop.product_listing l where l.currency = 'EUR' and l.locale = 'en' and l.document @@ plainto_tsquery('english', $1)
      order by ts_rank(l.heading, plainto_tsquery('english', $1)) desc, l.product_id limit 24) h
    join shop.product_listing l on l.product_id = h.product_id and l.locale = 'en' and l.currency = 'EUR'
    join shop.product_card c on c.product_id = h.product_id and c.locale = 'en'`,
  detail: `select ${cardColumns}, t.description, p.first_available_at,
      (select json_agg(json_build_object('id', s.id, 'sku', s.code, 'price_minor', pr.amount_minor, 'price_known', pr.amount_minor > 0, 'stock', st.on_hand,
        'available', st.on_hand > 0, 'options', coalesce((select json_object_agg(name, value) from shop.sku_option o where o.sku_id = s.id), '{}')) order by s.position)
        from shop.sku s join shop.price pr on pr.sku_id = s.id and pr.currency = 'EUR' left join shop.stock st on st.sku_id = s.id
        where s.product_id = p.id and s.archived_at is null) as skus,
      (select json_agg(json_build_object('name', name, 'value', value) order by position) from shop.product_spec where product_id = p.id and locale = 'en') as specs,
      (select array_agg(tag order by tag) from shop.product_tag where product_id = p.id) as tags,
      (select json_agg(json_build_object('url', m.url, 'alt', (select alt from shop.media_translation where media_id = m.id and locale = 'en'), 'width', m.width, 'height', m.height,
        'kind', m.kind, 'srcset', (select string_agg(r.url || ' ' || r.width || 'w', ', ' order by r.width) from shop.media_rendition r where r.media_id = m.id and r.format = 'webp'))
        order by pm.position) from shop.product_media pm join shop.media m on m.id = pm.media_id where pm.product_id = p.id) as images,
      (select json_agg(json_build_object('slug', k.slug, 'name', ct.name)) from shop.category k join shop.category_translation ct on ct.category_id = k.id and ct.locale = 'en'
        where k.id = p.category_id or k.id = (select parent_id from shop.category where id = p.category_id)) as breadcrumbs,
      (select json_build_array(stars_1, stars_2, stars_3, stars_4, stars_5) from shop.product_rating where product_id = p.id) as histogram,
      (select json_agg(json_build_object('id', r.id, 'rating', r.rating, 'title', r.title, 'body', r.body, 'author', r.author, 'verified', r.verified, 'created_at', r.created_at)) from (
        select review.*, concat_ws(' ', first_name, left(last_name, 1) || '.') as author from shop.review join shop.customer on customer.id = customer_id
        where product_id = p.id and status = 'published' order by review.created_at desc limit 10) r) as reviews
    from shop.product p join shop.product_translation t on t.product_id = p.id and t.locale = 'en'
    join shop.product_listing l on l.product_id = p.id and l.locale = 'en' and l.currency = 'EUR'
    join shop.product_card c on c.product_id = p.id and c.locale = 'en' where p.slug = $1 and p.archived_at is null`,
} as const;

interface Row {
  readonly card: Readonly<Record<string, unknown>>;
  readonly total?: number;
}

const itemOf = ({ card, total: _total, ...figures }: Row) => ({ ...card, ...figures, currency: 'EUR' });

/** Listens on the port until it is killed. */
export async function serveFloor(databaseUrl: string, port: number): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 8 });
  const ask = async (name: keyof typeof statements, values: unknown[]) =>
    (await pool.query<Row>({ name, text: statements[name], values })).rows;
  const app = fastify();
  const list = async ({ category, low, high }: Record<string, string>) => {
    const rows = await ask('list', [category, low, high]);
    return { items: rows.map(itemOf), total: rows[0]?.total ?? 0, page: 1, per_page: 24 };
  };
  const search = async (text = '') => ({ items: (await ask('search', [text])).map(itemOf), page: 1, per_page: 24 });
  const detail = async (slug = '') => (await ask('detail', [slug])).map(itemOf)[0] ?? null;
  app.get('/list', (request) => list(request.query as Record<string, string>));
  app.get('/search', (request) => search((request.query as Record<string, string>)['q']));
  app.get('/detail/:slug', (request) => detail((request.params as Record<string, string>)['slug']));
  await app.listen({ port, host: '127.0.0.1' });
}

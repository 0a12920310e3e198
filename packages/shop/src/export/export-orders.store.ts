import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';
import { readById } from './read-by-id.ts';

type Db = Kysely<ShopTables>;

const buyer = sql`left join lateral (
    select source, external_id from shop.customer_identity where customer_id = orders.customer_id order by source, external_id limit 1
  ) as known on true`;
const buyerColumns = sql`case when orders.customer_id is not null then coalesce(known.source, 'vitrine') end as "customerSource",
  case when orders.customer_id is not null then coalesce(known.external_id, orders.customer_id::text) end as "customerExternalId"`;

interface ExportedOrder {
  readonly cursor: string;
  readonly source: string;
  readonly externalId: string;
  readonly number: number;
  readonly customerSource: string | null;
  readonly customerExternalId: string | null;
  readonly placedAt: Date;
  readonly currency: string;
  readonly status: string;
  readonly goodsMinor: number;
  readonly discountMinor: number;
  readonly deliveryMinor: number;
  readonly includedTaxMinor: number;
}

/** All orders, their sums, without names and addresses. */
export function readOrders(db: Db): AsyncGenerator<ExportedOrder> {
  return readById(async (after) => {
    const { rows } = await sql<ExportedOrder>`
      select orders.id as cursor, orders.source, orders.external_id as "externalId", number, ${buyerColumns}, placed_at as "placedAt", currency, status,
        goods_minor as "goodsMinor", discount_minor as "discountMinor", delivery_minor as "deliveryMinor", included_tax_minor as "includedTaxMinor"
      from shop.orders ${buyer} where orders.id > ${after}::uuid order by orders.id limit 5000`.execute(db);
    return rows;
  });
}

interface ExportedOrderLine {
  readonly cursor: string;
  readonly source: string;
  readonly externalId: string;
  readonly lineNo: number;
  readonly customerSource: string | null;
  readonly customerExternalId: string | null;
  readonly placedAt: Date;
  readonly currency: string;
  readonly status: string;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly country: string | null;
}

/** All lines of all orders; lines of an order stand together, each with what its order needs. */
export function readOrderLines(db: Db): AsyncGenerator<ExportedOrderLine> {
  return readById(async (after) => {
    const { rows } = await sql<ExportedOrderLine>`
      with page as (select * from shop.orders where id > ${after}::uuid order by id limit 2000)
      select orders.id as cursor, orders.source, orders.external_id as "externalId", line.line_no as "lineNo", ${buyerColumns}, orders.placed_at as "placedAt",
        orders.currency, orders.status, sku.code as sku, line.product_name as name, line.quantity, line.unit_price_minor as "unitPriceMinor", customer.country
      from page as orders join shop.order_line as line on line.order_id = orders.id join shop.sku on sku.id = line.sku_id
      left join shop.customer on customer.id = orders.customer_id ${buyer} order by orders.id, line.line_no`.execute(
      db,
    );
    return rows;
  });
}

interface ExportedReview {
  readonly cursor: string;
  readonly source: string;
  readonly externalId: string;
  readonly itemSource: string;
  readonly itemExternalId: string;
  readonly customerSource: string;
  readonly customerExternalId: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly verified: boolean;
  readonly locale: string;
}

/** All reviews that can be seen. */
export function readReviews(db: Db): AsyncGenerator<ExportedReview> {
  return readById(async (after) => {
    const { rows } = await sql<ExportedReview>`
      select review.id as cursor, review.source, review.external_id as "externalId", product.source as "itemSource", product.external_id as "itemExternalId",
        coalesce(known.source, 'vitrine') as "customerSource", coalesce(known.external_id, review.customer_id::text) as "customerExternalId",
        review.rating, review.title, review.body, review.created_at as "createdAt", review.verified, review.locale
      from shop.review join shop.product on product.id = review.product_id left join lateral (
        select source, external_id from shop.customer_identity where customer_id = review.customer_id order by source, external_id limit 1
      ) as known on true
      where review.id > ${after}::uuid and review.status = 'published' order by review.id limit 5000`.execute(db);
    return rows;
  });
}

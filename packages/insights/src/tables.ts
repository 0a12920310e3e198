/** The tables of schema `insights` as the driver returns them: dates as `YYYY-MM-DD` text, int8 as number. */
export interface InsightsTables {
  'insights.daily_sales': { day: string; currency: string; orders: number; units: number; revenue_minor: number };
  'insights.product': { product_id: string; slug: string; name: string };
  'insights.daily_product_sales': {
    day: string;
    product_id: string;
    currency: string;
    units: number;
    revenue_minor: number;
  };
  'insights.daily_interactions': { day: string; event_type: number; events: number; visitors: number };
  'insights.refreshed_day': { subject: string; day: string; refreshed_at: Date };
}

/** One event as `POST /api/interactions` takes it; the server adds visitor, tenant and its own time. */
export interface TrackedEvent {
  type: 'view' | 'click' | 'custom';
  item_id?: string;
  value: number;
  ts: string;
  source_event_id: string;
  meta: TrackedMeta;
}

export interface TrackedMeta {
  surface: string;
  session_id?: string;
  referrer?: string;
  kind?: 'impression' | 'search';
  /** How many things a search found. */
  hits?: number;
  widget?: string;
  recommended?: boolean;
  request_id?: string;
  rank?: number;
  href?: string;
  text?: string;
  sku?: string;
  /** Path of the page. */
  page?: string;
}

/** What the console asks of the house; instances arrive in `WebServices.console`, for administrators only. */

import type { Because } from '../services.ts';
import type { CatalogConsole } from './catalog/catalog-console.ts';
import type { OfficeConsole } from './office/office-console.ts';

export interface ConsoleEvent {
  id: string;
  occurredAt: string;
  visitor: string;
  /** view, click, add, purchase, custom … */
  type: string;
  kind: string | null;
  itemId: string | null;
  itemName: string | null;
  surface: string | null;
  widget: string | null;
  rank: number | null;
  requestId: string | null;
}

export interface ModelVersion {
  id: string;
  name: string;
  version: string;
  status: 'champion' | 'candidate' | 'retired' | 'failed';
  /** Which measure it did not reach; null when it reached all. */
  whyFailed: string | null;
  trainedAt: string;
  trainingSeconds: number | null;
  events: number | null;
  /** Metric name to value in 0..1, e.g. `ndcg@20`. */
  metrics: Readonly<Record<string, number>>;
}

/** What the mixture of models that answers is made of, and how that was found. */
export interface ChampionNotes {
  version: string;
  /** What counts most first; `alone` is the NDCG@20 of that model by itself. */
  parts: readonly { name: string; weight: number; alone: number | null }[];
  leftOut: readonly { name: string; reason: string }[];
  trend: { days: number; exponent: number } | null;
  recencyHalfLifeDays: number | null;
  judged: { people: number; ndcg: number } | null;
  tried: number | null;
  path: readonly string[];
}

export interface SurfaceHealth {
  surface: string;
  answers: number;
  fallbacks: number;
  p95Ms: number | null;
  impressions: number;
  clicks: number;
}

export interface Overview {
  products: number;
  customers: number;
  eventsLastHour: number;
  eventsHourBefore: number;
  eventsToday: number;
  visitorsToday: number;
  champion: { version: string; trainedAt: string } | null;
  /** Events per hour of the last 24, oldest first. */
  eventsByHour: readonly { hour: string; count: number }[];
  surfaces: readonly SurfaceHealth[];
}

export interface VisitorWhy {
  visitor: string;
  surface: string;
  modelVersion: string;
  recent: readonly { itemId: string; itemName: string | null; type: string; occurredAt: string }[];
  items: readonly {
    itemId: string;
    itemName: string | null;
    rank: number;
    score: number;
    reasons: readonly string[];
    because: Because | null;
    /** Name of the product that `because` leans on. */
    becauseName: string | null;
    /** Named parts that sum to the score. */
    parts: Readonly<Record<string, number>>;
  }[];
}

export type ConsoleOutcome = { ok: true; message: string } | { ok: false; message: string };

export interface ConsoleServices {
  /** What the signed-in account is: support, analyst or admin. */
  role: string;
  catalog: CatalogConsole;
  office: OfficeConsole;
  overview(): Promise<Overview>;
  /** Newest first. `after` = id of the newest one already seen. */
  latestEvents(query: {
    limit: number;
    after?: string | undefined;
    visitor?: string | undefined;
  }): Promise<readonly ConsoleEvent[]>;
  listModels(): Promise<readonly ModelVersion[]>;
  /** One line on how well the embeddings of the catalog's texts stand for it. */
  describeTexts(): Promise<string>;
  /** Null where a single model answers, or none. */
  championNotes(): Promise<ChampionNotes | null>;
  promoteModel(version: string): Promise<ConsoleOutcome>;
  rollbackModel(): Promise<ConsoleOutcome>;
  whyVisitor(query: { visitor: string; surface: string }): Promise<VisitorWhy | null>;
}

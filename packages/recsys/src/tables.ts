import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type Instant = ColumnType<Date, Date | string, Date | string>;

/** The recommender's tables as its own stores see them (schema `recsys`). */
export interface RecsysTables {
  'recsys.organisations': { org_id: string; name: Generated<string>; created_at: Generated<Date> };
  'recsys.namespaces': {
    namespace_id: GeneratedAlways<number>;
    org_id: string;
    name: string;
    currency: Generated<string>;
    catalog_revision: Generated<number>;
    catalog_deletion_revision: Generated<number>;
    created_at: Generated<Date>;
  };
  'recsys.items': {
    namespace_id: number;
    item_id: string;
    available: boolean;
    price_minor: number | null;
    brand: string | null;
    category: string | null;
    category_path: string[];
    tags: string[];
    props: Json;
    description: string | null;
    url: string | null;
    image_url: string | null;
    metadata_version: string | null;
    embedding: number[] | null;
    first_available: Instant | null;
    revision: number;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  'recsys.text_indexes': {
    namespace_id: number;
    maker: string;
    path: string | null;
    sha256: Buffer | null;
    learnt_from: number;
    catalog_revision: number;
    search: 'exact' | 'approximate';
    recall: number;
    same_category_share: number | null;
    by_chance: number | null;
    learnt_at: Instant;
    changed_at: Instant;
  };
  'recsys.item_embeddings': {
    namespace_id: number;
    item_id: string;
    text_hash: number;
    vector: Buffer | null;
    neighbour_ids: string[];
    cosines: number[];
  };
  'recsys.users': {
    namespace_id: number;
    user_id: string;
    traits: Json;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  'recsys.identity_links': { namespace_id: number; anonymous_id: string; user_id: string; linked_at: Generated<Date> };
  'recsys.events': {
    event_id: string;
    namespace_id: number;
    user_id: string;
    item_id: string | null;
    type: number;
    value: number;
    ts: Instant;
    client_ts: Instant | null;
    source_event_id: string | null;
    meta: Json;
    is_impression: GeneratedAlways<boolean>;
    session_id: GeneratedAlways<string | null>;
  };
  'recsys.runs': {
    run_id: string;
    namespace_id: number;
    model_name: string;
    config: Json;
    seed: number;
    status: 'running' | 'succeeded' | 'failed';
    started_at: Instant;
    finished_at: Instant | null;
    error: string | null;
    window_from: Instant | null;
    window_to: Instant | null;
    interaction_count: number | null;
    user_count: number | null;
    item_count: number | null;
    fit_seconds: number | null;
  };
  'recsys.run_metrics': { run_id: string; metric: string; value: number; low: number | null; high: number | null };
  'recsys.model_versions': { namespace_id: number; version: string; run_id: string; created_at: Instant };
  'recsys.artifacts': { namespace_id: number; version: string; path: string; sha256: Buffer; size_bytes: number };
  'recsys.gates': {
    namespace_id: number;
    version: string;
    gate: string;
    passed: boolean;
    measured: number | null;
    threshold: number | null;
    reason: string;
    judged_at: Instant;
  };
  'recsys.alias_moves': {
    namespace_id: number;
    alias: 'champion' | 'challenger';
    move_no: number;
    version: string;
    kind: 'promote' | 'rollback';
    reason: string;
    moved_by: string;
    moved_at: Instant;
  };
}

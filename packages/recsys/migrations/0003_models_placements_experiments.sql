-- Models and their life, jobs, recommendation cache, placements, rules, experiments, bandits.

create table recsys.batch_jobs (
  job_id uuid primary key,
  namespace_id integer references recsys.namespaces (namespace_id) on delete cascade,
  type text not null check (length(type) between 1 and 64),
  status text not null check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  error text,
  metrics jsonb not null default '{}' check (jsonb_typeof(metrics) = 'object'),
  check (status <> 'queued' or started_at is null),
  check ((status in ('succeeded', 'failed', 'cancelled')) = (completed_at is not null)),
  check (completed_at is null or started_at is null or completed_at >= started_at),
  check ((status = 'failed') = (error is not null))
);
create index batch_jobs_newest_idx on recsys.batch_jobs (created_at desc, job_id);

create table recsys.batch_job_logs (
  job_id uuid not null references recsys.batch_jobs (job_id) on delete cascade,
  line_no integer not null check (line_no > 0),
  logged_at timestamptz not null default now(),
  level text not null check (level in ('info', 'warn', 'error')),
  message text not null,
  primary key (job_id, line_no)
);

create table recsys.feature_sets (
  feature_set_id uuid primary key,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  name text not null check (length(name) between 1 and 128),
  version integer not null check (version > 0),
  columns jsonb not null check (jsonb_typeof(columns) = 'array'),
  path text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  size_bytes bigint not null check (size_bytes >= 0),
  row_count bigint not null check (row_count >= 0),
  created_at timestamptz not null default now(),
  unique (namespace_id, name, version)
);

create table recsys.runs (
  run_id uuid primary key,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  model_name text not null check (length(model_name) between 1 and 64),
  config jsonb not null default '{}' check (jsonb_typeof(config) = 'object'),
  seed bigint not null,
  status text not null check (status in ('running', 'succeeded', 'failed')),
  started_at timestamptz not null,
  finished_at timestamptz,
  error text,
  window_from timestamptz,
  window_to timestamptz,
  interaction_count bigint check (interaction_count >= 0),
  user_count integer check (user_count >= 0),
  item_count integer check (item_count >= 0),
  fit_seconds double precision check (fit_seconds >= 0),
  unique (namespace_id, run_id),
  check ((status = 'running') = (finished_at is null)),
  check ((status = 'failed') = (error is not null)),
  check (window_to >= window_from)
);
create index runs_newest_idx on recsys.runs (namespace_id, started_at desc, run_id);

create table recsys.run_metrics (
  run_id uuid not null references recsys.runs (run_id) on delete cascade,
  metric text not null check (length(metric) between 1 and 64),
  value double precision not null,
  low double precision,
  high double precision,
  primary key (run_id, metric),
  check ((low is null) = (high is null)),
  check (low is null or low <= high)
);

create table recsys.model_versions (
  namespace_id integer not null,
  version text not null check (version ~ '^[a-z0-9][a-z0-9._-]{0,126}$'),
  run_id uuid not null unique,
  created_at timestamptz not null,
  primary key (namespace_id, version),
  foreign key (namespace_id, run_id) references recsys.runs (namespace_id, run_id) on delete cascade
);

create table recsys.artifacts (
  namespace_id integer not null,
  version text not null,
  path text not null unique check (path !~ '(^/|\.\.)'),
  sha256 bytea not null check (octet_length(sha256) = 32),
  size_bytes bigint not null check (size_bytes > 0),
  primary key (namespace_id, version),
  foreign key (namespace_id, version) references recsys.model_versions (namespace_id, version) on delete cascade
);

create table recsys.gates (
  namespace_id integer not null,
  version text not null,
  gate text not null check (length(gate) between 1 and 64),
  passed boolean not null,
  measured double precision,
  threshold double precision,
  reason text not null,
  judged_at timestamptz not null,
  primary key (namespace_id, version, gate),
  foreign key (namespace_id, version) references recsys.model_versions (namespace_id, version) on delete cascade
);

-- The moves are the truth and are never changed; "where the alias stands" is the newest move (the view below), so
-- the two cannot disagree. Read as a stack: a promotion pushes, a rollback pops, so rolling back twice walks further.
create table recsys.alias_moves (
  namespace_id integer not null,
  alias text not null check (alias in ('champion', 'challenger')),
  move_no integer not null check (move_no > 0),
  version text not null,
  kind text not null check (kind in ('promote', 'rollback')),
  reason text not null default '',
  moved_by text not null default '' check (length(moved_by) <= 256),
  moved_at timestamptz not null,
  primary key (namespace_id, alias, move_no),
  foreign key (namespace_id, version) references recsys.model_versions (namespace_id, version)
);
create index alias_moves_version_idx on recsys.alias_moves (namespace_id, version);

create view recsys.aliases as
  select distinct on (namespace_id, alias) namespace_id, alias, version, moved_at, moved_by, reason
  from recsys.alias_moves
  order by namespace_id, alias, move_no desc;

create table recsys.recommendation_cache (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  user_id text not null check (length(user_id) between 1 and 256),
  surface text not null check (length(surface) between 1 and 64),
  model_version text not null,
  status text not null check (status in ('fresh', 'stale', 'failed')),
  generated_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (namespace_id, user_id, surface),
  check (expires_at > generated_at)
);
create table recsys.recommendation_cache_items (
  namespace_id integer not null,
  user_id text not null,
  surface text not null,
  rank smallint not null check (rank between 1 and 1000),
  item_id text not null,
  score double precision not null,
  primary key (namespace_id, user_id, surface, rank),
  unique (namespace_id, user_id, surface, item_id),
  foreign key (namespace_id, user_id, surface)
    references recsys.recommendation_cache (namespace_id, user_id, surface) on delete cascade
);

create table recsys.placements (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  surface text not null check (surface ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  strategy text not null check (length(strategy) between 1 and 64),
  budget_ms integer not null default 80 check (budget_ms between 1 and 10000),
  mmr_lambda double precision check (mmr_lambda between 0 and 1),
  brand_cap smallint check (brand_cap between 0 and 1000),
  category_cap smallint check (category_cap between 0 and 1000),
  updated_at timestamptz not null,
  primary key (namespace_id, surface)
);
comment on table recsys.placements is 'A surface''s strategy, changed at run time; a surface with no row follows the program''s defaults.';
create table recsys.placement_fallbacks (
  namespace_id integer not null,
  surface text not null,
  position smallint not null check (position between 1 and 10),
  strategy text not null check (length(strategy) between 1 and 64),
  primary key (namespace_id, surface, position),
  unique (namespace_id, surface, strategy),
  foreign key (namespace_id, surface) references recsys.placements (namespace_id, surface) on delete cascade
);

create table recsys.rules (
  rule_id uuid primary key,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  surface text not null check (length(surface) between 1 and 64),
  name text not null check (length(name) between 1 and 256),
  action text not null check (action in ('BLOCK', 'PIN', 'BOOST')),
  target_type text not null check (target_type in ('ITEM', 'TAG', 'BRAND', 'CATEGORY')),
  target_key text check (length(target_key) between 1 and 512),
  boost_value double precision check (boost_value <> 0 and boost_value > '-infinity' and boost_value < 'infinity'),
  max_pins smallint check (max_pins between 1 and 100),
  segment_id text check (length(segment_id) between 1 and 128),
  priority integer not null default 0,
  enabled boolean not null default true,
  valid_from timestamptz,
  valid_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((target_type = 'ITEM') = (target_key is null)),
  check ((action = 'BOOST') = (boost_value is not null)),
  check (max_pins is null or action = 'PIN'),
  check (valid_until > valid_from)
);
create index rules_surface_idx on recsys.rules (namespace_id, surface, priority desc) where enabled;
create table recsys.rule_items (
  rule_id uuid not null references recsys.rules (rule_id) on delete cascade,
  position smallint not null check (position > 0),
  item_id text not null check (length(item_id) between 1 and 256),
  primary key (rule_id, position),
  unique (rule_id, item_id)
);
create table recsys.manual_overrides (
  override_id uuid primary key,
  rule_id uuid not null unique references recsys.rules (rule_id) on delete cascade,
  notes text,
  created_by text,
  cancelled_at timestamptz,
  cancelled_by text,
  check (cancelled_at is not null or cancelled_by is null)
);

create table recsys.experiments (
  experiment_id uuid primary key,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  key text not null check (key ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  surface text not null check (length(surface) between 1 and 64),
  hypothesis text not null default '',
  status text not null check (status in ('draft', 'running', 'stopped')),
  salt text not null check (length(salt) >= 8),
  created_at timestamptz not null,
  started_at timestamptz,
  stopped_at timestamptz,
  unique (namespace_id, key),
  check ((status = 'draft') = (started_at is null)),
  check ((status = 'stopped') = (stopped_at is not null)),
  check (stopped_at >= started_at)
);
-- One running experiment per surface: two would explain each other's effect.
create unique index experiments_running_idx on recsys.experiments (namespace_id, surface) where status = 'running';
create table recsys.experiment_variants (
  experiment_id uuid not null references recsys.experiments (experiment_id) on delete cascade,
  variant text not null check (variant ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  share double precision not null check (share > 0 and share <= 1),
  strategy text not null,
  primary key (experiment_id, variant)
);
create table recsys.experiment_assignments (
  experiment_id uuid not null,
  user_id text not null check (length(user_id) between 1 and 256),
  variant text not null,
  assigned_at timestamptz not null,
  primary key (experiment_id, user_id),
  foreign key (experiment_id, variant) references recsys.experiment_variants (experiment_id, variant) on delete cascade
);
create index experiment_assignments_variant_idx on recsys.experiment_assignments (experiment_id, variant);

create table recsys.bandit_policies (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  policy_id text not null check (length(policy_id) between 1 and 128),
  name text not null,
  active boolean not null default true,
  blend_alpha double precision not null check (blend_alpha >= 0),
  blend_beta double precision not null check (blend_beta >= 0),
  blend_gamma double precision not null check (blend_gamma >= 0),
  mmr_lambda double precision not null check (mmr_lambda between 0 and 1),
  brand_cap integer not null check (brand_cap >= 0),
  category_cap integer not null check (category_cap >= 0),
  profile_boost double precision not null default 0 check (profile_boost >= 0),
  rule_exclude_events boolean not null default true,
  half_life_days double precision not null check (half_life_days > 0),
  co_vis_window_days integer not null check (co_vis_window_days > 0),
  popularity_fanout integer not null check (popularity_fanout > 0),
  notes text,
  updated_at timestamptz not null,
  primary key (namespace_id, policy_id)
);
create table recsys.bandit_stats (
  namespace_id integer not null,
  policy_id text not null,
  surface text not null check (length(surface) between 1 and 64),
  bucket_key text not null check (length(bucket_key) between 1 and 256),
  algorithm text not null check (algorithm in ('thompson', 'ucb1')),
  trials bigint not null default 0 check (trials >= 0),
  successes bigint not null default 0 check (successes >= 0),
  updated_at timestamptz not null,
  primary key (namespace_id, policy_id, surface, bucket_key, algorithm),
  foreign key (namespace_id, policy_id) references recsys.bandit_policies (namespace_id, policy_id) on delete cascade,
  check (successes <= trials)
);

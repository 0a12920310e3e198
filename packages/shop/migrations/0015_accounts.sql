-- Accounts of people: confirmed addresses, links by mail, tokens of API clients, wishes of guests.

alter table shop.account
  add column email_verified_at timestamptz,
  add column last_signed_in_at timestamptz;
-- Accounts from before were made by the owner, who vouches for them.
update shop.account set email_verified_at = created_at;

alter table shop.account_session
  add column device text not null default '' check (length(device) <= 200),
  add column last_seen_at timestamptz;

-- What somebody asked for by mail and has not confirmed yet. A registration keeps its own password here until its own link is
-- followed, so that a second registration of the same address cannot slip its password under the first one's link.
create table shop.account_request (
  id uuid primary key,
  account_id uuid not null references shop.account (id) on delete cascade,
  purpose text not null check (purpose in ('verify_email', 'reset_password', 'change_email')),
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  password_hash text check (password_hash like '$argon2id$%'),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check (expires_at > created_at),
  check ((purpose = 'verify_email') = (password_hash is not null))
);
create index account_request_account on shop.account_request (account_id);
create index account_request_expiry on shop.account_request (expires_at);

-- A link is made when its mail is written, and only its hash is kept; a mail that is tried twice has two links to one request.
create table shop.account_request_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  request_id uuid not null references shop.account_request (id) on delete cascade
);
create index account_request_token_request on shop.account_request_token (request_id);

-- Requests that cost a mail or a hash, counted by whom they concern and where they come from; swept by age.
create table shop.account_attempt (
  id bigint generated always as identity primary key,
  action text not null check (action in ('register', 'reset_password', 'change_email')),
  subject text not null check (subject <> ''),
  made_at timestamptz not null
);
create index account_attempt_subject on shop.account_attempt (action, subject, made_at);

-- One family per sign-in of an API client. A token that comes a second time was copied: its family ends.
create table shop.refresh_family (
  id uuid primary key,
  account_id uuid not null references shop.account (id) on delete cascade,
  created_at timestamptz not null
);
create index refresh_family_account on shop.refresh_family (account_id);
create table shop.refresh_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  family_id uuid not null references shop.refresh_family (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check (expires_at > created_at)
);
create index refresh_token_family on shop.refresh_token (family_id);
create index refresh_token_expiry on shop.refresh_token (expires_at);

create table shop.signing_key (
  purpose text primary key check (purpose in ('access_token')),
  secret bytea not null check (length(secret) >= 32),
  created_at timestamptz not null
);

create table shop.guest_wishlist_item (
  visitor_id text not null check (visitor_id <> '' and length(visitor_id) <= 256),
  product_id uuid not null references shop.product (id),
  added_at timestamptz not null,
  primary key (visitor_id, product_id)
);
create index guest_wishlist_item_product on shop.guest_wishlist_item (product_id);
create index guest_wishlist_item_age on shop.guest_wishlist_item (added_at);

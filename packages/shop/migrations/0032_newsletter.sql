-- Who wants the letter: nobody gets it before following the link of the first mail, and one click ends it.

create table shop.newsletter_subscription (
  email text primary key check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  locale text not null check (length(locale) between 2 and 35),
  token_hash bytea not null unique check (length(token_hash) = 32),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  ended_at timestamptz,
  check (confirmed_at is null or confirmed_at >= asked_at)
);

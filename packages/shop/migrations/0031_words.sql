-- Words that many products share and that are kept as plain text with each of them (colours, options of SKUs and their values, tags), in further languages.
-- Keyed by the word as it is stored, folded to lower case.
create table shop.word_translation (
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  word text not null check (word <> '' and word = lower(word)),
  text text not null check (text <> ''),
  primary key (locale, word)
);

-- The word in a language, or the word itself where it has none.
create function shop.say_word(p_word text, p_locale text) returns text language sql stable parallel safe as $$
  select coalesce((select text from shop.word_translation where locale = p_locale and word = lower(p_word)), p_word)
$$;

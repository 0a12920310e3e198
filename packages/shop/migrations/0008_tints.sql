-- A tint may be any CSS colour that names itself by numbers, or a pair of them for light and dark pages. It goes into a style attribute,
-- so nothing else may: no url(), no var(), no semicolon.
alter table shop.product drop constraint product_tint_check;
alter table shop.product add constraint product_tint_check check (
  tint ~ '^(#[0-9a-fA-F]{3,8}|(oklch|oklab|rgb|hsl)\([0-9.,%/ -]{3,60}\))$'
  or tint ~ '^light-dark\((#[0-9a-fA-F]{3,8}|(oklch|oklab|rgb|hsl)\([0-9.,%/ -]{3,60}\)), ?(#[0-9a-fA-F]{3,8}|(oklch|oklab|rgb|hsl)\([0-9.,%/ -]{3,60}\))\)$'
);

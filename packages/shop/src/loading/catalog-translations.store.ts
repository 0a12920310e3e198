import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { IncomingProduct } from './catalog-products.store.ts';
import { unnestRows } from './unnest.store.ts';

type Trx = Transaction<ShopTables>;

function textsOf(incoming: readonly IncomingProduct[]) {
  return incoming.flatMap(({ id, product }) =>
    Object.entries(product.translations ?? {}).map(([locale, text]) => ({ id, product, locale, text })),
  );
}

type Text = ReturnType<typeof textsOf>[number];

/** Names, descriptions and specifications in the further languages of the records; a language that a record does not name stays as it is. */
export async function upsertTranslations(trx: Trx, incoming: readonly IncomingProduct[]): Promise<void> {
  const texts = textsOf(incoming);
  if (texts.length === 0) return;
  await sql`
    insert into shop.product_translation (product_id, locale, name, description) select product_id, locale, name, description from ${unnestRows(
      texts,
      {
        product_id: ['uuid', (row) => row.id],
        locale: ['text', (row) => row.locale],
        name: ['text', (row) => row.text.name],
        description: ['text', (row) => row.text.description],
      },
    )} on conflict (product_id, locale) do update set name = excluded.name, description = excluded.description`.execute(
    trx,
  );
  await sql`delete from shop.product_spec using ${unnestRows(texts, {
    product_id: ['uuid', (row) => row.id],
    locale: ['text', (row) => row.locale],
  })} where product_spec.product_id = given.product_id and product_spec.locale = given.locale`.execute(trx);
  const specs = texts.flatMap(({ id, locale, text }) =>
    text.specs.map((spec, position) => ({ id, locale, position, ...spec })),
  );
  await sql`
    insert into shop.product_spec (product_id, locale, name, value, position) select product_id, locale, name, value, position from ${unnestRows(
      specs,
      {
        product_id: ['uuid', (row) => row.id],
        locale: ['text', (row) => row.locale],
        name: ['text', (row) => row.name],
        value: ['text', (row) => row.value],
        position: ['integer', (row) => row.position],
      },
    )}`.execute(trx);
  await upsertShelfNames(trx, texts);
  await upsertAlts(trx, texts);
}

/** Shelves keep a name they already have in a language: people may have put it right. */
async function upsertShelfNames(trx: Trx, texts: readonly Text[]): Promise<void> {
  const named = texts.flatMap(({ product, locale, text }) =>
    product.categoryPath.flatMap(({ slug }, depth) => {
      const name = text.categoryNames?.[depth];
      return name === undefined ? [] : [{ slug, locale, name }];
    }),
  );
  const shelves = [...new Map(named.map((row) => [`${row.locale} ${row.slug}`, row])).values()];
  await sql`
    insert into shop.category_translation (category_id, locale, name) select category.id, given.locale, given.name from ${unnestRows(
      shelves,
      {
        slug: ['text', (row) => row.slug],
        locale: ['text', (row) => row.locale],
        name: ['text', (row) => row.name],
      },
    )} join shop.category on category.slug = given.slug order by category.id on conflict do nothing`.execute(trx);
}

async function upsertAlts(trx: Trx, texts: readonly Text[]): Promise<void> {
  const alts = texts.flatMap(({ product, locale, text }) =>
    product.images.flatMap(({ url }, position) => {
      const alt = text.imageAlts?.[position];
      return alt === undefined ? [] : [{ url, locale, alt }];
    }),
  );
  const pictures = [...new Map(alts.map((row) => [`${row.locale} ${row.url}`, row])).values()];
  await sql`
    insert into shop.media_translation (media_id, locale, alt) select media.id, given.locale, given.alt from ${unnestRows(
      pictures,
      {
        url: ['text', (row) => row.url],
        locale: ['text', (row) => row.locale],
        alt: ['text', (row) => row.alt],
      },
    )} join shop.media on media.url = given.url on conflict (media_id, locale) do update set alt = excluded.alt`.execute(
    trx,
  );
}

/** Colours, options and tags in further languages; a word that is already known keeps its text. */
export async function insertWords(
  trx: Trx,
  words: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<void> {
  const rows = Object.entries(words).flatMap(([locale, texts]) =>
    Object.entries(texts).map(([word, text]) => ({ locale, word: word.toLowerCase(), text })),
  );
  await sql`insert into shop.word_translation (locale, word, text) select locale, word, text from ${unnestRows(rows, {
    locale: ['text', (row) => row.locale],
    word: ['text', (row) => row.word],
    text: ['text', (row) => row.text],
  })} order by locale, word on conflict do nothing`.execute(trx);
}

import { dirname, join } from 'node:path';
import type { CatalogProduct, ShopCustomer } from '@vitrine/shop/loading';
import type { Behaviour, BehaviourSource, ItemFacts, PriceRange, Reading } from '../behaviour/behaviour.ts';
import { plainProduct, shelfPath } from '../behaviour/plain-product.ts';
import { readRows } from '../reading/read-rows.ts';
import type { OpenTable, TableRow, TableSpec } from '../reading/row-batches.ts';
import { keepText } from '../reading/read-lines.ts';
import { idFault, readAmount, readId, timeFault, timeReader } from '../values/log-values.ts';
import { needTable, openTables, runBehaviours, tablesOf } from '../behaviour/run-behaviours.ts';
import type { ImportFormat, ImportRun } from '../import-run.ts';
import { type PictureSearch, withLocalPicture } from '../writing/local-picture.ts';
import { articleId } from './article-id.ts';
import { readArticles, type Article } from './read-articles.ts';
import { articles, customers, transactions } from './tables.ts';

const source = 'h-and-m';
const currency = 'EUR';
const batchCustomers = 10_000;

/** The makers divided all prices by one number; this gives back 9.99, 14.99 and 29.99, as people found who studied the set. */
const hiddenScale = 590;

/** Garments, customers and transactions of H&M (2018 to 2020). */
export const hAndM: ImportFormat = {
  name: source,
  describe:
    'H&M: a folder with transactions_train.csv and, if there, articles.csv, customers.csv and images/ (documented layout).',
  async run(run) {
    const tables = await openTables<TableSpec>(run, [articles, customers, transactions]);
    needTable(tables, transactions, run);
    const garments = await readArticles(tablesOf<TableSpec>(tables, articles.name), run);
    const people = await readPeople(tablesOf<TableSpec>(tables, customers.name), run);
    const described = sourceOf(tablesOf<TableSpec>(tables, transactions.name), { garments, people });
    await runBehaviours({ ...described, pictured: (one) => withLocalPicture(one, picturesOf(one, tables), run) }, run);
  },
};

/** The pictures of the set: `images/010/0108775015.jpg`, in folders by the first three digits, beside the tables. */
function picturesOf({ externalId }: CatalogProduct, tables: readonly OpenTable[]): PictureSearch {
  const roots = [...new Set(tables.map(({ file }) => dirname(file.path)))];
  const folders = roots.flatMap((root) => [join(root, 'images', externalId.slice(0, 3)), join(root, 'images')]);
  return { folders, names: [externalId], line: 0 };
}

interface Known {
  readonly garments: ReadonlyMap<string, Article>;
  readonly people: ReadonlyMap<string, Person>;
}

interface Person {
  readonly age: number | null;
  readonly newsletter: boolean;
}

/** The same few persons stand for millions: an age and a wish are all that is kept of each. */
async function readPeople(tables: readonly OpenTable[], run: ImportRun): Promise<Map<string, Person>> {
  const kinds = new Map<string, Person>();
  const people = new Map<string, Person>();
  const judgePerson = (fields: readonly string[]) => {
    const [id = '', , news = '', ageText = ''] = fields;
    const fault = idFault(id, 'customer_id');
    if (fault) return { fault };
    const age = ageText === '' ? null : Math.trunc(readAmount(ageText));
    if (age !== null && !(age >= 0 && age <= 120))
      return { fault: { field: 'age', reason: 'bad-age', message: `"${ageText.slice(0, 40)}" is no age` } };
    return { row: { id, age, newsletter: news !== '' && !/^none$/i.test(news) } };
  };
  for await (const { id, age, newsletter } of readRows(tables, run, judgePerson)) {
    const key = `${age} ${newsletter}`;
    const kind = kinds.get(key) ?? { age, newsletter };
    kinds.set(key, kind);
    people.set(keepText(id), kind);
  }
  return people;
}

function sourceOf(tables: readonly OpenTable[], known: Known): BehaviourSource {
  return {
    name: source,
    people: 'customers',
    currency,
    tables,
    reader: () => judge(timeReader()),
    minorPerUnit,
    product: (id, facts, priceMinor) => product(id, { facts, priceMinor, article: known.garments.get(id) }),
    customers: (joined) => customersOf(known.people, joined),
    notes: [
      `Prices below 1 are taken for the hidden unit of the published set and multiplied by ${hiddenScale}, others for euros. What a customer bought on one day through one channel is one order; the set tells no hours.`,
      'Articles and customers without any transaction are left out.',
    ],
  };
}

function minorPerUnit({ max }: PriceRange): number {
  return max < 1 ? hiddenScale * 100 : 100;
}

function judge(timeOf: (text: string) => number): (row: TableRow) => Reading {
  return ({ line, fields }) => {
    const [date = '', customer = '', article = '', priceText = '', channel = ''] = fields;
    const fault = idFault(customer, 'customer_id') ?? idFault(article, 'article_id');
    if (fault) return { ok: false, line, ...fault, row: fields };
    const atMs = timeOf(date);
    if (Number.isNaN(atMs)) return { ok: false, line, ...timeFault('t_dat', date), row: fields };
    const price = readAmount(priceText);
    if (!(price >= 0 && price < 1e7)) {
      const message = `"${priceText.slice(0, 40)}" is no price`;
      return { ok: false, line, field: 'price', reason: 'bad-price', message, row: fields };
    }
    const day = new Date(atMs).toISOString().slice(0, 10);
    const order = `${day}:${customer}${channel === '' ? '' : `:${readId(channel)}`}`;
    const behaviour: Behaviour = {
      deed: 'purchase',
      atMs,
      item: articleId(article),
      person: customer,
      session: null,
      price,
      quantity: 1,
      order,
      category: '',
      brand: '',
    };
    return { ok: true, line, behaviour };
  };
}

interface Garment {
  readonly facts: ItemFacts;
  readonly priceMinor: number | null;
  readonly article: Article | undefined;
}

function product(id: string, { facts, priceMinor, article }: Garment): CatalogProduct {
  const path = shelfPath(
    [article?.indexGroup ?? '', article?.group ?? '', article?.type ?? ''].filter(
      (name) => name !== '' && name !== 'Unknown',
    ),
  );
  const plain = plainProduct({
    source,
    id,
    name: article?.name ?? `Article ${id}`,
    path: path.length > 0 ? path : shelfPath(['Everything else']),
    facts,
    currency,
    priceMinor,
    metadata: { productCode: article?.productCode ?? '' },
  });
  if (!article) return plain;
  const specs = Object.entries(article.specs).filter(([, value]) => value !== '' && value !== 'Unknown');
  const color = article.color === '' || article.color === 'Unknown' ? null : article.color;
  return {
    ...plain,
    description: article.description === '' ? plain.description : article.description,
    ...(color ? { color } : {}),
    tags: color ? [color] : [],
    specs: [...plain.specs, ...specs.map(([name, value]) => ({ name, value }))],
  };
}

async function* customersOf(
  people: ReadonlyMap<string, Person>,
  joined: ReadonlyMap<string, number>,
): AsyncGenerator<ShopCustomer[]> {
  let batch: ShopCustomer[] = [];
  for (const [externalId, joinedMs] of joined) {
    const { age = null, newsletter = false } = people.get(externalId) ?? {};
    batch.push({ source, externalId, joinedAt: new Date(joinedMs), age, newsletter });
    if (batch.length < batchCustomers) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

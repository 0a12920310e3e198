import type { CatalogProduct } from '@vitrine/shop/loading';
import { bytesOf } from '../reading/find-tables.ts';
import { brokenFile, ImportStopped } from '../import-outcome.ts';
import type { ImportFormat, ImportRun } from '../import-run.ts';
import { noteUnpriced } from '../writing/note-unpriced.ts';
import { readJsonItems, type JsonItem } from '../reading/read-json-items.ts';
import { RecordWriter, type Placed } from '../writing/record-writer.ts';
import { composeProduct } from '../reviews/compose-product.ts';
import { findSourceFiles, type SourceFile } from '../reading/source-files.ts';
import { currency, judgeListing, source, type Listing } from './judge-listing.ts';

const batchRows = 1000;

/** What the files hold, by their first items. */
interface BestBuyFiles {
  readonly products: SourceFile[];
  readonly categories: SourceFile[];
}

/** The public samples of the Best Buy catalog: the showcase's ecommerce.json and the open data set's products.json and categories.json. */
export const bestBuy: ImportFormat = {
  name: source,
  describe:
    'Best Buy catalogs: ecommerce.json, or products.json and categories.json of the open data set (files or folder).',
  async run(run) {
    const files = await findFiles(run);
    run.meter.begin('Reading and checking', bytesOf([...files.products, ...files.categories]), 'bytes');
    const tree = await readTree(files.categories, run);
    const survey = await surveyListings(files.products, run, tree);
    run.meter.end();
    if (!run.target) return;
    run.meter.begin('Writing products', bytesOf(files.products), 'bytes');
    await writeListings(files.products, run, survey);
    run.meter.end();
  },
};

async function findFiles(run: ImportRun): Promise<BestBuyFiles> {
  const found: BestBuyFiles = { products: [], categories: [] };
  const strange: string[] = [];
  for (const file of await findSourceFiles(run.paths, ['.json', '.json.gz', '.jsonl', '.jsonl.gz'])) {
    const keys = await firstKeys(file, run);
    if (keys.has('subCategories') || (keys.has('path') && keys.has('id'))) found.categories.push(file);
    else if (keys.has('name') && ['price', 'salePrice', 'regularPrice'].some((key) => keys.has(key)))
      found.products.push(file);
    else strange.push(`${file.path} (${[...keys].slice(0, 8).join(', ') || 'no objects'})`);
  }
  run.counts.files = found.products.length + found.categories.length;
  if (found.products.length === 0) {
    const has = strange.length > 0 ? ` There is only ${strange.join('; ')}.` : '';
    const message = `${run.paths.join(', ')} holds no products of ${source}: a JSON list of objects with name and price.${has} Nothing was written.`;
    throw new ImportStopped({ code: 'import.wrong_columns', message, file: run.paths[0] ?? null });
  }
  if (strange.length > 0)
    run.notes.push(`Left alone, because they hold neither products nor categories: ${strange.join('; ')}.`);
  return found;
}

async function firstKeys(file: SourceFile, run: ImportRun): Promise<Set<string>> {
  for await (const { value } of readJsonItems(file, { run, reporting: false })) return new Set(Object.keys(value));
  if (file.bytes === 0) throw brokenFile(file.path, 'is empty');
  return new Set();
}

/** Names of all categories, to tell how well the products' shelves are known. */
async function readTree(files: readonly SourceFile[], run: ImportRun): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const file of files) {
    for await (const { value } of readJsonItems(file, { run, reporting: true }))
      names.add(String(value['name']).trim());
  }
  return names;
}

const placeOf = ({ file, line }: Pick<JsonItem, 'file' | 'line'>) => `${file}:${line}`;

/** The places of the good rows. */
async function surveyListings(
  files: readonly SourceFile[],
  run: ImportRun,
  tree: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const good = new Set<string>();
  const seen = new Map<string, string>();
  const shelves = new Set<string>();
  let unpriced = 0;
  for (const file of files) {
    for await (const item of readJsonItems(file, { run, reporting: true })) {
      const judged = judgeListing(item.value);
      const before = judged.ok ? seen.get(judged.facts.id) : undefined;
      if (!judged.ok || before !== undefined) {
        const repeated = {
          field: 'sku',
          reason: 'repeated-row',
          message: `has the number of the product in ${before}`,
        };
        const { field, reason, message } = judged.ok ? repeated : judged;
        await run.rejects.add({ file: item.file, line: item.line, field, reason, message });
        continue;
      }
      seen.set(judged.facts.id, placeOf(item));
      good.add(placeOf(item));
      for (const name of judged.facts.categories) shelves.add(name);
      if (judged.facts.priceMinor === null) unpriced += 1;
    }
  }
  if (good.size === 0) {
    const message = 'Nothing in the source is a product that can be taken: look at the rejects file.';
    throw new ImportStopped({ code: 'import.empty', message, file: files[0]?.path ?? null });
  }
  noteUnpriced(run, unpriced, good.size);
  if (tree.size > 0) {
    const known = [...shelves].filter((name) => tree.has(name)).length;
    run.notes.push(
      `${tree.size} categories were read; ${known} of the ${shelves.size} that the products name are among them. Only those with products are shown.`,
    );
  }
  run.notes.push('Prices are in USD, stock is set to 100; pictures are addresses only, nothing is fetched.');
  return good;
}

async function writeListings(files: readonly SourceFile[], run: ImportRun, good: ReadonlySet<string>): Promise<void> {
  if (!run.target) return;
  const writer = new RecordWriter(run, run.target);
  let batch: Placed<CatalogProduct>[] = [];
  for (const file of files) {
    for await (const item of readJsonItems(file, { run, reporting: false })) {
      if (!good.has(placeOf(item))) continue;
      const judged = judgeListing(item.value);
      if (judged.ok) batch.push({ file: item.file, line: item.line, row: await productOf(judged.facts, item, run) });
      if (batch.length < batchRows) continue;
      await writer.writeProducts(batch);
      batch = [];
    }
  }
  await writer.writeProducts(batch);
}

async function productOf(facts: Listing, { file, line }: JsonItem, run: ImportRun): Promise<CatalogProduct> {
  const layout = { source, currency };
  const product = await composeProduct(facts, {
    run,
    layout,
    firstReview: new Map(),
    file,
    line,
  });
  const { compareAtMinor } = facts;
  return {
    ...product,
    skus: product.skus.map((sku) => ({ ...sku, ...(compareAtMinor === null ? {} : { compareAtMinor }) })),
    metadata: { ...product.metadata, ...facts.more },
  };
}

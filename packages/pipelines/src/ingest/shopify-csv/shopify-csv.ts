import { dirname, join } from 'node:path';
import type { CatalogProduct } from '@vitrine/shop/loading';
import { bytesOf, findTables } from '../reading/find-tables.ts';
import { ImportStopped } from '../import-outcome.ts';
import type { ImportFormat, ImportRun } from '../import-run.ts';
import { fileNameOf, withLocalPicture } from '../writing/local-picture.ts';
import { RecordWriter, type Placed } from '../writing/record-writer.ts';
import { shape, source } from './columns.ts';
import { productOf } from './compose-product.ts';
import { readDrafts, type Draft } from './read-products.ts';

/** The export names no currency: this one unless the importer is told another. */
const usual = 'USD';

const firstAvailable = new Date('2020-01-01T00:00:00Z');

/** Product exports of Shopify shops. */
export const shopifyCsv: ImportFormat = {
  name: source,
  describe: 'Product exports of a Shopify shop: a CSV file or a folder of them, with pictures beside them in images/.',
  async run(run) {
    const currency = run.mapping.currency ?? usual;
    const { products: files } = await findTables(run, source, { products: { ...shape, named: /product/i } });
    run.meter.begin('Reading and checking', bytesOf(files), 'bytes');
    const drafts = await readDrafts(files, run, currency);
    run.meter.end();
    const products = await compose(drafts, run, currency);
    if (products.length === 0) {
      const message = `No row of ${files[0]?.path ?? 'the source'} is a product with a price, so there is nothing to import.`;
      throw new ImportStopped({ code: 'import.empty', message, file: files[0]?.path ?? null });
    }
    note(run, products, currency);
    if (!run.target) return;
    run.meter.begin('Writing products', products.length, 'rows');
    await new RecordWriter(run, run.target).writeProducts(products);
    run.meter.end();
  },
};

async function compose(drafts: readonly Draft[], run: ImportRun, currency: string): Promise<Placed<CatalogProduct>[]> {
  const products: Placed<CatalogProduct>[] = [];
  const composing = { currency, firstAvailable, codes: new Set<string>() };
  const slugs = new Map<string, string>();
  for (const draft of drafts) {
    const { file, line } = draft;
    if (draft.variants.length === 0) {
      // The row at fault has its own reject; a product without one is told here.
      if (!draft.flawed) {
        const message = `${draft.handle} has no variant with a price`;
        await run.rejects.add({ file, line, field: 'Variant Price', reason: 'no-price', message });
      }
      continue;
    }
    const plain = productOf(draft, composing);
    const owner = slugs.get(plain.slug);
    if (owner !== undefined) {
      const message = `${draft.handle} has the address of ${owner}: ${plain.slug}`;
      await run.rejects.add({ file, line, field: 'Handle', reason: 'repeated-row', message });
      continue;
    }
    slugs.set(plain.slug, draft.handle);
    const folders = [join(dirname(file), 'images'), dirname(file)];
    const names = draft.images.map(({ src }) => fileNameOf(src));
    products.push({ file, line, row: await withLocalPicture(plain, { folders, names, line }, run) });
  }
  return products;
}

function note(run: ImportRun, products: readonly Placed<CatalogProduct>[], currency: string): void {
  const hidden = products.filter(({ row }) => row.archived).length;
  const pictured = products.filter(({ row }) => row.images.length > 0).length;
  const addressed = products.filter(({ row }) => (row.metadata['pictureUrls'] as readonly string[]).length > 0).length;
  run.notes.push(
    `The export names no currency: prices are taken as ${currency}. What its shop did not count has a stock of 100.`,
  );
  if (hidden > 0) run.notes.push(`${hidden} products are drafts, archived or unpublished: they go in unseen.`);
  if (addressed > pictured) {
    run.notes.push(
      `${addressed} products name pictures by address; nothing is fetched. Put the files beside the export in images/ and import again to show them.`,
    );
  }
}

import { access, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CatalogProduct } from '@vitrine/shop/loading';
import { brokenFile, ImportStopped } from '../import-outcome.ts';
import { countWritten, type ImportFormat, type ImportRun } from '../import-run.ts';
import { openParquet, type ParquetFile } from '../reading/read-parquet.ts';
import { wrongColumns } from '../reading/read-table.ts';
import { columns, judgeProduct, source, type Oddity } from './judge-product.ts';
import { storePicture } from './store-picture.ts';

const sliceRows = 500;

/** What lies beside the table. */
interface Source {
  readonly path: string;
  readonly table: ParquetFile;
  readonly thumbnails: string;
}

/** The LivoStyle catalog: a folder with products.parquet, collections.json and thumbnails/, or the Parquet file alone. */
export const livostyle: ImportFormat = {
  name: source,
  describe:
    'The LivoStyle catalog: a folder with products.parquet, collections.json and thumbnails/, or the .parquet file.',
  async run(run) {
    const found = await findSource(run);
    const { lines, oddities } = await survey(found, run);
    noteOddities(run, oddities);
    if (run.target) await write(found, run, lines);
  },
};

async function findSource(run: ImportRun): Promise<Source> {
  const given = run.paths[0] ?? '';
  const entry = await stat(given).catch(() => null);
  if (!entry || run.paths.length !== 1) {
    const message = entry
      ? `${source} takes one path: the folder or its products.parquet.`
      : `${given || 'The path'} does not exist: give the folder that holds products.parquet.`;
    throw new ImportStopped({ code: 'import.not_found', message, file: given || null });
  }
  const path = entry.isDirectory() ? join(given, 'products.parquet') : given;
  if (!(await exists(path))) {
    throw new ImportStopped({
      code: 'import.not_found',
      message: `${given} holds no products.parquet: give the folder that does.`,
      file: path,
    });
  }
  run.counts.files = 1;
  const folder = dirname(path);
  await checkCollections(join(folder, 'collections.json'), run);
  const table = await openParquet(path);
  const missing = columns.filter((column) => !table.columns.includes(column));
  if (missing.length > 0) throw wrongColumns(path, { missing, header: table.columns, required: columns });
  return { path, table, thumbnails: join(folder, 'thumbnails') };
}

/** The collections say which shelves the shop shows; no column links products to them, so they are counted only. */
async function checkCollections(path: string, run: ImportRun): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  run.counts.files += 1;
  try {
    const collections: unknown = JSON.parse(text);
    if (!Array.isArray(collections)) throw new Error('it is no list');
    run.notes.push(
      `${collections.length} collections were read; no column of the products links to them, so they become no categories.`,
    );
  } catch (error) {
    throw brokenFile(path, `is no JSON list (${error instanceof Error ? error.message : String(error)})`, error);
  }
}

/** Reads every row once before anything is written; the numbers of good rows are kept. */
async function survey(found: Source, run: ImportRun): Promise<{ lines: Set<number>; oddities: Map<Oddity, number> }> {
  const lines = new Set<number>();
  const oddities = new Map<Oddity, number>();
  const seen = new Map<string, number>();
  run.meter.begin('Reading and checking', found.table.rowCount, 'rows');
  let line = 0;
  for await (const { rows } of found.table.slices(columns, sliceRows)) {
    for (const row of rows) {
      line += 1;
      run.counts.rows += 1;
      run.meter.advance(1, 1);
      const judged = judgeProduct(row);
      if (!judged.ok) {
        const { field, reason, message } = judged;
        await run.rejects.add({
          file: found.path,
          line,
          field,
          reason,
          message,
          row: { id: String(row['id']), handle: String(row['handle']) },
        });
        continue;
      }
      const repeated = seen.get(judged.product.externalId) ?? seen.get(judged.product.slug);
      if (repeated !== undefined) {
        await run.rejects.add({
          file: found.path,
          line,
          field: 'id',
          reason: 'repeated-row',
          message: `has the id or handle of row ${repeated}`,
        });
        continue;
      }
      seen.set(judged.product.externalId, line);
      seen.set(judged.product.slug, line);
      lines.add(line);
      for (const oddity of judged.oddities) oddities.set(oddity, (oddities.get(oddity) ?? 0) + 1);
    }
  }
  run.meter.end();
  if (lines.size === 0)
    throw new ImportStopped({
      code: 'import.empty',
      message: `No row of ${found.path} is a product: look at the rejects file.`,
      file: found.path,
    });
  return { lines, oddities };
}

const oddityWords: Record<Oddity, string> = {
  'workflow-tag': 'carry the tag "issues", which the source left for its staff: kept',
  'repeated-tag': 'name a tag twice: kept once',
  'no-category': 'have no category: shelved by their type',
  'no-rating': 'have no rating',
};

function noteOddities(run: ImportRun, oddities: ReadonlyMap<Oddity, number>): void {
  for (const [oddity, count] of oddities) run.notes.push(`${count} products ${oddityWords[oddity]}.`);
  run.notes.push('Ratings were seeded by the owner of the source: kept as a rating from elsewhere, not as reviews.');
}

async function write(found: Source, run: ImportRun, lines: ReadonlySet<number>): Promise<void> {
  run.meter.begin('Writing products and pictures', found.table.rowCount, 'rows');
  let line = 0;
  for await (const { rows } of found.table.slices(columns, sliceRows)) {
    const good: GoodRow[] = [];
    for (const row of rows) {
      line += 1;
      const judged = lines.has(line) ? judgeProduct(row) : null;
      if (judged?.ok) good.push({ line, ...judged });
    }
    const batch = await withPictures(good, found, run);
    const report = await run.target?.products(batch.map((entry) => entry.product));
    if (!report) return;
    countWritten(run.written.products, report);
    for (const { index, field, reason } of report.rejected) {
      await run.rejects.add({
        file: found.path,
        line: batch[index]?.line ?? 0,
        field,
        reason: 'refused-by-shop',
        message: reason,
      });
    }
  }
  run.meter.end();
}

interface GoodRow {
  readonly line: number;
  readonly handle: string;
  readonly product: CatalogProduct;
}

/** Pictures in the making at a time: each keeps a core busy in a thread of sharp. */
const together = 4;

async function withPictures(rows: readonly GoodRow[], found: Source, run: ImportRun): Promise<GoodRow[]> {
  const done = [...rows];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < rows.length; at = next++) {
      const row = rows[at];
      if (row) done[at] = { ...row, product: await withPicture(row, found, run) };
      run.meter.advance(1, 1);
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return done;
}

async function withPicture(judged: GoodRow, found: Source, run: ImportRun): Promise<CatalogProduct> {
  const { product, line } = judged;
  // basename: a handle is a name from outside and must not lead out of the folder.
  const file = join(found.thumbnails, `${basename(judged.handle)}.jpg`);
  if (!(await exists(file))) return product;
  try {
    const picture = await storePicture(file, run.home);
    countWritten(run.written.pictures, {
      inserted: picture.unchanged ? 0 : 1,
      updated: 0,
      unchanged: picture.unchanged ? 1 : 0,
    });
    const { url, width, height } = picture;
    return { ...product, images: [{ url, width, height, alt: product.name, kind: 'photo' }] };
  } catch (error) {
    const message = `is no picture that can be read (${error instanceof Error ? error.message : String(error)}); the product goes in without it`;
    await run.rejects.add({ file, line, field: 'thumbnail', reason: 'bad-picture', message });
    return product;
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

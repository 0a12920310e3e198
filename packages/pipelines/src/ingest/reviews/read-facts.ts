import { brokenFile, ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import { readJsonItems, type JsonItem } from '../reading/read-json-items.ts';
import { firstLine } from '../reading/read-table.ts';
import { findSourceFiles, type SourceFile } from '../reading/source-files.ts';
import type { FileRole, Judged, ProductFacts, ReviewFacts, ReviewLayout } from './facts.ts';
import { readRatings } from './read-ratings.ts';

/** Files by what they hold; a file of both stands in both lists. */
export interface ReviewFiles {
  readonly products: readonly SourceFile[];
  readonly reviews: readonly SourceFile[];
}

const endings = ['.json', '.json.gz', '.jsonl', '.jsonl.gz', '.csv', '.csv.gz'];

/** Sorts the files by their first item. Throws ImportStopped for a file that is nothing of the layout, or when all are empty. */
export async function findReviewFiles(run: ImportRun, layout: ReviewLayout): Promise<ReviewFiles> {
  const files = await findSourceFiles(run.paths, endings);
  const products: SourceFile[] = [];
  const reviews: SourceFile[] = [];
  for (const file of files) {
    const role = await roleOf(file, run, layout);
    if (role !== 'reviews') products.push(file);
    if (role !== 'products') reviews.push(file);
  }
  run.counts.files = files.length;
  return { products, reviews };
}

async function roleOf(file: SourceFile, run: ImportRun, layout: ReviewLayout): Promise<FileRole> {
  if (/\.csv(\.gz)?$/i.test(file.path)) return 'reviews';
  let seen: string[] = [];
  for await (const { value } of readJsonItems(file, { run, reporting: false, parse: layout.parse })) {
    const role = layout.roleOf(value);
    if (role !== null) return role;
    seen = Object.keys(value);
    break;
  }
  if (seen.length === 0) {
    const head = (await firstLine(file)).slice(0, 80);
    throw brokenFile(file.path, head === '' ? 'is empty' : `begins with "${head}", which is no JSON object`);
  }
  const message = `${file.path} has no fields of ${layout.source}: its first item has ${seen.slice(0, 12).join(', ')}; it needs ${layout.expects}. Nothing was written.`;
  throw new ImportStopped({ code: 'import.wrong_columns', message, file: file.path });
}

/** A record and where it stands: `nth` among those of its item. */
export interface PlacedFacts<Facts> {
  readonly line: number;
  readonly nth: number;
  readonly facts: Facts;
}

/** Which records of a file are wanted. */
export interface FactsPass<Role extends 'reviews' | 'products'> {
  readonly run: ImportRun;
  readonly layout: ReviewLayout;
  readonly role: Role;
  /** Whether bad records are rejected. */
  readonly reporting: boolean;
  /** Whether rows are counted: not when another role of the same file has been. */
  readonly counting: boolean;
}

type FactsOf<Role> = Role extends 'reviews' ? ReviewFacts : ProductFacts;

/** Streams the good records of a file; in a reporting pass the others are rejected. */
export async function* readFacts<Role extends 'reviews' | 'products'>(
  file: SourceFile,
  pass: FactsPass<Role>,
): AsyncGenerator<PlacedFacts<FactsOf<Role>>> {
  const { run, layout, reporting } = pass;
  for await (const { line, value } of itemsOf(file, pass)) {
    const judged = (pass.role === 'reviews' ? layout.reviewsOf(value) : layout.productsOf(value)) as Judged<
      FactsOf<Role>
    >[];
    for (const [nth, one] of judged.entries()) {
      if (one.ok) yield { line, nth, facts: one.facts };
      else if (reporting) {
        const { field, reason, message } = one;
        await run.rejects.add({ file: file.path, line, field, reason, message });
      }
    }
  }
}

function itemsOf(
  file: SourceFile,
  { run, layout, counting }: FactsPass<'reviews' | 'products'>,
): AsyncGenerator<JsonItem> {
  return /\.csv(\.gz)?$/i.test(file.path)
    ? readRatings(file, { run, reporting: counting })
    : readJsonItems(file, { run, reporting: counting, parse: layout.parse });
}

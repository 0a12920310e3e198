import { applyBulk } from '../catalog-editor/bulk-edit.ts';
import { insertBatch } from '../change-log/changes.store.ts';
import { saveBrand } from '../catalog-editor/edit-brands.ts';
import { createProduct, updateProduct, type Editing } from '../catalog-editor/edit-product.ts';
import { selectEditableProducts } from '../catalog-editor/editable-product.store.ts';
import type { EditableProduct, EditFailure } from '../catalog-editor/index.ts';
import { adjustStock } from '../catalog-editor/stock-desk.ts';
import type { Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { splitList } from './catalog-columns.ts';
import { changedCells, type CellChange } from './changed-cells.ts';
import { groupsOf, type Group } from './csv-groups.ts';
import { selectLookups, type CsvLookups } from './csv-lookups.store.ts';
import { changesOf, neededFault, wishOf, type Judged, type Wish } from './judge-group.ts';

/** What one product of the file comes to. */
export interface CsvVerdict {
  readonly line: number;
  readonly slug: string;
  readonly verdict: 'new' | 'changed' | 'unchanged' | 'refused';
  /** The fields that change, or why it is refused. */
  readonly note: string;
  /** Cells that say something else than what is there; none for a new product. */
  readonly cells: readonly CellChange[];
}

/** What a file comes to, or came to. */
export interface CsvReport {
  readonly lines: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** The first verdicts that are worth showing: refusals and changes before what stays. */
  readonly verdicts: readonly CsvVerdict[];
}

/** How to read a file: `apply` writes, else it is only judged. Every refused line is told with its cells. */
export interface CsvImport {
  readonly apply: boolean;
  readonly editing: Editing;
  /** Every line of a product that is refused, with its reason. */
  onRefused?(refusal: { line: number; reason: string; cells: readonly string[] }): void | Promise<void>;
  onHeader?(columns: readonly string[]): void | Promise<void>;
}

const chunkGroups = 200;
const shownVerdicts = 200;

function sentenceOf(error: EditFailure): string {
  if (error.code === 'catalog.invalid' || error.code === 'catalog.taken')
    return error.faults.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join(' ');
  if (error.code === 'catalog.in_use') return error.message;
  return error.code === 'catalog.conflict'
    ? 'Somebody changed this product meanwhile. Take the file in again.'
    : 'The product is gone. Take the file in again.';
}

/** Writes one product of the file; the sentence says why it was refused, null that it was taken. */
async function write(
  context: ShopContext,
  given: { wish: Wish; product: EditableProduct | null },
  editing: Editing,
): Promise<string | null> {
  const { wish, product } = given;
  let { patch } = wish;
  if (wish.brand && patch.brandId === undefined) {
    const made = await saveBrand(context, { id: null, name: wish.brand }, editing);
    if (!made.ok) return `brand: ${sentenceOf(made.error)}`;
    patch = { ...patch, brandId: made.value.brand.id };
  }
  const done: Outcome<{ product: EditableProduct }, EditFailure> =
    product === null
      ? await createProduct(context, { ...patch, archived: wish.archived }, editing)
      : await updateProduct(context, { id: product.id, edit: { version: product.version, patch } }, editing);
  if (!done.ok) return sentenceOf(done.error);
  if (product === null) return null;
  for (const [code, stock] of wish.stocks) {
    const sku = product.skus.find((one) => one.code === code);
    if (sku === undefined || sku.stock === stock) continue;
    const moved = await adjustStock(context, { skuId: sku.id, move: { reason: 'corrected', to: stock } }, editing);
    if (!moved.ok) return `stock: ${sentenceOf(moved.error)}`;
  }
  if (wish.archived === undefined || wish.archived === product.archived) return null;
  const change = { kind: 'archived', archived: wish.archived } as const;
  const moved = await applyBulk(context, { selection: { ids: [product.id] }, change }, editing);
  return moved.ok ? null : sentenceOf(moved.error);
}

type Verdict = Omit<CsvVerdict, 'slug'>;
const counters = { new: 'created', changed: 'updated', unchanged: 'unchanged', refused: 'refused' } as const;

/** Counts a verdict, and tells the lines of a refused product. */
async function settle(tally: Tally, group: Group, verdict: Verdict): Promise<void> {
  const { report, run } = tally;
  report[counters[verdict.verdict]] += 1;
  if (report.verdicts.length < shownVerdicts && verdict.verdict !== 'unchanged')
    report.verdicts.push({ ...verdict, slug: group.slug });
  if (verdict.verdict !== 'refused') return;
  for (const { record } of group.lines) {
    const reason = record.line === verdict.line ? verdict.note : `See line ${verdict.line}: ${verdict.note}`;
    await run.onRefused?.({ line: record.line, reason, cells: record.cells });
  }
}

interface Tally {
  readonly run: CsvImport;
  readonly batchId: string | null;
  readonly seen: Set<string>;
  readonly report: {
    lines: number;
    created: number;
    updated: number;
    unchanged: number;
    refused: number;
    verdicts: CsvVerdict[];
  };
}

async function takeGroup(
  context: ShopContext,
  given: { group: Group; lookups: CsvLookups; product: EditableProduct | null },
  tally: Tally,
): Promise<Verdict> {
  const { group, product } = given;
  const { run, batchId, seen } = tally;
  const line = group.lines[0]?.record.line ?? 0;
  const again = 'slug: the lines of one product must follow each other; put them together.';
  const judged: Judged = seen.has(group.slug) ? { ok: false, line, reason: again } : wishOf(context, group, given);
  seen.add(group.slug);
  const refused = (at: number, note: string): Verdict => ({ line: at, verdict: 'refused', note, cells: [] });
  if (!judged.ok) return refused(judged.line, judged.reason);
  const changes = product === null ? [] : changesOf(judged.wish, product);
  if (product !== null && changes.length === 0) return { line, verdict: 'unchanged', note: '', cells: [] };
  const needed = product === null ? neededFault(context, judged.wish.patch) : null;
  const editing = { ...run.editing, batchId };
  const refusal = needed ?? (run.apply ? await write(context, { wish: judged.wish, product }, editing) : null);
  if (refusal !== null) return refused(line, refusal);
  if (product === null) return { line, verdict: 'new', note: '', cells: [] };
  return { line, verdict: 'changed', note: changes.join(', '), cells: changedCells(group, product) };
}

/**
 * Reads a file of products as it arrives and takes it in, or only says what it would come to. Good products go in whatever the others are; each is written
 * whole or not at all; the same file again changes nothing. Throws `CsvFault` for what is no such file.
 */
export async function importCatalog(
  context: ShopContext,
  chunks: AsyncIterable<string>,
  run: CsvImport,
): Promise<CsvReport> {
  const batch = { kind: 'csv', summary: 'Products from a CSV file', actor: run.editing.actor } as const;
  const batchId = run.apply ? await insertBatch(context, context.db, batch) : null;
  const report = { lines: 0, created: 0, updated: 0, unchanged: 0, refused: 0, verdicts: [] };
  const tally: Tally = { run, batchId, seen: new Set(), report };
  const takeChunk = async (groups: readonly Group[]) => {
    const { lookups, products } = await lookUp(context, groups);
    for (const group of groups) {
      const product = products.get(group.slug) ?? null;
      await settle(tally, group, await takeGroup(context, { group, lookups, product }, tally));
    }
  };
  let chunk: Group[] = [];
  for await (const group of groupsOf(chunks, run.onHeader)) {
    tally.report.lines += group.lines.length;
    chunk.push(group);
    if (chunk.length < chunkGroups) continue;
    await takeChunk(chunk);
    chunk = [];
  }
  await takeChunk(chunk);
  return tally.report;
}

async function lookUp(
  context: ShopContext,
  groups: readonly Group[],
): Promise<{ lookups: CsvLookups; products: Map<string, EditableProduct> }> {
  const lines = groups.flatMap((group) => group.lines.map(({ line }) => line));
  const lookups = await selectLookups(context.db, {
    slugs: groups.map(({ slug }) => slug),
    brands: lines.flatMap(({ brand }) => (brand?.trim() ? [brand.trim()] : [])),
    categories: lines.flatMap((line) => [line.category?.trim() ?? '', ...splitList(line.categories ?? '')]),
    media: lines.flatMap((line) => splitList(line.pictures ?? '')),
  });
  const products = await selectEditableProducts(context, context.db, { ids: [...lookups.products.values()] });
  return { lookups, products: new Map(products.map((product) => [product.slug, product])) };
}

import { brokenFile, ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import { openText } from '../reading/read-table.ts';
import { unreadable } from '../reading/unreadable.ts';
import { findSourceFiles, type SourceFile } from '../reading/source-files.ts';

/** The four lists, by the words of their second line. */
export type ListRole = 'categories' | 'attributes' | 'imageCategories' | 'imageAttributes';

export interface FashionLists {
  readonly categories: SourceFile;
  readonly imageCategories: SourceFile;
  readonly attributes: SourceFile | null;
  readonly imageAttributes: SourceFile | null;
}

/** A row of a list: its first words, and its numbers at the end. */
export interface ListRow {
  readonly line: number;
  readonly text: string;
}

const headings: readonly (readonly [RegExp, ListRole])[] = [
  [/^category_name\s+category_type/i, 'categories'],
  [/^attribute_name\s+attribute_type/i, 'attributes'],
  [/^image_name\s+category_labels?/i, 'imageCategories'],
  [/^image_name\s+attribute_labels?/i, 'imageAttributes'],
];

/** Finds the lists by their heading. Throws ImportStopped when the two that are needed are not all there. */
export async function findLists(run: ImportRun): Promise<FashionLists> {
  const found = new Map<ListRole, SourceFile>();
  const strange: string[] = [];
  for (const file of await findSourceFiles(run.paths, ['.txt', '.txt.gz'])) {
    const heading = await headingOf(file);
    const role = headings.find(([words]) => words.test(heading))?.[1];
    if (role) found.set(role, file);
    else strange.push(`${file.path} ("${heading.slice(0, 60)}")`);
  }
  const [categories, imageCategories] = [found.get('categories'), found.get('imageCategories')];
  if (!categories || !imageCategories) {
    const lacking = [
      categories ? '' : 'list_category_cloth.txt (category_name category_type)',
      imageCategories ? '' : 'list_category_img.txt (image_name category_label)',
    ];
    const has = strange.length > 0 ? ` Of another kind: ${strange.join(', ')}.` : '';
    const message = `${run.paths.join(', ')} lacks ${lacking.filter(Boolean).join(' and ')}; the second line of a list names its columns.${has} Nothing was written.`;
    throw new ImportStopped({ code: 'import.wrong_columns', message, file: run.paths[0] ?? null });
  }
  if (strange.length > 0) run.notes.push(`Left alone, because they are none of the four lists: ${strange.join(', ')}.`);
  run.counts.files = found.size;
  const attributes = found.get('attributes') ?? null;
  return {
    categories,
    imageCategories,
    attributes,
    imageAttributes: attributes ? (found.get('imageAttributes') ?? null) : null,
  };
}

async function headingOf(file: SourceFile): Promise<string> {
  const stream = await openText(file, { onBytes: () => undefined, mended: { lines: 0 } });
  let head = '';
  try {
    for await (const chunk of stream) {
      head += String(chunk);
      if (head.split('\n').length > 2 || head.length > 65_536) break;
    }
  } catch (error) {
    throw brokenFile(file.path, unreadable(error), error);
  } finally {
    stream.destroy();
  }
  if (head === '') throw brokenFile(file.path, 'is empty');
  return (head.split(/\r?\n/)[1] ?? '').trim();
}

/**
 * Streams the rows of a list. The first line says how many there are: fewer means that the end is missing, which stops the
 * import.
 */
export async function* readList(
  file: SourceFile,
  { run, reporting }: { run: ImportRun; reporting: boolean },
): AsyncGenerator<ListRow> {
  const stream = await openText(file, { onBytes: (bytes) => run.meter.advance(bytes, 0), mended: { lines: 0 } });
  const state = { line: 0, rows: 0, promised: Number.NaN };
  let rest = '';
  try {
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) yield* rowsOf(text, state, { run, reporting });
    }
    if (rest !== '') yield* rowsOf(rest, state, { run, reporting });
  } catch (error) {
    throw error instanceof ImportStopped ? error : brokenFile(file.path, unreadable(error), error);
  } finally {
    stream.destroy();
  }
  if (state.rows < state.promised) {
    throw brokenFile(file.path, `promises ${state.promised} rows and has ${state.rows}: its end is missing`);
  }
}

function* rowsOf(
  text: string,
  state: { line: number; rows: number; promised: number },
  { run, reporting }: { run: ImportRun; reporting: boolean },
): Generator<ListRow> {
  state.line += 1;
  if (state.line === 1) state.promised = Number(text.replace(/^\uFEFF/, '').trim());
  if (state.line <= 2 || text.trim() === '') return;
  state.rows += 1;
  if (reporting) run.counts.rows += 1;
  run.meter.advance(0, 1);
  yield { line: state.line, text: text.trim() };
}

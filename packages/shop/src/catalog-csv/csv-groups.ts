import { slugOf } from '../catalog-editor/check-patch.ts';
import { columnOf, csvColumns, type CsvColumn, type CsvLine } from './catalog-columns.ts';
import { CsvFault, readCell, readCsv, type CsvRecord } from './csv-text.ts';

/** A line by column, beside its record. */
export interface NumberedLine {
  readonly record: CsvRecord;
  readonly line: CsvLine;
}

/** The lines of one product. */
export interface Group {
  readonly slug: string;
  readonly lines: NumberedLine[];
}

function readHeader(record: CsvRecord): readonly (CsvColumn | null)[] {
  const names = record.cells.map((cell) => cell.trim().toLowerCase());
  const columns = names.map(columnOf);
  const unknown = names.filter((name, index) => columns[index] === null && name !== 'line' && name !== 'reason');
  if (unknown.length > 0)
    throw new CsvFault(
      1,
      `The column “${unknown[0]}” is not known. Columns are ${csvColumns.join(', ')}; other languages likewise, such as name_fr.`,
    );
  for (const needed of ['slug', 'sku'] as const)
    if (!columns.includes(needed))
      throw new CsvFault(1, `The column “${needed}” is missing. It says what a line is about.`);
  return columns;
}

/** Lines that follow each other and name the same product. */
export async function* groupsOf(
  chunks: AsyncIterable<string>,
  onHeader?: (columns: readonly string[]) => void | Promise<void>,
): AsyncGenerator<Group> {
  let columns: readonly (CsvColumn | null)[] | null = null;
  let group: Group | null = null;
  for await (const record of readCsv(chunks)) {
    if (columns === null) {
      columns = readHeader(record);
      await onHeader?.(record.cells);
      continue;
    }
    const line: Partial<Record<CsvColumn, string>> = {};
    for (const [index, column] of columns.entries())
      if (column !== null) line[column] = readCell(record.cells[index] ?? '');
    const slug = line.slug?.trim() || slugOf(line.name_en ?? '');
    if (group !== null && group.slug === slug) group.lines.push({ record, line });
    else {
      if (group !== null) yield group;
      group = { slug, lines: [{ record, line }] };
    }
  }
  if (columns === null)
    throw new CsvFault(1, `The file is empty. Its first line names columns: ${csvColumns.join(', ')}.`);
  if (group !== null) yield group;
}

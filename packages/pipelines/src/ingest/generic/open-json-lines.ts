import { brokenFile, ImportStopped } from '../import-outcome.ts';
import type { SourceFile } from '../reading/source-files.ts';
import type { FileDialect } from './mapping-request.ts';
import { decodeText, detectEncoding, headBytes, knownEncoding, readHead } from './sniff-text.ts';
import { longestRow, pathsOf, sampleRows, valueAt, type Table, type TableRow } from './table.ts';

/** Opens a file of one JSON object a line. Fields inside objects are named by their dotted path. */
export async function openJsonLines(file: SourceFile, given: FileDialect): Promise<Table> {
  const head = await readHead(file);
  const encoding = (given.encoding === undefined ? null : knownEncoding(given.encoding)) ?? detectEncoding(head);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  if (text.trim() === '') throw brokenFile(file.path, 'is empty');
  if (/^\s*\[/.test(text))
    throw brokenFile(
      file.path,
      'is one JSON list, not one object a line: write each entry on a line of its own (jq -c ".[]" does)',
    );
  const rows: object[] = [];
  for (const line of text.split('\n').slice(0, sampleRows)) {
    const row = parseObject(line);
    if (row) rows.push(row);
  }
  if (rows.length === 0)
    throw brokenFile(
      file.path,
      `has no JSON object in its first ${sampleRows} lines, or a first line of over ${headBytes} bytes`,
    );
  const columns = [...new Set(rows.flatMap((row) => pathsOf(row)))];
  return {
    path: file.path,
    columns,
    sample: rows.map((row) => columns.map((column) => valueAt(row, column))),
    dialect: { encoding },
    total: file.bytes,
    unit: 'bytes',
    oddities: [],
    read: (wanted, onProgress) => readRows(file, { encoding, wanted }, onProgress),
  };
}

function parseObject(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

async function* readRows(
  file: SourceFile,
  { encoding, wanted }: { encoding: string; wanted: readonly string[] },
  onBytes: (bytes: number) => void,
): AsyncGenerator<TableRow> {
  let line = 0;
  for await (const text of splitLines(decodeText(file, encoding, onBytes))) {
    line += 1;
    if (text === null) {
      yield { line, fault: { reason: 'row-too-long', message: `has over ${longestRow} characters` } };
      continue;
    }
    if (text.trim() === '') continue;
    const row = parseObject(text);
    if (row) yield { line, cells: wanted.map((path) => valueAt(row, path)) };
    else yield { line, fault: { reason: 'bad-json', message: 'is no JSON object' }, row: text.slice(0, 500) };
  }
  if (line === 0) throw new ImportStopped({ code: 'import.empty', message: `${file.path} is empty.`, file: file.path });
}

/** Lines of a text in pieces; null for one that is too long, whose characters are dropped as they come. */
async function* splitLines(pieces: AsyncIterable<string>): AsyncGenerator<string | null> {
  let rest = '';
  let dropping = false;
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield dropping || line.length > longestRow ? null : line;
      dropping = false;
    }
    if (rest.length > longestRow) {
      dropping = true;
      rest = '';
    }
  }
  if (dropping) yield null;
  else if (rest !== '') yield rest;
}

/** One record of a CSV file; `line` is where it begins, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record that cannot be read, such as one with an open quote. */
export class CsvFault extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const mostCellLength = 100_000;

/** What separates the cells of a header line: whatever of comma, semicolon and tab there is most of. */
function separatorOf(head: string): string {
  const counts = [',', ';', '\t'].map((separator) => [separator, head.split(separator).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/**
 * Reads CSV as RFC 4180 has it, as it arrives: quotes, doubled quotes, line ends within quotes, a byte order mark, CRLF or LF. Empty lines are skipped. Throws
 * {@link CsvFault} where a quote never ends.
 */
export async function* readCsv(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<CsvRecord> {
  let separator: string | null = null;
  let pending = '';
  let [line, begin] = [1, 1];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endRecord = (): CsvRecord | null => {
    endCell();
    const record = { line: begin, cells };
    cells = [];
    begin = line;
    return record.cells.length === 1 && record.cells[0] === '' ? null : record;
  };
  const take = function* (text: string, last: boolean): Generator<CsvRecord> {
    let at = 0;
    for (; at < text.length; at += 1) {
      const char = text.charAt(at);
      // What these mean depends on what comes next, which may be in the next chunk.
      if (!last && at === text.length - 1 && (char === '"' || char === '\r')) break;
      if (char === '\n') line += 1;
      if (quoted) {
        if (char !== '"') cell += char;
        else if (text.charAt(at + 1) === '"') {
          cell += '"';
          at += 1;
        } else quoted = false;
        if (cell.length > mostCellLength) throw new CsvFault(begin, 'A quote that opens here never ends.');
      } else if (char === '"' && cell === '') quoted = true;
      else if (char === separator) endCell();
      else if (char === '\n') {
        const record = endRecord();
        if (record !== null) yield record;
      } else if (char !== '\r' || text.charAt(at + 1) !== '\n') cell += char;
    }
    pending = text.slice(at);
  };
  for await (const chunk of chunks) {
    pending += chunk;
    if (separator === null) {
      if (!pending.includes('\n')) continue;
      pending = pending.replace(/^\uFEFF/, '');
      separator = separatorOf(pending.slice(0, pending.indexOf('\n')));
    }
    yield* take(pending, false);
  }
  separator ??= separatorOf(pending);
  yield* take(pending.replace(/^\uFEFF/, ''), true);
  if (quoted) throw new CsvFault(begin, 'A quote that opens here never ends.');
  const record = endRecord();
  if (record !== null) yield record;
}

/**
 * A text that a spreadsheet would run as a formula, with an apostrophe before it, which `readCell` takes away again; any other as
 * it is. Numbers, negative ones too, are none. What begins a formula is OWASP's list (CSV injection), and the apostrophe itself,
 * so that a text which has one of its own comes back with it.
 */
export function guardCell(value: string): string {
  return /^['=+@\t\r\n＝＋－＠]|^-(?!\d*[.]?\d+$)/.test(value) ? `'${value}` : value;
}

/** A cell as it is written. */
export function writeCell(value: string): string {
  const safe = guardCell(value);
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const apostrophe = 39;

/** A cell as it was meant. */
export function readCell(cell: string): string {
  return cell.charCodeAt(0) === apostrophe && /^'['=+@\t\r\n＝＋－＠-]/.test(cell) ? cell.slice(1) : cell;
}

/** One line of a CSV file. */
export function writeLine(cells: readonly string[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`;
}

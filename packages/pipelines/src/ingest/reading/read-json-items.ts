import { brokenFile, ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import { looksMisread } from './mend-encoding.ts';
import { noteEncoding, openText } from './read-table.ts';
import { unreadable } from './unreadable.ts';
import type { SourceFile } from './source-files.ts';

/** An object of a JSON file: `line` is where it ends, or which one it is in an array. */
export interface JsonItem {
  readonly file: string;
  readonly line: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/** How a file is read. `parse` throws for what it cannot read; JSON by default. */
export interface JsonPass {
  readonly run: ImportRun;
  /** False in a second pass, so that nothing is counted or rejected twice. */
  readonly reporting: boolean;
  readonly parse?: (text: string) => unknown;
}

interface Piece {
  readonly text: string;
  readonly line: number;
}

const longestObject = 20_000_000;

/**
 * Streams the objects of a file of JSON lines or of one JSON array, gzip or not. A line that is no object is rejected; a
 * broken array stops the import, since nobody knows where its next object begins.
 */
export async function* readJsonItems(file: SourceFile, pass: JsonPass): AsyncGenerator<JsonItem> {
  const { run, reporting, parse = JSON.parse } = pass;
  const mended = { lines: 0 };
  let misread = 0;
  const stream = await openText(file, { onBytes: (bytes) => run.meter.advance(bytes, 0), mended });
  try {
    for await (const { text, line, whole } of piecesOf(stream as AsyncIterable<Buffer>)) {
      if (reporting) {
        run.counts.rows += 1;
        if (looksMisread(text)) misread += 1;
      }
      run.meter.advance(0, 1);
      const value = objectOf(text, parse);
      if (value !== null) yield { file: file.path, line, value };
      else if (whole) throw brokenFile(file.path, `holds something that is no JSON object as item ${line}`);
      else if (reporting) {
        const message = 'is no JSON object';
        await run.rejects.add({
          file: file.path,
          line,
          field: null,
          reason: 'bad-json',
          message,
          row: text.slice(0, 200),
        });
      }
    }
  } catch (error) {
    throw error instanceof ImportStopped ? error : brokenFile(file.path, unreadable(error), error);
  } finally {
    stream.destroy();
  }
  if (reporting) noteEncoding(run, file.path, { mended: mended.lines, misread });
}

function objectOf(text: string, parse: (text: string) => unknown): Record<string, unknown> | null {
  try {
    const value = parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

async function* piecesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece & { whole: boolean }> {
  let array: ArrayCutter | null | undefined;
  let rest = '';
  let line = 0;
  for await (const chunk of chunks) {
    const text =
      array === undefined ? (rest + chunk.toString('utf8')).replace(/^\uFEFF?\s*/, '') : chunk.toString('utf8');
    if (array === undefined) {
      rest = '';
      if (text === '') continue;
      array = text.startsWith('[') ? new ArrayCutter() : null;
    }
    if (array) {
      for (const piece of array.cut(text)) yield { ...piece, whole: true };
      continue;
    }
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestObject) throw new Error(`line ${line + 1} has over ${longestObject} characters`);
    for (const one of lines) {
      line += 1;
      if (one.trim() !== '') yield { text: one, line, whole: false };
    }
  }
  if (array && !array.closed) throw new Error('its list breaks off before the closing bracket');
  if (rest.trim() !== '') yield { text: rest, line: line + 1, whole: false };
}

const [quote, backslash, open, shut, openList, shutList] = [...'"\\{}[]'].map((mark) => mark.charCodeAt(0));

/** Cuts the objects out of an array, chunk by chunk. */
class ArrayCutter {
  closed = false;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #held = '';
  #count = 0;

  *cut(text: string): Generator<Piece> {
    let begin = this.#held === '' ? -1 : 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (code === backslash) this.#escaped = true;
        else if (code === quote) this.#inText = false;
      } else if (code === quote) this.#inText = true;
      else if (code === open || code === openList) {
        if (this.#depth === 1) begin = at;
        this.#depth += 1;
      } else if (code === shut || code === shutList) {
        this.#depth -= 1;
        if (this.#depth === 0) this.closed = true;
        if (this.#depth === 1) {
          this.#count += 1;
          yield { text: this.#held + text.slice(begin, at + 1), line: this.#count };
          this.#held = '';
          begin = -1;
        }
      }
    }
    if (begin >= 0) this.#held += text.slice(begin);
    if (this.#held.length > longestObject)
      throw new Error(`item ${this.#count + 1} has over ${longestObject} characters`);
  }
}

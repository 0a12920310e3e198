import type { Readable } from 'node:stream';
import { brokenFile, ImportStopped } from '../import-outcome.ts';
import { openSource, type SourceFile } from './source-files.ts';
import { unreadable } from './unreadable.ts';

/** Some lines of a text file; `first` is the number of the first, counted from 1. */
export interface LineBatch {
  readonly first: number;
  readonly lines: readonly string[];
  /** True for the last batch of the file. */
  readonly ends: boolean;
}

/** No record of a table or log is longer; what is, is no text. */
const longestLine = 16_000_000;

/**
 * Streams the lines of a text file, packed with gzip or not, some thousand at a time. UTF-8, or UTF-16 when it begins with
 * its mark; bytes that are neither become U+FFFD, which the reader of a row reports. Throws ImportStopped for a file that
 * is cut off, empty or no text.
 */
export async function* readLines(file: SourceFile, onBytes: (bytes: number) => void): AsyncGenerator<LineBatch> {
  const source = await openSource(file, onBytes);
  let first = 1;
  let rest = '';
  let held: LineBatch | null = null;
  try {
    for await (const text of decode(source)) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestLine)
        throw brokenFile(file.path, `has a line of over ${longestLine} characters: no table`);
      if (lines.length === 0) continue;
      // One batch is held back, so that the last can say that it is.
      if (held) yield held;
      held = { first, lines: lines.map(withoutReturn), ends: false };
      first += lines.length;
    }
  } catch (error) {
    throw error instanceof ImportStopped ? error : brokenFile(file.path, unreadable(error), error);
  } finally {
    source.destroy();
  }
  const tail = withoutReturn(rest);
  if (held === null && tail.trim() === '') throw brokenFile(file.path, 'is empty');
  if (tail === '') {
    if (held) yield { ...held, ends: true };
    return;
  }
  if (held) yield held;
  yield { first, lines: [tail], ends: true };
}

async function* decode(source: Readable): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** A copy that does not hold on to the piece of the file that it was cut from: for texts that are kept. */
export function keepText(text: string): string {
  // Below 13 characters V8 copies anyway; above, a slice would keep its whole parent alive.
  return text.length < 13 ? text : Buffer.from(text).toString();
}

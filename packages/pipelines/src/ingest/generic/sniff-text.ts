import { once } from 'node:events';
import { brokenFile } from '../import-outcome.ts';
import { openSource, type SourceFile } from '../reading/source-files.ts';
import { unreadable } from '../reading/unreadable.ts';

/** How much of a file is looked at before it is read. */
export const headBytes = 256 * 1024;

/** The first bytes of a file, unpacked. */
export async function readHead(file: SourceFile): Promise<Buffer> {
  const source = await openSource(file, () => undefined);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= headBytes) break;
    }
  } catch (error) {
    throw brokenFile(file.path, unreadable(error), error);
  } finally {
    source.destroy();
    if (!source.closed) await once(source, 'close').catch(() => undefined);
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

const marks: readonly [encoding: string, bytes: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding of a text by its mark or its bytes: UTF-8, UTF-16, else Windows-1252, which reads Latin-1 too. */
export function detectEncoding(head: Buffer): string {
  const marked = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (marked) return marked[0];
  const pairs = head.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [at, byte] of pairs.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > pairs.length / 5 && even < odd / 4) return 'utf-16le';
  if (even > pairs.length / 5 && odd < even / 4) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The encodings that can be named in a map, as the platform knows them; null for one it does not. */
export function knownEncoding(name: string): string | null {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/^latin-?1$|^iso-?8859-?1$|^ansi$|^cp1252$/, 'windows-1252');
  try {
    return new TextDecoder(plain).encoding;
  } catch {
    return null;
  }
}

/** A text in pieces, decoded. Bytes that the encoding does not have become U+FFFD. */
export async function* decodeText(
  file: SourceFile,
  encoding: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  const source = await openSource(file, onBytes);
  const decoder = new TextDecoder(encoding);
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield text;
    }
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    throw brokenFile(file.path, unreadable(error), error);
  } finally {
    source.destroy();
  }
}

const delimiters = [',', ';', '\t', '|'] as const;

/** How the fields of a delimited text are set apart and quoted. */
export interface Quoting {
  readonly delimiter: string;
  readonly quote: '"' | "'";
  readonly escape: '"' | "'" | '\\';
}

/** The delimiter that cuts the first lines into the same number of fields, the more the better; a comma when none does. */
export function detectQuoting(text: string, given: string | undefined): Quoting {
  const lines = text.split(/\r\n|\n|\r/).slice(0, 200);
  const whole = lines.length > 1 && text.length >= headBytes / 2 ? lines.slice(0, -1) : lines;
  const filled = whole.filter((line) => line.trim() !== '').slice(0, 100);
  const singles = filled.join('\n').match(/(^|[,;\t|])'[^']*'(?=$|[,;\t|])/gm)?.length ?? 0;
  const doubles = filled.join('\n').match(/(^|[,;\t|])"/gm)?.length ?? 0;
  const quote = singles > doubles && singles >= filled.length ? "'" : '"';
  const escape = text.includes(`\\${quote}`) && !text.includes(`${quote}${quote}`) ? '\\' : quote;
  const scores = delimiters.map((delimiter) => ({ delimiter, score: evenness(filled, delimiter, quote) }));
  const best = scores.reduce((left, right) => (right.score > left.score ? right : left));
  return { delimiter: given ?? (best.score > 0 ? best.delimiter : ','), quote, escape };
}

/** How many lines have as many fields as most have, times the number of fields; 0 for a single field. */
function evenness(lines: readonly string[], delimiter: string, quote: string): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const bare = line.replaceAll(new RegExp(`${quote}[^${quote}]*${quote}`, 'g'), '');
    const fields = bare.split(delimiter).length;
    counts.set(fields, (counts.get(fields) ?? 0) + 1);
  }
  let best = 0;
  for (const [fields, count] of counts)
    if (fields > 1) best = Math.max(best, (count / lines.length) * (1 + Math.log2(fields) / 4));
  return best;
}

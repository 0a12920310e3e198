import { type ReadStream, createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { LineFormatError } from '@vitrine/engine';
import { MemoryNeedError } from '@vitrine/engine/lab';
import { CommandError, type Shell } from '../../shell.ts';
import { startProgress } from '../../terminal/index.ts';

/** How far a file has been read. */
export interface ReadPlace {
  /** Bytes of the file as it lies on the disk. */
  readonly fileBytes: number;
  /** Size of the file; 0 where it has none (a pipe). */
  readonly fileSize: number;
}

/** Something that takes a text in pieces. */
export interface TextTaker {
  push(chunk: string): void;
  /** Lines taken so far, to say where a damaged file breaks off. */
  readonly lines: number;
}

/**
 * Hands a text file, or what comes through a pipe, to `taker` in pieces; gzip is recognised by its first bytes, whatever the name.
 * @throws CommandError naming the file, and the line where there is one.
 */
export async function readTextFile(
  shell: Shell,
  path: string,
  how: { readonly taker: TextTaker; onPlace?(place: ReadPlace): void; finish(): string },
): Promise<void> {
  const progress = startProgress(shell.stderr, `reading ${path}`, () => performance.now());
  let file: ReadStream | null = null;
  try {
    const fileSize = await sizeOf(path);
    const opened = (file = createReadStream(path, { highWaterMark: 1 << 18 }));
    const { isGzip, bytes } = await recognise(opened);
    const take = async (chunks: AsyncIterable<Buffer>) => {
      const decoder = new TextDecoder('utf-8', { fatal: true });
      for await (const chunk of chunks) {
        how.taker.push(decoder.decode(chunk, { stream: true }));
        how.onPlace?.({ fileBytes: opened.bytesRead, fileSize });
        progress.update(opened.bytesRead, fileSize || undefined);
      }
      how.taker.push(decoder.decode());
    };
    await (isGzip ? pipeline(bytes, createGunzip(), take) : pipeline(bytes, take));
    progress.end(how.finish());
  } catch (error) {
    progress.end('stopped');
    throw new CommandError(`${path}: ${whyUnreadable(error, how.taker.lines)}`);
  } finally {
    file?.destroy();
  }
}

/**
 * Compressed and other formats by their first bytes, null for any, with what to do about them. Those that begin with letters are told by more than
 * their name: somebody's first user may be called PAR1 or BZhou.
 */
const foreign: readonly { readonly bytes: readonly (number | null)[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive; unpack it and name the file inside' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'compressed by zstd; unpack it first' },
  { bytes: [0x42, 0x5a, 0x68, null, 0x31, 0x41, 0x59, 0x26], what: 'compressed by bzip2; unpack it first' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], what: 'compressed by xz; unpack it first' },
  { bytes: [0x50, 0x41, 0x52, 0x31, 0x15], what: 'a Parquet file; write it as tab-separated text first' },
  { bytes: [0xff, 0xfe], what: 'UTF-16 text; convert it to UTF-8 first' },
  { bytes: [0xfe, 0xff], what: 'UTF-16 text; convert it to UTF-8 first' },
];

class ForeignFile extends Error {}

/** Bytes of a file, 0 of a pipe. It is asked for, not opened: a named pipe whose only reader goes again ends its writer. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path);
  return found.isFile() ? found.size : 0;
}

/** Looks at the first bytes and gives them out again with the rest: a pipe cannot be read twice. @throws ForeignFile */
async function recognise(file: ReadStream): Promise<{ isGzip: boolean; bytes: AsyncGenerator<Buffer> }> {
  const source = bytesOf(file);
  let head = Buffer.alloc(0);
  let ended = false;
  while (head.length < 8 && !ended) {
    const next = await source.next();
    if (next.done === true) ended = true;
    else head = Buffer.concat([head, next.value]);
  }
  const begins = (bytes: readonly (number | null)[]) =>
    bytes.every((byte, at) => at < head.length && (byte === null || head[at] === byte));
  const found = foreign.find(({ bytes }) => begins(bytes));
  if (found) throw new ForeignFile(`this is ${found.what}.`);
  return { isGzip: begins([0x1f, 0x8b]), bytes: again(head, source) };
}

async function* bytesOf(file: ReadStream): AsyncGenerator<Buffer> {
  yield* file;
}

async function* again(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

function whyUnreadable(error: unknown, lines: number): string {
  if (error instanceof LineFormatError || error instanceof ForeignFile) return error.message;
  if (error instanceof MemoryNeedError) return `${error.message}.`;
  if (error instanceof CommandError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  const after = lines > 0 ? ` after line ${lines}` : '';
  if (code === 'ENOENT') return 'there is no such file. Check the path.';
  if (code === 'EISDIR') return 'this is a folder. Name a file.';
  if (code === 'EACCES' || code === 'EPERM')
    return 'this user may not read it. Change its permissions or name another.';
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return `the text is not UTF-8${after}. Convert it first, or check that this is a text file.`;
  if (code?.startsWith('Z_')) return `the compressed file is damaged or cut off${after}. Fetch it again.`;
  const memory = memorySentence(error);
  return memory ? `${memory}${after ? ` It was reached${after}.` : ''}` : `${message}${after}.`;
}

/** What a JavaScript machine says when it cannot hold something, in words for people; undefined for other errors. */
export function memorySentence(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  if (error instanceof Error && error.name === 'KernelMemoryError') return message;
  if (/Map maximum size exceeded|Set maximum size exceeded/.test(message))
    return 'there are more than 16.7 million different ids, which is more than one process indexes. Split the file by users.';
  if (/Array buffer allocation failed|Invalid (typed )?array( buffer)? length|Invalid string length/i.test(message))
    return 'this machine has not enough memory for so many rows. Take a sample, split the file by users, or use a larger machine.';
  return undefined;
}

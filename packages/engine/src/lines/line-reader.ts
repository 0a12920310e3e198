import type { LineFormatError } from './line-error.ts';

/** What is done with the lines of a text. */
export interface LineTaker {
  /** Most characters of a line that is still read as data. */
  readonly longest: number;
  /** Gets each line without its line end, empty ones too; the number is 1-based. */
  take(line: string, lineNumber: number): void;
  /** What is thrown at a longer line. */
  readonly malformed: new (line: number, field: 'row', message: string) => LineFormatError<string>;
}

/** Cuts a text that comes in pieces of any size into lines: they end with LF or CR LF, the last one with the text; a byte order mark is dropped. */
export class LineReader {
  readonly #taker: LineTaker;
  #rest = '';
  #lines = 0;

  constructor(taker: LineTaker) {
    this.#taker = taker;
  }

  /** Lines taken so far. */
  get lines(): number {
    return this.#lines;
  }

  push(chunk: string): void {
    const isFirst = this.#lines === 0 && this.#rest === '';
    const text = this.#rest + (isFirst ? chunk.replace(/^\uFEFF/, '') : chunk);
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#take(text.slice(from, end));
      from = end + 1;
    }
    this.#rest = text.slice(from);
    // One more may be the CR of a line end.
    if (this.#rest.length > this.#taker.longest + 1) throw this.#tooLong(this.#lines + 1);
  }

  /** Takes a last line that no line end follows. */
  finish(): void {
    if (this.#rest !== '') this.#take(this.#rest);
    this.#rest = '';
  }

  #take(raw: string): void {
    this.#lines++;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.length > this.#taker.longest) throw this.#tooLong(this.#lines);
    this.#taker.take(line, this.#lines);
  }

  #tooLong(line: number): Error {
    const { longest, malformed } = this.#taker;
    return new malformed(line, 'row', `is longer than ${longest} characters; check that this is a text file of lines`);
  }
}

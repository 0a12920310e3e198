import { WeightsError } from './weights-error.ts';

/** One tensor as the header announces it; offsets count from the end of the header. */
export interface TensorEntry {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** What stands in a header. */
export interface SafetensorsHeader {
  readonly metadata: Readonly<Record<string, string>>;
  readonly entries: readonly TensorEntry[];
}

/**
 * Reads the header by its own grammar: JSON.parse would keep the last of two tensors of one name and round large numbers.
 * @throws WeightsError naming the place.
 */
export function parseHeader(text: string): SafetensorsHeader {
  const reader = new HeaderReader(text);
  const entries: TensorEntry[] = [];
  let metadata: Record<string, string> = {};
  reader.object('tensor', (name) => {
    if (name === '__metadata__') metadata = readMetadata(reader);
    else entries.push(readEntry(reader, name));
  });
  reader.end();
  return { metadata, entries };
}

function readMetadata(reader: HeaderReader): Record<string, string> {
  const pairs: [string, string][] = [];
  reader.object('metadata key', (key) => pairs.push([key, reader.string()]));
  return Object.fromEntries(pairs);
}

function readEntry(reader: HeaderReader, name: string): TensorEntry {
  let type: string | null = null;
  let shape: number[] | null = null;
  let offsets: number[] | null = null;
  reader.object(`field of "${name}"`, (field) => {
    if (field === 'dtype') type = reader.string();
    else if (field === 'shape') shape = reader.wholeNumbers(8);
    else if (field === 'data_offsets') offsets = reader.wholeNumbers(2);
    else reader.fail(`tensor "${name}" has an unknown field "${field}"`);
  });
  if (type === null || shape === null || offsets === null || (offsets as number[]).length !== 2) {
    return reader.fail(`tensor "${name}" needs dtype, shape and two data_offsets`);
  }
  const [begin, end] = offsets as number[];
  return { name, type, shape, begin, end };
}

const blank = /[ \t\n\r]*/y;
const digits = /(?:0|[1-9]\d*)(?![\d.eE])/y;

/** A cursor over the little of JSON that headers use. */
class HeaderReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Calls `read` with the cursor on each value. */
  object(what: string, read: (key: string) => void): void {
    const seen = new Set<string>();
    this.#expect('{');
    if (this.#accept('}')) return;
    do {
      const key = this.string();
      if (seen.has(key)) this.fail(`${what} "${key}" stands there twice`);
      seen.add(key);
      this.#expect(':');
      read(key);
    } while (this.#accept(','));
    this.#expect('}');
  }

  string(): string {
    this.#expect('"');
    const begin = this.#at;
    // By hand, not by pattern: a pattern keeps a place to come back to for every character of a text of megabytes.
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) return this.fail('a text does not end');
      if (character === '"') break;
      this.#at += character === '\\' ? 2 : 1;
    }
    const found = this.#text.slice(begin - 1, ++this.#at);
    try {
      return JSON.parse(found) as string;
    } catch {
      return this.fail('a text has a character or an escape that JSON does not allow');
    }
  }

  wholeNumbers(most: number): number[] {
    const numbers: number[] = [];
    this.#expect('[');
    if (this.#accept(']')) return numbers;
    do {
      const found = this.#match(digits);
      if (found === null) return this.fail('a whole number that is not negative is missing');
      const value = Number(found);
      if (!Number.isSafeInteger(value)) this.fail(`the number ${found.slice(0, 30)} is too large to be exact`);
      if (numbers.push(value) > most) this.fail(`there are more than ${most} numbers`);
    } while (this.#accept(','));
    this.#expect(']');
    return numbers;
  }

  end(): void {
    this.#match(blank);
    if (this.#at < this.#text.length) this.fail('there is more than one object');
  }

  fail(what: string): never {
    throw new WeightsError(
      `the safetensors header is not as the format wants it: ${what} (near character ${this.#at}); write the file again`,
    );
  }

  #expect(character: string): void {
    if (!this.#accept(character)) this.fail(`"${character}" is missing`);
  }

  #accept(character: string): boolean {
    this.#match(blank);
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): string | null {
    if (pattern !== blank) this.#match(blank);
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    this.#at = pattern.lastIndex;
    return found[0];
  }
}

/**
 * Reads a Python literal: dictionaries, lists, tuples, texts in either quote, numbers, True, False, None. The product files
 * of 2014 were printed by Python and are no JSON. Throws for anything else.
 */
export function readPython(text: string): unknown {
  const reader = new PythonReader(text);
  const value = reader.value();
  reader.end();
  return value;
}

/** JSON, or what Python prints for the same. */
export function readJsonOrPython(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (/^\s*\{\s*u?'/.test(text)) return readPython(text);
    throw error;
  }
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
  ['nan', null],
  ['inf', null],
]);

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '',
  '0': '',
  '\n': '',
};

const deepest = 50;

class PythonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): unknown {
    const mark = this.#peek();
    if (mark === '{') return this.#nested(() => this.#dictionary());
    if (mark === '[') return this.#nested(() => this.#list(']'));
    if (mark === '(') return this.#nested(() => this.#list(')'));
    const prefixed = /^[ubr]?['"]/i.exec(this.#text.slice(this.#at, this.#at + 2))?.[0];
    if (prefixed) {
      this.#at += prefixed.length - 1;
      return this.#string();
    }
    return this.#word();
  }

  end(): void {
    if (this.#peek() !== '') throw this.#wrong();
  }

  #nested(read: () => unknown): unknown {
    this.#depth += 1;
    if (this.#depth > deepest) throw this.#wrong();
    this.#at += 1;
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #dictionary(): Record<string, unknown> {
    const pairs: [string, unknown][] = [];
    while (this.#peek() !== '}') {
      const key = this.value();
      this.#expect(':');
      pairs.push([String(key), this.value()]);
      if (this.#peek() !== '}') this.#expect(',');
    }
    this.#at += 1;
    return Object.fromEntries(pairs);
  }

  #list(close: string): unknown[] {
    const items: unknown[] = [];
    while (this.#peek() !== close) {
      items.push(this.value());
      if (this.#peek() !== close) this.#expect(',');
    }
    this.#at += 1;
    return items;
  }

  #string(): string {
    const quote = this.#text[this.#at] ?? '';
    this.#at += 1;
    let read = '';
    for (;;) {
      const mark = this.#text[this.#at];
      if (mark === undefined) throw this.#wrong();
      this.#at += 1;
      if (mark === quote) return read;
      read += mark === '\\' ? this.#escape() : mark;
    }
  }

  #escape(): string {
    const mark = this.#text[this.#at] ?? '';
    this.#at += 1;
    const digits = { x: 2, u: 4, U: 8 }[mark];
    if (digits === undefined) return escapes[mark] ?? mark;
    const code = Number.parseInt(this.#text.slice(this.#at, this.#at + digits), 16);
    this.#at += digits;
    return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  }

  #word(): unknown {
    const found = /^[\w.+-]+/.exec(this.#text.slice(this.#at, this.#at + 60))?.[0] ?? '';
    this.#at += found.length;
    if (words.has(found)) return words.get(found);
    const number = Number(found.replace(/L$/, ''));
    if (found === '' || Number.isNaN(number)) throw this.#wrong();
    return number;
  }

  #expect(mark: string): void {
    if (this.#peek() !== mark) throw this.#wrong();
    this.#at += 1;
  }

  #peek(): string {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text[this.#at] ?? '';
  }

  #wrong(): SyntaxError {
    return new SyntaxError(`no Python literal at character ${this.#at + 1}`);
  }
}

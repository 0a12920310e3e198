import { describe, expect, it } from 'vitest';
import { LineFormatError } from './line-error.ts';
import { LineReader } from './line-reader.ts';

class BadLine extends LineFormatError<never> {
  readonly code = 'test.malformed';
}

function cut(pieces: readonly string[], longest = 100): [string, number][] {
  const found: [string, number][] = [];
  const reader = new LineReader({
    longest,
    take: (line, lineNumber) => found.push([line, lineNumber]),
    malformed: BadLine,
  });
  for (const piece of pieces) reader.push(piece);
  reader.finish();
  return found;
}

describe('LAB-02 a text in pieces', () => {
  const text = '\uFEFFone\r\n\ntwo\r\nlast';

  it('gives the same lines however it is cut', () => {
    const lines = [
      ['one', 1],
      ['', 2],
      ['two', 3],
      ['last', 4],
    ];
    expect(cut([text])).toEqual(lines);
    expect(cut([...text])).toEqual(lines);
  });

  it('keeps a line of just the most characters, with either line end, and refuses one more before its end comes', () => {
    expect(cut([...'abcd\r\nabcd\nabcd'], 4)).toHaveLength(3);
    expect(() => cut(['ab\n', 'abcde\n'], 4)).toThrow('line 2');
    expect(() => cut(['ab\n', 'abc', 'def'], 4)).toThrow('line 2');
  });
});

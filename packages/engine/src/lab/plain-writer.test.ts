import { describe, expect, it } from 'vitest';
import { createPlainReader } from './plain-reader.ts';
import { plainLines } from './plain-writer.ts';

describe('REC-14 plain files written', () => {
  it.each([
    'a b\tчай\n',
    'a\tx\t0.1\nb\ty\t12345.678\nb\tx\t0\n',
    'a\tx\t0.3333333\t1700000000\nb\ty\t16777217\t1700000000.5\n',
  ])('come back as they were: %j', (text) => {
    const reader = createPlainReader();
    reader.push(text);
    const { interactions, report } = reader.finish();
    const again = createPlainReader();
    again.push([...plainLines(interactions, report)].map((line) => `${line}\n`).join(''));
    expect(again.finish()).toEqual({ interactions, report });
  });

  it('keep the digits somebody wrote', () => {
    const reader = createPlainReader();
    reader.push('a\tx\t0.1\t5\n');
    const { interactions, report } = reader.finish();
    expect([...plainLines(interactions, report)]).toEqual(['a\tx\t0.1\t5']);
  });
});

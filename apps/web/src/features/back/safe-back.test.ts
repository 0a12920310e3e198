// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { safeBack } from './safe-back.ts';

describe('OPS-7 the way back after an action', () => {
  it.each([
    ['/a?b=c', '/a?b=c'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['/a\nSet-Cookie: x', '/'],
    ['/a/..//evil.example', '/'],
    ['/日本', '/'],
    ['/search?q=a//b', '/search?q=a//b'],
    [null, '/'],
  ])('goes back only to a path of this site: %s', (asked, expected) => {
    expect(safeBack(asked)).toBe(expected);
  });
});

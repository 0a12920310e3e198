import { describe, expect, it } from 'vitest';
import { PageCache } from './page-cache.ts';

describe('OPS-13 a clock that jumps', () => {
  it('keeps no page for longer than it may, forwards or back', async () => {
    let now = 1_000_000;
    let rendered = 0;
    const cache = new PageCache({ ttlMs: 5_000, maxEntries: 10, nowMs: () => now });
    const look = async () => {
      const render = async () => ({ status: 200, headers: [], body: String((rendered += 1)), cookies: [] });
      return (await cache.take('/', render)).page.body;
    };
    expect([await look(), await look()]).toEqual(['1', '1']);
    now -= 3_600_000;
    expect([await look(), await look()]).toEqual(['2', '2']);
    now += 7_200_000;
    expect(await look()).toBe('3');
  });
});

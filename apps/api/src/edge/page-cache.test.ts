import { describe, expect, it } from 'vitest';
import { PageCache } from './page-cache.ts';

describe('OPS-13 a clock that jumps', () => {
  it('keeps no page for longer than it may, forwards or back', async () => {
    let now = 1_000_000;
    let rendered = 0;
    const cache = new PageCache({ ttlMs: 5_000, nowMs: () => now });
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

describe('OPS-9 a server that cannot make its pages', () => {
  it('gives the page it kept for an hour, and a new one as soon as it can', async () => {
    let now = 1_000_000;
    let status = 200;
    let rendered = 0;
    const cache = new PageCache({ ttlMs: 5_000, nowMs: () => now });
    const look = async (path = '/') => {
      const render = async () => ({ status, headers: [], body: String((rendered += 1)), cookies: [] });
      const { page } = await cache.take(path, render);
      return `${page.status} ${page.body as string}`;
    };
    expect(await look()).toBe('200 1');
    status = 503;
    const seen = [];
    for (let minute = 0; minute < 62; minute += 1) {
      now += 60_000;
      seen.push(await look());
    }
    expect([seen[0], seen[59], seen[61]]).toEqual(['200 1', '200 1', expect.stringMatching('503')]);
    expect(await look('/new')).toMatch('503');
    status = 200;
    expect(await look()).toMatch(/^200/);
  });
});

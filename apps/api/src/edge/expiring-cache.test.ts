import { beforeEach, describe, expect, it } from 'vitest';
import { ExpiringCache } from './expiring-cache.ts';

let now = 0;
beforeEach(() => {
  now = 1_000_000;
});
const nowMs = () => now;
const keeper = (given: { ttlMs?: number; mostBytes?: number } = {}) =>
  new ExpiringCache<number>({ ttlMs: 5_000, mostBytes: 5_000, bytesOf: () => 800, nowMs, ...given });
const counting = () => {
  let count = 0;
  return async () => (count += 1);
};

describe('WEB-7 what is the same for everybody', () => {
  it('is made once within its time, and again after it, after a change, and when kept for no time', async () => {
    const [kept, make] = [keeper(), counting()];
    const [first, second] = [kept.take('a', make), kept.take('a', make)];
    expect([await first.value, await second.value, first.hit, second.hit]).toEqual([1, 1, false, true]);
    now += 5_001;
    expect(await kept.take('a', make).value).toBe(2);
    kept.clear();
    expect(await kept.take('a', make).value).toBe(3);
    const never = keeper({ ttlMs: 0 });
    expect([await never.take('a', make).value, await never.take('a', make).value]).toEqual([4, 5]);
  });

  it('is not kept when it failed', async () => {
    const kept = keeper();
    await expect(kept.take('x', () => Promise.reject(new Error('gone'))).value).rejects.toThrow('gone');
    expect(kept.bytes).toBe(0);
    expect(await kept.take('x', async () => 7).value).toBe(7);
  });
});

describe('OPS-13 memory under many addresses', () => {
  it('stays within its bytes, and lets those go first that were made longest ago', async () => {
    const [kept, make] = [keeper(), counting()];
    for (let at = 0; at < 1_000; at += 1) {
      await kept.take(`address ${at}`, make).value;
      expect(kept.bytes).toBeLessThanOrEqual(5_000);
    }
    expect(await kept.take('address 999', make).value).toBe(1_000);
    expect(await kept.take('address 0', make).value).toBe(1_001);
  });

  it('keeps nothing that is larger than all it may take, and lets go of what has expired', async () => {
    const large = keeper({ mostBytes: 500 });
    await large.take('a', counting()).value;
    expect(large.bytes).toBe(0);
    const [kept, make] = [keeper(), counting()];
    for (const key of ['a', 'b', 'c']) await kept.take(key, make).value;
    const ofThree = kept.bytes;
    now += 5_001;
    await kept.take('d', make).value;
    expect(kept.bytes).toBe(ofThree / 3);
  });
});

import { modelChannel } from '@vitrine/recsys';
import { catalogChannel } from '@vitrine/recsys/items';
import { describe, expect, it, vi } from 'vitest';
import { keepPagesFresh } from './keep-pages-fresh.ts';
import type { Platform } from './platform.ts';

function aHouse() {
  const listeners = new Map<string, (payload: string) => void>();
  let loaded = () => {};
  const platform = {
    connection: {
      listen: async (channel: string, onNotify: (payload: string) => void) => {
        listeners.set(channel, onNotify);
        return async () => void listeners.delete(channel);
      },
    },
    recsys: { refresh: () => new Promise<void>((resolve) => (loaded = resolve)) },
  } as unknown as Platform;
  return { platform, listeners, finishLoading: () => loaded(), cache: { clear: vi.fn() } };
}

describe('WEB-1 kept pages', () => {
  it('are forgotten at the start, once after a burst of catalog changes, and when a promoted model is in memory', async () => {
    vi.useFakeTimers();
    const { platform, listeners, finishLoading, cache } = aHouse();
    const stop = await keepPagesFresh(platform, cache);
    expect(cache.clear).toHaveBeenCalledTimes(1);
    for (let change = 0; change < 50; change += 1) listeners.get(catalogChannel)?.('1');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(cache.clear).toHaveBeenCalledTimes(2);
    listeners.get(modelChannel)?.('1');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(cache.clear).toHaveBeenCalledTimes(2);
    finishLoading();
    await vi.advanceTimersByTimeAsync(0);
    expect(cache.clear).toHaveBeenCalledTimes(3);
    await stop();
    expect(listeners.size).toBe(0);
    vi.useRealTimers();
  });
});

import { describe, expect, it } from 'vitest';
import { newId } from './new-id.ts';

describe('DB-5 ids', () => {
  it('are UUIDv7 of the clock, different and rising within a millisecond', () => {
    const clock = { now: () => new Date('2026-03-01T12:00:00.123Z') };
    const ids = Array.from({ length: 5000 }, () => newId(clock));
    expect(new Set(ids).size).toBe(5000);
    expect(ids).toEqual(ids.toSorted());
    for (const id of ids.slice(0, 10))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const ms = Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16);
    expect(new Date(ms)).toEqual(clock.now());
  });
});

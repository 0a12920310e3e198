import { describe, expect, it } from 'vitest';
import { createEventBuffer } from './event-buffer.ts';
import type { TrackedEvent } from './tracked-event.ts';

const event = (id: string): TrackedEvent => ({
  type: 'view',
  item_id: id,
  value: 1,
  ts: '2026-11-21T12:00:00Z',
  source_event_id: id,
  meta: { surface: 'home' },
});

function setUp(outcomes: ('stored' | 'refused' | 'failed')[], beaconTakes = true) {
  const timers: { work: () => void; delayMs: number }[] = [];
  const sent: string[][] = [];
  const beacons: string[][] = [];
  const buffer = createEventBuffer({
    send: async (batch) => {
      sent.push(batch.map((one) => one.source_event_id));
      return outcomes.shift() ?? 'stored';
    },
    beacon: (batch) => {
      beacons.push(batch.map((one) => one.source_event_id));
      return beaconTakes;
    },
    setTimer: (work, delayMs) => timers.push({ work, delayMs }),
    clearTimer: (timer) => {
      timers[timer - 1] = { work: () => undefined, delayMs: -1 };
    },
    maxBatch: 3,
    maxWaitMs: 100,
  });
  const tick = async () => {
    timers.at(-1)?.work();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { buffer, timers, sent, beacons, tick };
}

describe('EVT-4 event buffer', () => {
  it('waits for the time threshold', async () => {
    const { buffer, sent, tick, timers } = setUp([]);
    buffer.add(event('a'));
    buffer.add(event('b'));
    expect(sent).toEqual([]);
    expect(timers).toHaveLength(1);
    await tick();
    expect(sent).toEqual([['a', 'b']]);
  });

  it('sends at once when a batch is full', () => {
    const { buffer, sent } = setUp([]);
    for (const id of ['a', 'b', 'c']) buffer.add(event(id));
    expect(sent).toEqual([['a', 'b', 'c']]);
  });

  it('tries a failed batch again with doubling waits and the same ids', async () => {
    const { buffer, sent, tick, timers } = setUp(['failed', 'failed', 'stored']);
    buffer.add(event('a'));
    await tick();
    expect(timers.at(-1)?.delayMs).toBe(200);
    await tick();
    expect(timers.at(-1)?.delayMs).toBe(400);
    await tick();
    expect(sent).toEqual([['a'], ['a'], ['a']]);
    expect(timers).toHaveLength(3);
  });

  it('gives up a batch that the server calls wrong', async () => {
    const { buffer, sent, tick, timers } = setUp(['refused']);
    buffer.add(event('a'));
    await tick();
    expect([sent.length, timers.length]).toEqual([1, 1]);
  });

  it('hands everything to the browser when the page goes away, in batches', () => {
    const { buffer, beacons } = setUp([]);
    buffer.add(event('a'));
    buffer.add(event('b'));
    buffer.leave();
    buffer.leave();
    expect(beacons).toEqual([['a', 'b']]);
  });

  it('keeps what the browser would not take', async () => {
    const { buffer, sent, tick } = setUp([], false);
    buffer.add(event('a'));
    buffer.leave();
    await tick();
    expect(sent).toEqual([['a']]);
  });
});

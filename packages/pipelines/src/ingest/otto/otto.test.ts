import { describe, expect, it } from 'vitest';
import { importTexts } from '../behaviour/import-texts.fixture.ts';

describe('INS-1 otto', () => {
  const session = {
    session: 3,
    events: [
      { aid: 11, ts: 1_659_304_800_025, type: 'clicks' },
      { aid: 11, ts: 1_659_304_801_000, type: 'carts' },
      { aid: 11, ts: 1_659_304_802_000, type: 'orders' },
    ],
  };

  it('makes clicks, adds and purchases of one session', async () => {
    const { kept, report } = await importTexts('otto', { 'train.jsonl': JSON.stringify(session) });
    expect([...kept.events.values()].map(({ type, userId, ts }) => [type, userId, ts])).toEqual([
      [1, 'otto-3', new Date(1_659_304_800_025)],
      [2, 'otto-3', new Date(1_659_304_801_000)],
      [3, 'otto-3', new Date(1_659_304_802_000)],
    ]);
    expect([kept.products.get('11')?.name, kept.orders.size, kept.customers.size, report.rejected]).toEqual([
      'Article 11',
      0,
      0,
      0,
    ]);
    expect([...kept.events.values()][0]?.meta).toMatchObject({ session_id: 'otto-3' });
  });

  it('takes the flat tables made of it, in seconds and with numbered kinds', async () => {
    const { kept } = await importTexts('otto', {
      'train.csv': 'session,aid,ts,type\n3,11,1659304800,0\n3,11,1659304801,2\n',
    });
    expect([...kept.events.values()].map(({ type, ts }) => [type, ts])).toEqual([
      [1, new Date('2022-07-31T22:00:00Z')],
      [3, new Date('2022-07-31T22:00:01Z')],
    ]);
  });

  it('refuses single events of a session, and lines that are no session', async () => {
    const broken = {
      session: 4,
      events: [
        { aid: 1, ts: 'x', type: 'clicks' },
        { aid: null, ts: 1, type: 'clicks' },
        { aid: 2, ts: 1_659_304_802_000, type: 'looks' },
        null,
      ],
    };
    const { report, kept } = await importTexts('otto', {
      'a.jsonl': [JSON.stringify(session), JSON.stringify(broken), '{"session":5,"events":7}', '{"session":6'].join(
        '\n',
      ),
    });
    expect([report.reasons, kept.events.size]).toEqual([
      { 'bad-time': 1, 'missing-id': 2, 'bad-event-type': 1, 'bad-events': 1, 'bad-json': 1 },
      3,
    ]);
  });
});

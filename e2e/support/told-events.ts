import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type PrintedEvent, succeed } from './small-shop.ts';

/** What a page's tracker says of one thing. */
interface Note {
  readonly type: string;
  readonly item_id?: string;
  readonly meta: Record<string, unknown>;
}

/**
 * Resolves once the shop has stored such a note of this page. The tracker comes when the page has time for it: who clicks or leaves before that
 * was not there, so a test that is about what is noted has to wait for it.
 */
export async function noted(page: Page, fits: (note: Note) => boolean): Promise<void> {
  await page.waitForResponse(
    (answer) => {
      if (!answer.ok() || !answer.url().endsWith('/api/interactions')) return false;
      const { events = [] } = (answer.request().postDataJSON() ?? {}) as { events?: Note[] };
      return events.some(fits);
    },
    { timeout: 60_000 },
  );
}

/** What was stored of everybody after this moment and fits, newest last, once there is so much of it; read by a process of its own. */
export async function storedEvents(
  home: string,
  { since, fits, least }: { since: Date; fits: (event: PrintedEvent) => boolean; least: number },
): Promise<PrintedEvent[]> {
  let found: PrintedEvent[] = [];
  const read = async () => {
    const words = ['events', 'tail', '--json', '--limit', '1000', '--since', since.toISOString()];
    found = (await succeed(words, { VITRINE_HOME: home }))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as PrintedEvent)
      .filter(fits);
    return found.length;
  };
  await expect.poll(read, { timeout: 60_000 }).toBeGreaterThanOrEqual(least);
  return found;
}

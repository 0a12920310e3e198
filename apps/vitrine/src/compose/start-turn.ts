import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { tryFileLock } from '@vitrine/database';
import type { Terminal } from '../terminal/index.ts';

/** The right to prepare a home: migrations, the demo, the first model. */
export interface StartTurn {
  release(): Promise<void>;
}

/**
 * Waits until no other process prepares the same home, so that two starts at once do not both fill and train. A turn whose process died is free.
 * Resolves to null when `stop` comes first.
 */
export async function takeStartTurn(
  home: string,
  { terminal, stop, pollMs = 200 }: { terminal: Terminal; stop: AbortSignal; pollMs?: number },
): Promise<StartTurn | null> {
  let told = false;
  while (!stop.aborted) {
    const lock = await tryFileLock(join(home, 'starting.lock'));
    if ('release' in lock) return lock;
    if (!told) terminal.write(`  Waiting for process ${lock.owner.pid}, which is starting in the same folder …\n`);
    told = true;
    await wait(pollMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return null;
}

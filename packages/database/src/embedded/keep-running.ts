import { setTimeout as sleep } from 'node:timers/promises';

/** What is watched over, and how it is helped up. */
export interface Watched {
  isRunning(): Promise<boolean>;
  /** Starts it again, or finds that another process did. */
  startAgain(): Promise<void>;
  log(line: string): void;
  /** Milliseconds between two looks. */
  readonly everyMs: number;
}

const longestPauseMs = 30_000;

/**
 * Looks after a server that nothing else looks after, and starts it again when it was killed. Resolves to nothing: call the result to end it, before the
 * server is stopped on purpose; it waits for a start in progress.
 */
export function keepRunning(watched: Watched): () => Promise<void> {
  const ending = new AbortController();
  const { signal } = ending;
  async function watch(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const pauseMs = Math.min(longestPauseMs, watched.everyMs * 2 ** Math.min(failures, 8));
      await sleep(pauseMs, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted || (await watched.isRunning())) continue;
      try {
        await watched.startAgain();
        failures = 0;
      } catch (error) {
        failures += 1;
        watched.log(
          `The embedded PostgreSQL did not start again: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  }
  const watching = watch();
  return async () => {
    ending.abort();
    await watching;
  };
}

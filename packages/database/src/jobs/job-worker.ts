import { setTimeout as sleep } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import { databaseErrorOf } from '../database-error.ts';

/** What a worker takes and how. */
export interface JobWork {
  readonly name: string;
  /** Milliseconds between looks while nothing waits. */
  readonly pollMs: number;
  /** A throw is a failed try. */
  handle(job: PgBoss.JobWithMetadata<unknown>): Promise<object | void>;
  log(line: string): void;
}

/** Takes one job after the other until it is ended. */
export interface JobWorker {
  /** Takes no more, waits at most so long for the running job, and gives that back for another try. */
  end(timeoutMs: number): Promise<void>;
}

/** Milliseconds between attempts to say how a job ended. */
const tellAgainMs = 500;

/**
 * Works through a queue. The loop is ours and not the library's, which does not wait for its own notes of how a job ended: with the database away at that
 * moment the whole process ended. Here they are repeated until they are heard, or until the job counts as dead and is tried again anyway.
 */
export function startWorker(boss: PgBoss, work: JobWork): JobWorker {
  const ending = new AbortController();
  let running: PgBoss.JobWithMetadata<unknown> | null = null;
  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        const [job] = await boss.fetch<unknown>(work.name, { batchSize: 1, includeMetadata: true });
        running = job ?? null;
        if (job !== undefined) await settle(job);
      } catch (error) {
        work.log(`Job queue ${work.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
      const pauseMs = running === null ? work.pollMs : 0;
      running = null;
      await sleep(pauseMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }
  async function settle(job: PgBoss.JobWithMetadata<unknown>): Promise<void> {
    const limitMs = Number(job.expireInSeconds) * 1000;
    const deadMs = performance.now() + limitMs;
    try {
      const result = await within(work.handle(job), limitMs);
      await tell(() => boss.complete(work.name, job.id, result ?? {}), deadMs);
    } catch (error) {
      const told = error instanceof Error ? error : new Error(String(error));
      await tell(() => boss.fail(work.name, job.id, told), deadMs);
    }
  }
  async function tell(note: () => Promise<void>, untilMs: number): Promise<void> {
    for (;;) {
      try {
        return await note();
      } catch (error) {
        const again = databaseErrorOf(error)?.retryable === true && performance.now() < untilMs;
        if (!again || ending.signal.aborted) throw error;
        await sleep(tellAgainMs, undefined, { signal: ending.signal }).catch(() => undefined);
      }
    }
  }
  const ended = loop();
  return {
    async end(timeoutMs) {
      ending.abort();
      const over = new AbortController();
      await Promise.race([ended, sleep(timeoutMs, undefined, { signal: over.signal }).catch(() => undefined)]);
      over.abort();
      if (running === null) return;
      const told = new Error('the program ended while this ran');
      await boss.fail(work.name, running.id, told).catch((error: unknown) => work.log(String(error)));
    },
  };
}

/** The work's result, or a failure once it takes longer than its job may. */
async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  const over = new AbortController();
  const late = sleep(limitMs, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new Error(`it took longer than the ${limitMs / 1000} seconds that it may`);
  });
  // Whoever wins, the other's end is nobody's business.
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

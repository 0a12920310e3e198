import { setTimeout as sleep } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import { databaseErrorOf } from '../database-error.ts';

type TakenJob = PgBoss.JobWithMetadata<unknown>;

/** What a worker takes and how. */
export interface JobWork {
  readonly name: string;
  /** Milliseconds between looks while nothing waits. */
  readonly pollMs: number;
  /** Milliseconds between two signs of life of a running job; well below the time after which it counts as dead. */
  readonly beatMs: number;
  /** Milliseconds after which a job is stopped. */
  readonly longestMs: number;
  /** A throw is a failed try. What goes on after the signal is not waited for. */
  handle(job: TakenJob, signal: AbortSignal): Promise<object | void>;
  /** Gives a sign of life; false when the job was taken for dead and is somebody else's. */
  touch(job: TakenJob): Promise<boolean>;
  log(line: string): void;
}

/** Takes one job after the other until it is ended. */
export interface JobWorker {
  /** Takes no more, waits at most so long for the running job, and gives that back for another try. */
  end(timeoutMs: number): Promise<void>;
}

/** Milliseconds between attempts to say how a job ended. */
const tellAgainMs = 500;

/** The job is somebody else's: how it ended here is not to be told. */
class JobLostError extends Error {}

/**
 * Works through a queue. The loop is ours and not the library's, which does not wait for its own notes of how a job ended: with the database away at that
 * moment the whole process ended. Here they are repeated until they are heard. And the library's jobs give no signs of life: one whose process was killed
 * had to wait as long as the longest may take.
 */
export function startWorker(boss: PgBoss, work: JobWork): JobWorker {
  const ending = new AbortController();
  let running: AbortController | null = null;
  const refused = (error: unknown): never[] => {
    work.log(`Job queue ${work.name}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  };
  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      const [job] = await boss.fetch<unknown>(work.name, { batchSize: 1, includeMetadata: true }).catch(refused);
      if (job === undefined) await pause(work.pollMs, ending.signal);
      else await settle(job).catch(refused);
    }
  }
  async function settle(job: TakenJob): Promise<void> {
    const over = new AbortController();
    running = over;
    // Taken in the moment of the end: it is given back before it began.
    if (ending.signal.aborted) over.abort(new Error('the program ends'));
    const settled = new AbortController();
    void beat(work, { job, over }, settled.signal);
    try {
      const result = await within(work, { job, over });
      await tell(() => boss.complete(work.name, job.id, result ?? {}), ending.signal);
    } catch (error) {
      refused(error);
      if (error instanceof JobLostError) return;
      const told = error instanceof Error ? error : new Error(String(error));
      await tell(() => boss.fail(work.name, job.id, told), ending.signal);
    } finally {
      running = null;
      settled.abort();
    }
  }
  const ended = loop();
  return {
    async end(timeoutMs) {
      ending.abort();
      const over = new AbortController();
      await Promise.race([ended, pause(timeoutMs, over.signal)]);
      over.abort();
      running?.abort(new Error('the program ended while this ran'));
      await ended;
    },
  };
}

/** A job at work, and what stops it. */
interface Running {
  readonly job: TakenJob;
  readonly over: AbortController;
}

/** The work's result, or why it was stopped. */
async function within(work: JobWork, { job, over }: Running): Promise<object | void> {
  const { signal } = over;
  signal.throwIfAborted();
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  const limit = setTimeout(
    () => over.abort(new Error(`it took longer than the ${work.longestMs / 1000} seconds that it may`)),
    work.longestMs,
  );
  try {
    return await Promise.race([work.handle(job, signal), stopped]);
  } finally {
    clearTimeout(limit);
  }
}

/** Gives signs of life until the job is settled, and stops what is somebody else's by now. */
async function beat(work: JobWork, { job, over }: Running, settled: AbortSignal): Promise<void> {
  for (;;) {
    await pause(work.beatMs, settled);
    if (settled.aborted) return;
    // With the database away nobody else can take it either.
    const isOurs = await work.touch(job).catch(() => true);
    if (!isOurs && !settled.aborted) over.abort(new JobLostError('it was taken for dead and is tried again elsewhere'));
  }
}

/** Says how a job ended until that is heard; once the program ends, it says so a last time. */
async function tell(note: () => Promise<void>, ending: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await note();
    } catch (error) {
      if (databaseErrorOf(error)?.retryable !== true || ending.aborted) throw error;
      await pause(tellAgainMs, ending);
    }
  }
}

/** Waits so long, or until the signal. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

import { randomUUID } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import PgBoss from 'pg-boss';
import type { DatabaseConnection } from '../open-database.ts';
import { type JobWork, type JobWorker, startWorker } from './job-worker.ts';
import { touchJob } from './jobs.store.ts';

/** One job as its handler sees it. `attempt` is 1 on the first try. */
export interface Job<Payload> {
  readonly id: string;
  readonly name: string;
  readonly payload: Payload;
  readonly attempt: number;
  /** Stops the work: it took too long, was taken for dead, or the program ends. */
  readonly signal: AbortSignal;
}

/** How a job waits and is tried again. */
export interface SendJobOptions {
  /** At most one job of this name and key waits at a time; a second `send` returns null. */
  readonly singletonKey?: string;
  /** Tries after the first failure (default 2). */
  readonly retryLimit?: number;
  /** Seconds before a retry, doubled each time (default 5). */
  readonly retryDelaySec?: number;
  readonly startAfter?: Date;
}

/** How a job is worked on. */
export interface WorkOptions {
  /** Seconds after which a job is stopped and counts as failed (default 900). */
  readonly longestSec?: number;
}

/** Background work that survives a restart: kept in the database, tried again, set aside when it keeps failing. */
export interface Jobs {
  /** Registers the handler of a name in this process. A throw is a failed try. A process that dies is noticed within minutes; its job is tried again. */
  work<Payload extends object>(
    name: string,
    handler: (job: Job<Payload>) => Promise<object | void>,
    options?: WorkOptions,
  ): Promise<void>;
  /** Enqueues; returns the job id, or null when the singleton key already waits. */
  send(name: string, payload: object, options?: SendJobOptions): Promise<string | null>;
  /** How many jobs of the name wait, how many are worked on anywhere, and how many failed for good (in the dead letter queue). */
  depth(name: string): Promise<{ waiting: number; running: number; dead: number }>;
  /** Stops taking jobs, waits for the running ones, and lets go of the database. */
  stop(): Promise<void>;
}

/** Settings of this process's part in the queue. */
export interface OpenJobsOptions {
  /** Whether this process also runs handlers and upkeep (false = it only sends). */
  readonly runs?: boolean;
  /** Seconds between looks for work (default 1, least 0.5). */
  readonly pollSec?: number;
  /** Seconds between signs of life of a running job (default 60). */
  readonly beatSec?: number;
  readonly log?: (line: string) => void;
}

const deadLetterOf = (name: string) => `${name}.dead`;
const stopTimeoutMs = 20_000;
/** A job without a sign of life for so long is taken for dead and tried again. */
const deadAfterSec = 300;

/** Opens the job queue (pg-boss, schema `pgboss`) over the connection's own pool, so it works on every engine. */
export async function openJobs(
  connection: Pick<DatabaseConnection, 'handle'>,
  options: OpenJobsOptions = {},
): Promise<Jobs> {
  const boss = await startBoss(connection, options);
  const ensureQueue = queueBook(boss);
  const workers: JobWorker[] = [];
  return {
    async work<Payload extends object>(
      name: string,
      handler: (job: Job<Payload>) => Promise<object | void>,
      { longestSec = 900 }: WorkOptions = {},
    ) {
      await ensureQueue(name);
      const work: JobWork = {
        name,
        pollMs: 1000 * (options.pollSec ?? 1),
        beatMs: 1000 * (options.beatSec ?? 60),
        longestMs: 1000 * longestSec,
        handle: (job, signal) =>
          handler({ id: job.id, name, payload: job.data as Payload, attempt: job.retryCount + 1, signal }),
        touch: (job) => touchJob(connection.handle<unknown>(), job),
        log: (line) => options.log?.(line),
      };
      workers.push(startWorker(boss, work));
    },
    async send(name, payload, sending = {}) {
      await ensureQueue(name);
      return boss.send(name, payload, bossOptions(name, sending));
    },
    async depth(name) {
      await ensureQueue(name);
      const [waiting, open, dead] = await Promise.all([
        boss.getQueueSize(name),
        boss.getQueueSize(name, { before: 'completed' }),
        boss.getQueueSize(deadLetterOf(name)),
      ]);
      return { waiting, running: Math.max(0, open - waiting), dead };
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.end(stopTimeoutMs)));
      await boss.stop({ graceful: true, wait: true, timeout: stopTimeoutMs, close: false });
    },
  };
}

async function startBoss(connection: Pick<DatabaseConnection, 'handle'>, options: OpenJobsOptions): Promise<PgBoss> {
  const runs = options.runs ?? true;
  const db = connection.handle<unknown>();
  const boss = new PgBoss({
    db: {
      async executeSql(text: string, values: unknown[]) {
        const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values ?? []));
        return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
      },
    },
    supervise: runs,
    // The library's own queue for cron lines has a worker with the flaw that ours is there to avoid, and nobody sends by cron lines.
    schedule: false,
  });
  boss.on('error', (error) => options.log?.(`Job queue: ${error.message}`));
  return boss.start();
}

/** Makes each queue and its dead letter queue once. */
function queueBook(boss: PgBoss): (name: string) => Promise<void> {
  const queues = new Map<string, Promise<void>>();
  async function makeQueue(name: string): Promise<void> {
    const dead = deadLetterOf(name);
    if (!(await boss.getQueue(dead))) await boss.createQueue(dead, { name: dead, retentionDays: 90 });
    // Policy "short" is what makes a singleton key refuse a second waiting job.
    if (!(await boss.getQueue(name))) await boss.createQueue(name, { name, policy: 'short', deadLetter: dead });
  }
  return (name) => {
    const present = queues.get(name);
    if (present) return present;
    const made = makeQueue(name);
    made.catch(() => queues.delete(name));
    queues.set(name, made);
    return made;
  };
}

function bossOptions(name: string, sending: SendJobOptions): PgBoss.SendOptions {
  const retryDelay = sending.retryDelaySec ?? 5;
  return {
    // Without a key of its own every job would be a singleton of the empty key.
    singletonKey: sending.singletonKey ?? randomUUID(),
    retryLimit: sending.retryLimit ?? 2,
    retryDelay,
    retryBackoff: retryDelay > 0,
    expireInSeconds: deadAfterSec,
    deadLetter: deadLetterOf(name),
    ...(sending.startAfter ? { startAfter: sending.startAfter } : {}),
  };
}

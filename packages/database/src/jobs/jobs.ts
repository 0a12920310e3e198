import { randomUUID } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import PgBoss from 'pg-boss';
import type { DatabaseConnection } from '../open-database.ts';
import { type JobWorker, startWorker } from './job-worker.ts';

/** One job as its handler sees it. `attempt` is 1 on the first try. */
export interface Job<Payload> {
  readonly id: string;
  readonly name: string;
  readonly payload: Payload;
  readonly attempt: number;
}

/** How a job waits and is tried again. */
export interface SendJobOptions {
  /** At most one job of this name and key waits at a time; a second `send` returns null. */
  readonly singletonKey?: string;
  /** Tries after the first failure (default 2). */
  readonly retryLimit?: number;
  /** Seconds before a retry, doubled each time (default 5). */
  readonly retryDelaySec?: number;
  /** Seconds after which a running job is taken for dead and tried again (default 900). */
  readonly expireInSec?: number;
  readonly startAfter?: Date;
}

/** Background work that survives a restart: kept in the database, tried again, set aside when it keeps failing. */
export interface Jobs {
  /** Registers the handler of a name in this process. A throw is a failed try. */
  work<Payload extends object>(name: string, handler: (job: Job<Payload>) => Promise<object | void>): Promise<void>;
  /** Enqueues; returns the job id, or null when the singleton key already waits. */
  send(name: string, payload: object, options?: SendJobOptions): Promise<string | null>;
  /** Sends a job at each time of the cron line (five fields, UTC); the same name again replaces the line. */
  schedule(name: string, cron: string, payload?: object): Promise<void>;
  unschedule(name: string): Promise<void>;
  /** How many jobs of the name wait, and how many failed for good (in the dead letter queue). */
  depth(name: string): Promise<{ waiting: number; dead: number }>;
  /** Stops taking jobs, waits for the running ones, and lets go of the database. */
  stop(): Promise<void>;
}

/** Settings of this process's part in the queue. */
export interface OpenJobsOptions {
  /** Whether this process also runs handlers, schedules and upkeep (false = it only sends). */
  readonly runs?: boolean;
  /** Seconds between looks for work (default 1, least 0.5). */
  readonly pollSec?: number;
  readonly log?: (line: string) => void;
}

const deadLetterOf = (name: string) => `${name}.dead`;
const stopTimeoutMs = 20_000;

/** Opens the job queue (pg-boss, schema `pgboss`) over the connection's own pool, so it works on every engine. */
export async function openJobs(
  connection: Pick<DatabaseConnection, 'handle'>,
  options: OpenJobsOptions = {},
): Promise<Jobs> {
  const boss = await startBoss(connection, options);
  const ensureQueue = queueBook(boss);
  const workers: JobWorker[] = [];
  return {
    async work<Payload extends object>(name: string, handler: (job: Job<Payload>) => Promise<object | void>) {
      await ensureQueue(name);
      const handle = (job: PgBoss.JobWithMetadata<unknown>): Promise<object | void> =>
        handler({ id: job.id, name, payload: job.data as Payload, attempt: job.retryCount + 1 });
      const pollMs = 1000 * (options.pollSec ?? 1);
      workers.push(startWorker(boss, { name, pollMs, handle, log: (line) => options.log?.(line) }));
    },
    async send(name, payload, sending = {}) {
      await ensureQueue(name);
      return boss.send(name, payload, bossOptions(name, sending));
    },
    async schedule(name, cron, payload = {}) {
      await ensureQueue(name);
      await boss.schedule(name, cron, payload, { tz: 'UTC', singletonKey: 'schedule' });
    },
    unschedule: (name) => boss.unschedule(name),
    async depth(name) {
      await ensureQueue(name);
      return { waiting: await boss.getQueueSize(name), dead: await boss.getQueueSize(deadLetterOf(name)) };
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
    schedule: runs,
    cronMonitorIntervalSeconds: 15,
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
    expireInSeconds: sending.expireInSec ?? 900,
    deadLetter: deadLetterOf(name),
    ...(sending.startAfter ? { startAfter: sending.startAfter } : {}),
  };
}

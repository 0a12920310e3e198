import { type Job, openJobs } from '@vitrine/database';
import { createProcessTrainer, trainModel } from '@vitrine/pipelines/training';
import { type RecsysTables, shopTenant } from '@vitrine/recsys';
import type { Recommender } from '@vitrine/sdk';
import { trainingProcess } from './build-folder.ts';
import { mailOf } from './mail.ts';
import { choresOf } from './chores.ts';
import { lookAtTextsEveryMs, takeOnEmbedding } from './embed-texts.ts';
import type { Logger } from './logger.ts';
import type { Platform } from './platform.ts';
import { syncOf } from './recommender-client.ts';

const outboxEveryMs = 400;
const mailEveryMs = 1000;
const longestRetryMs = 60_000;
const trainJob = 'train-models';
/** Millions of events on one slow core. */
const longestTrainingSec = 6 * 3600;

/** Work that goes on beside the pages; `stop` waits for what is in progress. */
export interface Background {
  stop(): Promise<void>;
}

/** Tells the recommender what the shop changed, trains again on schedule, embeds texts that changed, and keeps the house clean. */
export async function startBackground(
  platform: Platform,
  { recommender, logger, siteUrl }: { recommender: Recommender; logger: Logger; siteUrl: string },
): Promise<Background> {
  const { config, connection } = platform;
  const sync = syncOf(platform, recommender);
  const mail = mailOf(platform, { logger, siteUrl });
  const loops = [
    repeat(() => mail.relay.drain(), { everyMs: mailEveryMs, logger, what: 'sending mail' }),
    repeat(() => sync.drain(), { everyMs: outboxEveryMs, logger, what: 'telling the recommender' }),
    ...choresOf(platform).map(({ run, everyMs, what }) => repeat(run, { everyMs, logger, what })),
  ];
  const jobs = await openJobs(connection, { runs: true, pollSec: 5, log: (line) => logger.warn(line) });
  const next = () =>
    jobs.send(
      trainJob,
      {},
      { singletonKey: trainJob, startAfter: new Date(Date.now() + config.RECOMMENDATION_BATCH_INTERVAL * 1000) },
    );
  const trainAgain = async ({ signal }: Job<object>): Promise<void> => {
    try {
      await train(platform, logger, signal);
    } finally {
      await next();
    }
  };
  await jobs.work(trainJob, trainAgain, { longestSec: longestTrainingSec });
  await next();
  const texts = await takeOnEmbedding(platform, { jobs, logger });
  loops.push(repeat(() => texts.look(), { everyMs: lookAtTextsEveryMs, logger, what: 'looking for changed texts' }));
  return {
    async stop() {
      texts.stop();
      await Promise.all([...loops.map((stop) => stop()), jobs.stop()]);
      mail.close();
    },
  };
}

/** One scheduled training in a process of its own; its outcome is in the registry either way. */
async function train({ connection, recsys, shop }: Platform, logger: Logger, signal: AbortSignal): Promise<void> {
  const outcome = await trainModel(
    {
      db: connection.handle<RecsysTables>(),
      recsys,
      clock: shop.context.clock,
      trainer: createProcessTrainer(trainingProcess, signal),
    },
    shopTenant,
    { movedBy: 'schedule' },
  );
  if (outcome.ok) logger.info({ version: outcome.version, promoted: outcome.promoted }, 'trained');
  else logger.warn({ code: outcome.error.code }, outcome.error.message);
}

/** Calls again and again, never twice at once; a failure is logged and tried again, ever later, up to a minute. */
function repeat(
  work: () => Promise<unknown>,
  { everyMs, logger, what }: { everyMs: number; logger: Logger; what: string },
): () => Promise<void> {
  let stopped = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = async () => {
    try {
      await work();
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!stopped) logger.warn({ err: error }, `${what} failed; trying again`);
    }
    const pauseMs = failures === 0 ? everyMs : Math.min(longestRetryMs, everyMs * 2 ** Math.min(failures, 8));
    if (!stopped) timer = setTimeout(() => (running = turn()), pauseMs);
  };
  running = turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
    return running;
  };
}

import type { Job, Jobs } from '@vitrine/database';
import { createProcessEmbedder, refreshEmbeddings } from '@vitrine/pipelines/embeddings';
import { type RecsysTables, shopTenant } from '@vitrine/recsys';
import { embeddingProcess } from './build-folder.ts';
import type { Logger } from './logger.ts';
import type { Platform } from './platform.ts';

const embedJob = 'embed-texts';
/** Milliseconds between two looks whether texts changed. */
export const lookAtTextsEveryMs = 15_000;
/** A sentence model on one slow core may take its time. */
const longestSec = 6 * 3600;
/** Of all time, at most this share is spent on texts that change again and again. */
const shareOfTime = 0.05;
/** What failed will most likely fail again. */
const pauseAfterFailureMs = 600_000;

/** Keeps the embeddings of the catalog's texts fresh. */
export interface TextEmbedding {
  /** Asks for the job when the catalog was written since the last look. Some small queries. */
  look(): Promise<void>;
  /** Ends what is under way; another server, or the next start, goes on from what was stored. */
  stop(): void;
}

/**
 * Takes on the job that embeds what changed, in a process of its own. Several servers share one job: while one of them works nobody asks for another,
 * and a pause is a job that waits in the queue, beside which there is room for none.
 */
export async function takeOnEmbedding(
  { config, connection, recsys }: Pick<Platform, 'config' | 'connection' | 'recsys'>,
  { jobs, logger }: { jobs: Jobs; logger: Logger },
): Promise<TextEmbedding> {
  const ending = new AbortController();
  const folder = config.VITRINE_TEXT_MODEL ?? null;
  /** Embeds what changed; answers after how many milliseconds it may be done again. */
  async function embedChanged(signal: AbortSignal): Promise<number> {
    const beganMs = performance.now();
    try {
      const embed = createProcessEmbedder(embeddingProcess, signal);
      const db = connection.handle<RecsysTables>();
      const done = await refreshEmbeddings({ db, recsys, embed }, shopTenant, { folder });
      const tookMs = performance.now() - beganMs;
      logger.info({ ...done, tookMs: Math.round(tookMs) }, 'embedded texts');
      return tookMs / shareOfTime;
    } catch (error) {
      // What was stopped did not fail: it is tried again at once, by whoever is there.
      if (signal.aborted) throw error;
      logger.warn({ err: error }, 'embedding texts failed; trying again in ten minutes');
      return pauseAfterFailureMs;
    }
  }
  const embedAndPause = async ({ signal }: Job<object>): Promise<void> => {
    const pauseMs = await embedChanged(AbortSignal.any([ending.signal, signal]));
    if (pauseMs <= lookAtTextsEveryMs) return;
    await jobs.send(embedJob, {}, { singletonKey: embedJob, startAfter: new Date(Date.now() + pauseMs) });
  };
  await jobs.work(embedJob, embedAndPause, { longestSec });
  // Another setting may have come with this start, which the catalog does not tell: no pause holds the first one up.
  let isFirst = true;
  return {
    async look() {
      if (!isFirst) {
        const standing = await recsys.embeddings.standing(shopTenant);
        if (standing === null || standing.catalogRevision === (standing.index?.catalogRevision ?? 0)) return;
      }
      if ((await jobs.depth(embedJob)).running > 0) return;
      await jobs.send(embedJob, {}, { singletonKey: isFirst ? 'start' : embedJob });
      isFirst = false;
    },
    stop: () => ending.abort(),
  };
}

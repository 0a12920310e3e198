import type { Jobs } from '@vitrine/database';
import { createProcessEmbedder, refreshEmbeddings } from '@vitrine/pipelines/embeddings';
import { type RecsysTables, shopTenant } from '@vitrine/recsys';
import { embeddingProcess } from './build-folder.ts';
import type { Logger } from './logger.ts';
import type { Platform } from './platform.ts';

const embedJob = 'embed-texts';
/** A sentence model on one slow core may take its time. */
const longestSec = 6 * 3600;
/** Of all time, at most this share is spent on texts that change again and again. */
const shareOfTime = 0.05;
/** What failed will most likely fail again. */
const pauseAfterFailureMs = 600_000;

/** Keeps the embeddings of the catalog's texts fresh. */
export interface TextEmbedding {
  /** Asks for the job when the catalog was written since the last look. Two small queries. */
  look(): Promise<void>;
  /** Ends what is under way; the next start goes on from what was stored. */
  stop(): void;
}

/** Takes on the job that embeds what changed, in a process of its own; several servers share one job. */
export async function takeOnEmbedding(
  { config, connection, recsys }: Pick<Platform, 'config' | 'connection' | 'recsys'>,
  { jobs, logger }: { jobs: Jobs; logger: Logger },
): Promise<TextEmbedding> {
  const ending = new AbortController();
  const folder = config.VITRINE_TEXT_MODEL ?? null;
  let pausedUntilMs = -Infinity;
  await jobs.work(embedJob, async () => {
    const beganMs = performance.now();
    pausedUntilMs = Infinity;
    try {
      const embed = createProcessEmbedder(embeddingProcess, ending.signal);
      const db = connection.handle<RecsysTables>();
      const done = await refreshEmbeddings({ db, recsys, embed }, shopTenant, { folder });
      const tookMs = performance.now() - beganMs;
      pausedUntilMs = performance.now() + tookMs / shareOfTime;
      logger.info({ ...done, tookMs: Math.round(tookMs) }, 'embedded texts');
    } catch (error) {
      pausedUntilMs = performance.now() + pauseAfterFailureMs;
      if (!ending.signal.aborted) logger.warn({ err: error }, 'embedding texts failed; trying again in ten minutes');
    }
  });
  // Another setting may have come with this start, which the catalog does not tell.
  let isFirst = true;
  return {
    async look() {
      if (performance.now() < pausedUntilMs) return;
      const standing = isFirst ? null : await recsys.embeddings.standing(shopTenant);
      const isFresh = standing !== null && standing.catalogRevision === (standing.index?.catalogRevision ?? 0);
      if (!isFresh) await jobs.send(embedJob, {}, { singletonKey: embedJob, expireInSec: longestSec });
      isFirst = false;
    },
    stop: () => ending.abort(),
  };
}

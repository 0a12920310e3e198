import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type VitrineServer, createServer } from '@vitrine/api';
import { isDatabaseAway } from '@vitrine/database';
import type { Recommender } from '@vitrine/sdk';
import type { ServerBuild } from 'react-router';
import { CommandError } from '../shell.ts';
import { apiServices } from './api-services.ts';
import { pagesBuild } from './build-folder.ts';
import { keepAnswers } from './kept-reads.ts';
import type { Logger } from './logger.ts';
import type { ProcessMetrics } from './metrics.ts';
import { type Platform, folders } from './platform.ts';
import { pictureOrigins } from './picture-store.ts';
import { recommenderClient } from './recommender-client.ts';
import { webServices } from './web-services.ts';

/** What one process does: everything, only pages with their operations, only the recommender, or only background work. */
export const roles = ['all', 'web', 'recsys', 'worker'] as const;
export type Role = (typeof roles)[number];

/** A server that listens. */
export interface ListeningServer {
  readonly url: string;
  readonly server: VitrineServer;
  /** Forgets the pages and answers that are kept, for when what they show has changed. */
  forget(): void;
  /** The shop's own client of the recommender, in this process. */
  readonly recommender: Recommender;
  close(): Promise<void>;
}

/** Puts HTTP in front of the platform and listens on the configured address. */
export async function listen(
  platform: Platform,
  { metrics, logger, role }: { metrics: ProcessMetrics; logger: Logger; role: Role },
): Promise<ListeningServer> {
  const { config, home } = platform;
  const services = apiServices(platform, (error, { requestId, route }) =>
    logger.error({ err: error, requestId, route }, 'a request failed unexpectedly'),
  );
  const recommender = recommenderClient(services);
  const kept = keepAnswers({ ttlMs: config.CACHE_TTL * 1000, nowMs: () => performance.now() });
  const server = await createServer({
    services,
    version: '0.1.0',
    trustProxy: config.VITRINE_TRUST_PROXY,
    registry: metrics.registry,
    mediaRoot: folders.media(home),
    ...(config.VITRINE_METRICS_TOKEN ? { metricsToken: config.VITRINE_METRICS_TOKEN } : {}),
    ...(role === 'recsys' ? {} : { pages: await pages({ platform, recommender, metrics, kept }, logger) }),
  });
  try {
    const address = await server.app.listen({ host: config.HOST, port: config.PORT });
    const forget = () => {
      kept.clear();
      server.pageCache.clear();
    };
    return { url: address, server, forget, recommender, close: () => server.app.close() };
  } catch (error) {
    throw new CommandError(
      `Listening on ${config.HOST}:${config.PORT} failed: ${(error as Error).message}. Set HOST and PORT to an address that is free.`,
    );
  }
}

/** What the built pages may offer besides what the router needs: to be told where their errors are logged. */
interface PageEntry {
  readonly onPageError?: (report: (error: unknown) => { isAway: boolean }) => void;
}

async function pages(ports: Parameters<typeof webServices>[0], logger: Logger) {
  if (!existsSync(pagesBuild.server)) throw new CommandError('The pages are not built. Run "npm run build".');
  // React's slow twin for developers is what it takes itself for when nobody says otherwise.
  process.env['NODE_ENV'] ??= 'production';
  const build = (await import(pathToFileURL(pagesBuild.server).href)) as ServerBuild;
  const entry = build.entry.module as PageEntry & typeof build.entry.module;
  entry.onPageError?.((error) => {
    logger.error({ err: error }, 'a page failed unexpectedly');
    return { isAway: isDatabaseAway(error) };
  });
  return {
    build,
    services: webServices(ports),
    assetsRoot: pagesBuild.assets,
    imageOrigins: pictureOrigins(ports.platform),
    cacheMs: ports.platform.config.CACHE_TTL * 1000,
    forgetReads: () => ports.kept.clear(),
  };
}

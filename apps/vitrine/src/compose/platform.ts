import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createMockPayments } from '@vitrine/backends/payments';
import { type DatabaseConnection, type MigrationFile, migrate, systemClock } from '@vitrine/database';
import { nodeKernels } from '@vitrine/pipelines/training';
import { type Metrics, type Recsys, type RecsysTables, createRecsys, diskArtifacts } from '@vitrine/recsys';
import { type ShopTables, type ShopUseCases, createShop } from '@vitrine/shop';
import { selectMainCurrency } from '@vitrine/shop/currency';
import type { Config } from '../config/index.ts';
import { CommandError } from '../shell.ts';
import { buildFolder } from './build-folder.ts';
import { connectDatabase, homeOf, migrationSources } from './database.ts';

/** Everything that stands behind the ports, put together once per process. */
export interface Platform {
  readonly config: Config;
  /** Absolute path of VITRINE_HOME. */
  readonly home: string;
  readonly connection: DatabaseConnection;
  readonly shop: ShopUseCases;
  readonly recsys: Recsys;
  /** Ends everything in order; safe to call twice. */
  close(): Promise<void>;
}

/** What differs between a server and a one-shot command. */
export interface PlatformOptions {
  readonly config: Config;
  readonly log: (line: string) => void;
  /** Servers listen and poll for changes of other processes; commands do not. */
  readonly serving: boolean;
  readonly metrics?: Metrics;
  onMigration?(file: MigrationFile): void;
}

/** Folders below the home; made when missing. */
export const folders = {
  artifacts: (home: string) => join(home, 'artifacts'),
  media: (home: string) => join(home, 'media'),
  drawings: (home: string) => join(home, 'media', 'drawings'),
  imports: (home: string) => join(home, 'imports'),
  reports: (home: string) => join(home, 'reports'),
  mail: (home: string) => join(home, 'mail'),
} as const;

/** Opens the database, brings it to this version and puts the shop and the recommender on top. */
export async function openPlatform({ config, log, serving, metrics, onMigration }: PlatformOptions): Promise<Platform> {
  const home = homeOf(config);
  makeHome(home);
  const connection = await connectDatabase(config, log);
  try {
    await migrate(connection, migrationSources(), onMigration ? { onApply: onMigration } : {});
    const shop = createShop({
      db: connection.handle<ShopTables>(),
      clock: systemClock,
      secret: config.VITRINE_SESSION_SECRET,
      currency: (await selectMainCurrency(connection.handle<ShopTables>())) ?? 'EUR',
      payments: [createMockPayments({ clock: systemClock })],
      reportPaymentFailure: ({ orderId, paymentId, provider, reason }) =>
        log(`The payment provider ${provider} could not be asked (order ${orderId}, payment ${paymentId}): ${reason}`),
    });
    const recsys = createRecsys({
      db: connection.handle<RecsysTables>(),
      clock: systemClock,
      modelStore: diskArtifacts(folders.artifacts(home)),
      // One thread: more would block the one that answers.
      kernels: nodeKernels(buildFolder, 1),
      log,
      modelVersion: config.MODEL_VERSION === 'champion' ? undefined : config.MODEL_VERSION,
      polling: serving,
      // The recommender's own fallback must still reach a page that waits no longer than the whole budget.
      budgetMs: Math.max(1, Math.floor(config.RECOMMENDATION_BUDGET_MS * 0.75)),
      ...(metrics ? { metrics } : {}),
      ...(serving
        ? { listen: (channel: string, onNotify: (payload: string) => void) => connection.listen(channel, onNotify) }
        : // Who asks on the command line wants to see what a page shows, not that this process has only just begun.
          { leastBudgetMs: 10_000 }),
    });
    if (serving) await recsys.start();
    return { config, home, connection, shop, recsys, close: closeOnce(recsys, connection) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Makes the folders. Throws {@link CommandError} where it may not. */
export function makeHome(home: string): void {
  try {
    for (const folder of [(path: string) => path, ...Object.values(folders)]) makeFolder(folder(home));
  } catch (error) {
    throw new CommandError(
      `The folder ${home} cannot be written: ${(error as Error).message}. Set VITRINE_HOME to one that can.`,
    );
  }
}

/** Step by step: asked to do it all at once, Node tries for ever where a file system like /proc takes no folders. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw new Error(`${path} is a file`);
    return;
  }
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(path)) throw error;
  }
}

function closeOnce(recsys: Recsys, connection: DatabaseConnection): () => Promise<void> {
  let closing: Promise<void> | null = null;
  return () =>
    (closing ??= (async () => {
      await recsys.close();
      await connection.close();
    })());
}

import { systemClock } from '@vitrine/database';
import {
  type ImportProgress,
  type ImportReport,
  type MappingRequest,
  databaseImportTarget,
  importFormats,
  runImport,
} from '@vitrine/pipelines/ingest';
import { shopTenant } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { selectMainCurrency } from '@vitrine/shop/currency';
import { CommandError, exitStatus } from '../shell.ts';
import { type Terminal, startProgress } from '../terminal/index.ts';
import type { Platform } from './platform.ts';
import { tellRecommender } from './recommender-client.ts';

/** Names of the formats that can be imported. */
export const formatNames: readonly string[] = importFormats.map(({ name }) => name);

/** What to import and how to show it. */
export interface ImportRequest {
  readonly format: string;
  readonly paths: readonly string[];
  readonly dryRun: boolean;
  /** What the columns of a generic file mean. */
  readonly mapping?: MappingRequest;
  readonly terminal: Terminal;
}

/** Imports into the platform's shop and tells the recommender. Throws {@link CommandError} when nothing could be read. */
export async function importInto(
  platform: Platform,
  { format, paths, dryRun, mapping = {}, terminal }: ImportRequest,
): Promise<ImportReport> {
  const progress = startProgress(terminal, `Importing ${format}`, () => performance.now());
  const outcome = await runImport({
    format,
    paths,
    home: platform.home,
    dryRun,
    mapping: { currency: platform.shop.context.currency, ...mapping },
    clock: systemClock,
    target: databaseImportTarget({
      shop: platform.connection.handle<ShopTables>(),
      clock: systemClock,
      ingest: (events) => platform.recsys.events.ingest(shopTenant, events, { partial: true, backfill: true }),
    }),
    onProgress: ({ phase, done, total, perSec }: ImportProgress) =>
      progress.update(done, total, `${phase}, ${perSec.toLocaleString('en-GB')} rows/s`),
  });
  if (!outcome.ok) {
    progress.end('stopped');
    throw new CommandError(
      outcome.error.message,
      outcome.error.code === 'import.unknown_format' || outcome.error.code === 'import.wrong_map'
        ? exitStatus.usage
        : exitStatus.failed,
    );
  }
  progress.end(`${outcome.report.rows.toLocaleString('en-GB')} rows`);
  if (!dryRun) {
    // An empty shop has no currency yet; what was imported brings it.
    const currency =
      (await selectMainCurrency(platform.connection.handle<ShopTables>())) ?? platform.shop.context.currency;
    await tellRecommender({ ...platform, shop: platform.shop.forVisitor({ currency }) });
  }
  return outcome.report;
}

import { systemClock } from '@vitrine/database';
import {
  type GenerateCounts,
  type GenerateOptions,
  type GeneratePhase,
  type Generation,
  databaseTarget,
  demoMakers,
  fileTarget,
  generatedSource,
  runGenerate,
} from '@vitrine/pipelines/generate';
import { shopTenant } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { CommandError } from '../shell.ts';
import { type Platform, folders } from './platform.ts';
import { tellRecommender } from './recommender-client.ts';

/** What to make, and where: the database of the platform, or a folder. */
export interface DemoOptions {
  readonly products: number;
  readonly customers: number;
  readonly events: number;
  readonly days: number;
  readonly seed: number;
  readonly asOf: Date;
  readonly out?: string;
  within<Result>(work: (platform: Platform) => Promise<Result>): Promise<Result>;
  progress(phase: GeneratePhase, done: number, total: number): void;
}

/** Makes the shop; the second run with the same numbers changes nothing. Throws {@link CommandError} when it cannot. */
export async function generateDemo(options: DemoOptions): Promise<GenerateCounts> {
  const { out } = options;
  if (out !== undefined)
    return generateInto({ ...numbersOf(options), target: await fileTarget(out), makers: demoMakers });
  return options.within(async (platform) => {
    const counts = await fillShop(platform, options);
    await tellRecommender(platform);
    return counts;
  });
}

/** Fills the platform's shop and tells the recommender of it. */
export async function fillShop(
  platform: Platform,
  options: Omit<DemoOptions, 'within' | 'out'>,
): Promise<GenerateCounts> {
  return generateInto({
    ...numbersOf(options),
    target: targetOf(platform),
    makers: demoMakers,
    drawingsFolder: folders.drawings(platform.home),
  });
}

/** The numbers of the demo that the platform's shop holds, whole or in part; null when it holds none. */
export async function demoInside(platform: Platform): Promise<Generation | null> {
  return targetOf(platform).previous();
}

const targetOf = (platform: Platform) =>
  databaseTarget({
    shop: platform.connection.handle<ShopTables>(),
    clock: systemClock,
    source: generatedSource,
    ingest: (events) => platform.recsys.events.ingest(shopTenant, events, { partial: true, backfill: true }),
  });

const numbersOf = ({ products, customers, events, days, seed, asOf, progress }: Omit<DemoOptions, 'within'>) => ({
  products,
  customers,
  events,
  days,
  seed,
  asOf,
  progress,
});

async function generateInto(options: GenerateOptions): Promise<GenerateCounts> {
  const outcome = await runGenerate(options);
  if (!outcome.ok) throw new CommandError(outcome.error.message);
  if (outcome.rejected.length > 0)
    throw new CommandError(
      `Some generated rows were refused, which is a fault of ours: ${outcome.rejected.slice(0, 3).join('; ')}`,
    );
  return outcome.total;
}

/** Whether the shop has products already. */
export async function isShopEmpty(platform: Platform): Promise<boolean> {
  const { total } = await platform.recsys.items.list(shopTenant, { limit: 1 });
  return total === 0 && (await platform.shop.catalog.newArrivals(1)).length === 0;
}

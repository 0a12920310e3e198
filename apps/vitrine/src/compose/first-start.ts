import type { Recommender } from '@vitrine/sdk';
import { demoSize } from '@vitrine/pipelines/generate';
import { createWorkerTrainer, trainModel } from '@vitrine/pipelines/training';
import { type RecsysTables, shopTenant } from '@vitrine/recsys';
import { CommandError } from '../shell.ts';
import { type Terminal, startProgress } from '../terminal/index.ts';
import { trainingThread } from './build-folder.ts';
import { fillShop, isShopEmpty } from './demo.ts';
import type { Platform } from './platform.ts';
import { syncOf } from './recommender-client.ts';

/** Fills an empty shop with the demo. Does nothing in a shop that has products. */
export async function fillWhenEmpty(platform: Platform, terminal: Terminal): Promise<void> {
  if (!(await isShopEmpty(platform))) return;
  const progress = startProgress(terminal, 'Making the demo shop', () => performance.now());
  const counts = await fillShop(platform, {
    ...demoSize,
    asOf: platform.shop.context.clock.now(),
    progress: (phase, done, total) => progress.update(done, total, phase),
  });
  progress.end(
    `${counts.products} products, ${counts.customers} customers, ${counts.orders} orders, ${counts.events.toLocaleString('en-GB')} events`,
  );
}

/** Tells the recommender everything that still waits in the outbox. */
export async function catchUp(platform: Platform, recommender: Recommender, terminal: Terminal): Promise<void> {
  const progress = startProgress(terminal, 'Telling the recommender', () => performance.now());
  const told = await syncOf(platform, recommender).drain();
  progress.end(told === 0 ? 'nothing new' : `${told.toLocaleString('en-GB')} changes`);
}

/** Trains the first model when none serves yet. A shop without events is served by the fallbacks, and says so. */
export async function trainWhenUntrained({ connection, recsys, shop }: Platform, terminal: Terminal): Promise<void> {
  if ((await recsys.models.current(shopTenant)) !== null) return;
  const progress = startProgress(terminal, 'Training the first model', () => performance.now());
  const outcome = await trainModel(
    {
      db: connection.handle<RecsysTables>(),
      recsys,
      clock: shop.context.clock,
      trainer: createWorkerTrainer(trainingThread),
      progress: (done, total, phase) => progress.update(done, total, phase),
    },
    shopTenant,
    { movedBy: 'first start' },
  );
  if (outcome.ok) {
    progress.end(outcome.promoted ? outcome.version : `${outcome.version}, not serving: ${outcome.notPromoted ?? ''}`);
    return;
  }
  progress.end(outcome.error.message);
  if (outcome.error.code !== 'training.no_events') throw new CommandError(outcome.error.message);
}

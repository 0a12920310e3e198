import type { Recommender } from '@vitrine/sdk';
import { demoSize } from '@vitrine/pipelines/generate';
import { createProcessTrainer, trainModel } from '@vitrine/pipelines/training';
import { type RecsysTables, shopTenant } from '@vitrine/recsys';
import { CommandError } from '../shell.ts';
import { type Terminal, startProgress } from '../terminal/index.ts';
import { trainingProcess } from './build-folder.ts';
import { demoInside, fillShop, isShopEmpty } from './demo.ts';
import type { Platform } from './platform.ts';
import { syncOf } from './recommender-client.ts';
import { isDemoUnfinished, untilFinished } from './unfinished-demo.ts';

/** What a step of the first start may look at and write to. */
export interface FirstStart {
  readonly terminal: Terminal;
  /** Asks the step to end early; it throws {@link StartStopped}, and the next start continues. */
  readonly stop: AbortSignal;
}

/** The person asked to stop before the shop was ready. */
export class StartStopped extends Error {}

/** Fills an empty shop with the demo, or continues a filling that was cut short. Does nothing in a shop that has products of its own. */
export async function fillWhenEmpty(platform: Platform, { terminal, stop }: FirstStart): Promise<void> {
  const begun = isDemoUnfinished(platform.home) ? await demoInside(platform) : null;
  if (begun === null && !(await isShopEmpty(platform))) return;
  const title = begun === null ? 'Making the demo shop' : 'Continuing the demo shop';
  const progress = startProgress(terminal, title, () => performance.now());
  const counts = await untilFinished(platform.home, () =>
    fillShop(platform, {
      ...(begun ?? demoSize),
      asOf: platform.shop.context.clock.now(),
      progress(phase, done, total) {
        progress.update(done, total, phase);
        // Between two batches, each of which is whole.
        if (stop.aborted) throw new StartStopped();
      },
    }),
  );
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
export async function trainWhenUntrained(
  { connection, recsys, shop }: Platform,
  { terminal, stop }: FirstStart,
): Promise<void> {
  if ((await recsys.models.current(shopTenant)) !== null) return;
  const progress = startProgress(terminal, 'Training the first model', () => performance.now());
  const training = trainModel(
    {
      db: connection.handle<RecsysTables>(),
      recsys,
      clock: shop.context.clock,
      trainer: createProcessTrainer(trainingProcess),
      progress: (done, total, phase) => progress.update(done, total, phase),
    },
    shopTenant,
    { movedBy: 'first start' },
  );
  const outcome = await Promise.race([training, stopped(stop)]);
  if (outcome.ok) {
    progress.end(outcome.promoted ? outcome.version : `${outcome.version}, not serving: ${outcome.notPromoted ?? ''}`);
    return;
  }
  progress.end(outcome.error.message);
  if (outcome.error.code !== 'training.no_events') throw new CommandError(outcome.error.message);
}

/** Rejects with {@link StartStopped} when asked to stop. */
function stopped(stop: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = () => reject(new StartStopped());
    if (stop.aborted) refuse();
    else stop.addEventListener('abort', refuse, { once: true });
  });
}

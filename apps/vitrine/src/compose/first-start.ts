import type { Recommender } from '@vitrine/sdk';
import { demoSize } from '@vitrine/pipelines/generate';
import { type Terminal, startProgress } from '../terminal/index.ts';
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

/** Rejects with {@link StartStopped} when asked to stop; listens no longer once `over` is aborted. */
export function stopped(stop: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = () => reject(new StartStopped());
    if (stop.aborted) refuse();
    else stop.addEventListener('abort', refuse, { once: true, signal: over });
  });
}

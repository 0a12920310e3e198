import { createProcessTrainer, trainModel } from '@vitrine/pipelines/training';
import { type RecsysTables, shopTenant } from '@vitrine/recsys';
import { CommandError } from '../shell.ts';
import { type Progress, startProgress } from '../terminal/index.ts';
import { trainingProcess } from './build-folder.ts';
import { type FirstStart, stopped } from './first-start.ts';
import type { Platform } from './platform.ts';

/** How long a start waits for its first model. What takes longer goes on while the shop is open and served by the fallbacks. */
const patienceMs = 60_000;

/** The part of a platform that a training works with. */
type Ground = Pick<Platform, 'connection' | 'recsys' | 'shop'>;

/**
 * Trains the first model when none serves yet, and waits for it, but not for ever: after `patienceMs` it resolves while the training goes on,
 * with a line of its own. A shop without events is served by the fallbacks, and says so.
 */
export async function trainWhenUntrained(ground: Ground, { terminal, stop }: FirstStart): Promise<void> {
  if ((await ground.recsys.models.current(shopTenant)) !== null) return;
  let line = startProgress(terminal, 'Training the first model', () => performance.now());
  const training = trainFirst(ground, () => line);
  const waiting = new AbortController();
  const ended = await Promise.race([
    training.then(() => 'trained' as const),
    stopped(stop, waiting.signal),
    patience(waiting.signal),
  ]).finally(() => waiting.abort());
  if (ended === 'trained') return;
  line.end('goes on while the shop is open, which shows what is popular meanwhile');
  line = startProgress(terminal, 'Training the first model beside the shop', () => performance.now());
  training.catch((error: unknown) => {
    if (!stop.aborted) line.end(`failed: ${error instanceof Error ? error.message : String(error)}`);
  });
}

async function trainFirst({ connection, recsys, shop }: Ground, line: () => Progress): Promise<void> {
  const outcome = await trainModel(
    {
      db: connection.handle<RecsysTables>(),
      recsys,
      clock: shop.context.clock,
      trainer: createProcessTrainer(trainingProcess),
      progress: (done, total, phase) => line().update(done, total, phase),
    },
    shopTenant,
    { movedBy: 'first start' },
  );
  if (outcome.ok) {
    line().end(outcome.promoted ? outcome.version : `${outcome.version}, not serving: ${outcome.notPromoted ?? ''}`);
    return;
  }
  line().end(outcome.error.message);
  if (outcome.error.code !== 'training.no_events') throw new CommandError(outcome.error.message);
}

function patience(over: AbortSignal): Promise<'late'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('late'), patienceMs);
    over.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

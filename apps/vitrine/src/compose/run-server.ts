import { setFlagsFromString } from 'node:v8';
import type { Config } from '../config/index.ts';
import type { Shell } from '../shell.ts';
import { startProgress } from '../terminal/index.ts';
import { type AdminLogin, adminLogin } from './admin-login.ts';
import { startBackground } from './background.ts';
import { homeOf } from './database.ts';
import { trainWhenUntrained } from './first-model.ts';
import { type FirstStart, StartStopped, catchUp, fillWhenEmpty } from './first-start.ts';
import { keepPagesFresh } from './keep-pages-fresh.ts';
import { checkListenAddress } from './listen-address.ts';
import { createLogger } from './logger.ts';
import { createProcessMetrics } from './metrics.ts';
import { makeHome, openPlatform } from './platform.ts';
import { type Role, listen } from './server.ts';
import { takeStartTurn } from './start-turn.ts';
import { warmUp } from './warm-up.ts';

/** How a process serves. */
export interface ServeOptions {
  readonly role: Role;
  /** Fill an empty shop with the demo and train a first model before listening. */
  readonly demo: boolean;
}

/** Runs one process from its first step to its orderly end; resolves when it was asked to stop and everything is closed. */
export async function runServer(shell: Shell, config: Config, options: ServeOptions): Promise<void> {
  await checkListenAddress(config);
  const closing: (() => Promise<void>)[] = [];
  try {
    const { url, login } = await prepare(shell, config, { ...options, closing });
    printAddresses(shell, url, login);
    await stopRequested(shell);
    shell.stderr.write('\nStopping …\n');
  } catch (error) {
    if (!(error instanceof StartStopped)) throw error;
    shell.stderr.write('\nStopped before the shop was ready. The next start goes on from here.\n');
  } finally {
    for (const close of closing) await close();
  }
}

/**
 * Lets the heap grow by three fifths of what lives between two collections, not to several times that: the litter of pages kept half as much memory
 * again, at the same speed (docs/benchmarks/storefront.md). After filling and importing, which set it for themselves.
 */
function collectInTime(): void {
  setFlagsFromString('--heap-growing-percent=60');
}

/** Everything up to the moment when the shop is ready; one process at a time in one home. What it opens is added to `closing` at once. */
async function prepare(
  shell: Shell,
  config: Config,
  { role, demo, closing }: ServeOptions & { closing: (() => Promise<void>)[] },
): Promise<{ url: string; login: AdminLogin | null }> {
  const first: FirstStart = { terminal: shell.stderr, stop: shell.stopRequested };
  makeHome(homeOf(config));
  const turn = await takeStartTurn(homeOf(config), first);
  try {
    // While this process waited for its turn, the other one may have taken the port.
    await checkListenAddress(config);
    const logger = createLogger(config);
    const metrics = createProcessMetrics();
    const opening = startProgress(shell.stderr, 'Opening the database', () => performance.now());
    const platform = await openPlatform({
      config,
      log: (line) => logger.info(line),
      serving: true,
      metrics: metrics.recommender,
    });
    closing.unshift(() => platform.close());
    opening.end(platform.connection.description);
    if (demo) await fillWhenEmpty(platform, first);
    const server = await listen(platform, { metrics, logger, role });
    closing.unshift(() => server.close());
    if (demo) {
      await catchUp(platform, server.recommender, shell.stderr);
      await trainWhenUntrained(platform, first);
    }
    await warmUp(platform);
    collectInTime();
    closing.unshift(await keepPagesFresh(platform, { clear: () => server.forget() }));
    if (role === 'all' || role === 'worker') {
      const background = await startBackground(platform, {
        recommender: server.recommender,
        logger,
        siteUrl: config.VITRINE_URL?.replace(/\/$/, '') ?? server.url,
      });
      closing.unshift(() => background.stop());
    }
    return { url: server.url, login: role === 'recsys' ? null : await adminLogin(platform) };
  } finally {
    await turn?.release();
  }
}

function printAddresses(shell: Shell, url: string, login: AdminLogin | null): void {
  const lines = [
    ['Shop', `${url}/`],
    ['Console', `${url}/admin`],
    ['API reference', `${url}/docs`],
    ['Recommender', `${url}/v1`],
    ...(login ? [['Console login', `${login.email}  ${login.password}`]] : []),
  ];
  shell.stdout.write(
    `\n${lines.map(([name = '', value = '']) => `  ${name.padEnd(14)} ${value}`).join('\n')}\n\n  Ctrl-C stops it.\n`,
  );
}

function stopRequested(shell: Shell): Promise<void> {
  return new Promise((resolve) => {
    if (shell.stopRequested.aborted) resolve();
    else shell.stopRequested.addEventListener('abort', () => resolve(), { once: true });
  });
}

import { shopTenant } from '@vitrine/recsys';
import type { Config } from '../config/index.ts';
import type { Shell } from '../shell.ts';
import { startProgress } from '../terminal/index.ts';
import { type AdminLogin, adminLogin } from './admin-login.ts';
import { startBackground } from './background.ts';
import { catchUp, fillWhenEmpty, trainWhenUntrained } from './first-start.ts';
import { checkListenAddress } from './listen-address.ts';
import { createLogger } from './logger.ts';
import { createProcessMetrics } from './metrics.ts';
import { openPlatform } from './platform.ts';
import { type ListeningServer, type Role, listen } from './server.ts';

/** How a process serves. */
export interface ServeOptions {
  readonly role: Role;
  /** Fill an empty shop with the demo and train a first model before listening. */
  readonly demo: boolean;
}

/** Runs one process from its first step to its orderly end; resolves when it was asked to stop and everything is closed. */
export async function runServer(shell: Shell, config: Config, options: ServeOptions): Promise<void> {
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
  opening.end(platform.connection.description);
  let server: ListeningServer | undefined;
  const closing: (() => Promise<void>)[] = [() => platform.close()];
  try {
    if (options.demo) await fillWhenEmpty(platform, shell.stderr);
    server = await listen(platform, { metrics, logger, role: options.role });
    closing.unshift(() => (server as ListeningServer).close());
    if (options.demo) {
      await catchUp(platform, server.recommender, shell.stderr);
      await trainWhenUntrained(platform, shell.stderr);
    }
    await platform.recsys.refresh(shopTenant);
    await platform.recsys.warmUp(shopTenant);
    server.server.pageCache.clear();
    const background =
      options.role === 'all' || options.role === 'worker'
        ? await startBackground(platform, { recommender: server.recommender, logger })
        : null;
    if (background) closing.unshift(() => background.stop());
    printAddresses(shell, server.url, options.role === 'recsys' ? null : await adminLogin(platform));
    await stopRequested(shell);
    shell.stderr.write('\nStopping …\n');
  } finally {
    for (const close of closing) await close();
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

import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { formatNames, importInto } from '../compose/import.ts';
import { homeOf } from '../compose/database.ts';
import { checkListenAddress } from '../compose/listen-address.ts';
import { openPlatform } from '../compose/platform.ts';
import { runServer } from '../compose/run-server.ts';
import { type Role, roles } from '../compose/server.ts';
import type { Config } from '../config/index.ts';
import { CommandError, exitStatus } from '../shell.ts';
import { type DefineCommand, configOf } from './define-command.ts';

/** `vitrine start`: the whole shop, filled and trained when it is empty. */
export const defineStart: DefineCommand = (program, shell) => {
  program
    .command('start')
    .description('Runs the whole shop: fills it with the demo and trains a first model when it is empty.')
    .option(
      '--data <format=path>',
      `open the shop on imported data, in a database of its own (${formatNames.join(', ')})`,
    )
    .action(async (options: { data?: string }) => {
      const config = configOf(shell);
      if (options.data === undefined) return runServer(shell, config, { role: 'all', demo: true });
      const { format, path } = parseData(options.data);
      const own = homeFor(config, { format, path });
      await checkListenAddress(own);
      const platform = await openPlatform({ config: own, log: () => undefined, serving: false });
      try {
        await importInto(platform, { format, paths: [path], dryRun: false, terminal: shell.stderr });
      } finally {
        await platform.close();
      }
      return runServer(shell, own, { role: 'all', demo: true });
    });
};

/** `vitrine serve`: one role, nothing filled; for more than one process. */
export const defineServe: DefineCommand = (program, shell) => {
  program
    .command('serve')
    .description(
      'Serves one role: all, web (pages and operations), recsys (only /v1) or worker (only background work).',
    )
    .option('--role <role>', 'which role', 'all')
    .action(async ({ role }: { role: string }) => {
      if (!isRole(role))
        throw new CommandError(`There is no role "${role}". Take one of ${roles.join(', ')}.`, exitStatus.usage);
      await runServer(shell, configOf(shell), { role, demo: false });
    });
};

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

function parseData(text: string): { format: string; path: string } {
  const at = text.indexOf('=');
  const format = text.slice(0, at);
  if (at < 1 || at === text.length - 1)
    throw new CommandError(
      `--data ${text}: write FORMAT=PATH, for example --data livostyle=./catalog.`,
      exitStatus.usage,
    );
  if (!formatNames.includes(format))
    throw new CommandError(`There is no format "${format}". Known are ${formatNames.join(', ')}.`, exitStatus.usage);
  return { format, path: resolve(text.slice(at + 1)) };
}

/** A home, and with it a database, for each data set. */
function homeFor(config: Config, { format, path }: { format: string; path: string }): Config {
  if (config.DATABASE_URL)
    throw new CommandError(
      '--data makes a database of its own, so it does not go with DATABASE_URL. Unset it, or use "vitrine import".',
      exitStatus.usage,
    );
  const name = `${format}-${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
  return { ...config, VITRINE_HOME: join(homeOf(config), 'data', name) };
}

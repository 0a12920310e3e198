import { runServer } from '../compose/run-server.ts';
import { type Role, roles } from '../compose/server.ts';
import { CommandError, exitStatus } from '../shell.ts';
import { type DefineCommand, configOf } from './define-command.ts';

/** `vitrine start`: the whole shop, filled and trained when it is empty. */
export const defineStart: DefineCommand = (program, shell) => {
  program
    .command('start')
    .description('Runs the whole shop: fills it with the demo and trains a first model when it is empty.')
    .action(() => runServer(shell, configOf(shell), { role: 'all', demo: true }));
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

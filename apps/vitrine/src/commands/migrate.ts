import { migrate, migrationStatus } from '@vitrine/database';
import { connectDatabase, migrationSources } from '../compose/database.ts';
import { CommandError, exitStatus, printResult } from '../shell.ts';
import { renderTable } from '../terminal/index.ts';
import { type DefineCommand, configOf } from './define-command.ts';

/** `vitrine migrate [up|status]`: brings the database to this version, or says what is missing. */
export const defineMigrate: DefineCommand = (program, shell) => {
  program
    .command('migrate')
    .description('Brings the database to this version, or says what waits.')
    .argument('[what]', 'up or status', 'up')
    .option('--json', 'print JSON')
    .action(async (what: string, options: { json?: boolean }) => {
      if (what !== 'up' && what !== 'status')
        throw new CommandError(
          `"${what}" is not known. Say "vitrine migrate up" or "vitrine migrate status".`,
          exitStatus.usage,
        );
      const connection = await connectDatabase(configOf(shell), () => undefined);
      try {
        if (what === 'up') {
          const { applied, present, tookMs } = await migrate(connection, migrationSources());
          const text =
            applied.length === 0
              ? `Nothing to do: ${present} migrations are applied.`
              : `${applied.map(({ domain, version, name }) => `applied ${domain} ${version} ${name}`).join('\n')}\n${applied.length} migrations in ${tookMs} ms.`;
          printResult(shell, options.json, { value: { applied, present, took_ms: tookMs }, text });
          return;
        }
        const status = await migrationStatus(connection, migrationSources());
        const rows = [...status.applied, ...status.pending].map(({ domain, version, name, appliedAt }) => [
          domain,
          version,
          name,
          appliedAt?.toISOString() ?? 'waits',
        ]);
        printResult(shell, options.json, {
          value: status,
          text: [renderTable(['domain', 'number', 'name', 'applied'], rows), ...status.problems].join('\n'),
        });
        if (status.problems.length > 0)
          throw new CommandError('The migrations do not fit the database.', exitStatus.findings);
      } finally {
        await connection.close();
      }
    });
};

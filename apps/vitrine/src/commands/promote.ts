import type { MoveOutcome } from '@vitrine/recsys';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, type Shell, printResult } from '../shell.ts';
import { renderTable } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { tenantOf, withNamespace } from './namespace-option.ts';

interface MoveCommandOptions {
  readonly namespace: string;
  readonly reason?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `vitrine promote VERSION`: lets a stored model answer. */
export const definePromote: DefineCommand = (program, shell) => {
  withNamespace(program.command('promote'))
    .description('Lets a stored model answer. Running servers swap it without dropping a request.')
    .argument('<version>', 'as "vitrine models" lists it')
    .option('--reason <text>', 'kept with the move')
    .option('--force', 'also a version that failed a gate')
    .option('--json', 'print JSON')
    .action((version: string, options: MoveCommandOptions) =>
      move(shell, options, (recsys, tenant, how) => recsys.models.promote(tenant, version, how)),
    );
};

/** `vitrine rollback`: back to the model that answered before. */
export const defineRollback: DefineCommand = (program, shell) => {
  withNamespace(program.command('rollback'))
    .description('Goes back to the model that answered before.')
    .option('--reason <text>', 'kept with the move')
    .option('--json', 'print JSON')
    .action((options: MoveCommandOptions) =>
      move(shell, options, (recsys, tenant, how) => recsys.models.rollback(tenant, how)),
    );
};

/** `vitrine models`: what is stored and which one answers. */
export const defineModels: DefineCommand = (program, shell) => {
  withNamespace(program.command('models'))
    .description('Lists the stored models, newest first, and which one answers.')
    .option('--json', 'print JSON')
    .action(async ({ namespace, json }: MoveCommandOptions) => {
      const versions = await withPlatform(shell, ({ recsys }) => recsys.models.list(tenantOf(namespace)));
      const rows = versions.map((model) => [
        model.version,
        model.aliases.join(', '),
        model.metrics.find(({ metric }) => metric.startsWith('ndcg@'))?.value.toFixed(4) ?? '',
        model.interactionCount,
        model.createdAt.toISOString().slice(0, 16).replace('T', ' '),
      ]);
      const text =
        rows.length === 0
          ? 'No model is stored yet. Train one with "vitrine train".'
          : renderTable(['version', 'serves as', 'NDCG', 'events', 'trained (UTC)'], rows);
      printResult(shell, json, { value: versions, text });
    });
};

type Models = Parameters<Parameters<typeof withPlatform<MoveOutcome>>[1]>[0]['recsys'];
type Move = (
  recsys: Models,
  tenant: ReturnType<typeof tenantOf>,
  how: { reason?: string; force?: boolean; movedBy: string },
) => Promise<MoveOutcome>;

async function move(shell: Shell, options: MoveCommandOptions, work: Move): Promise<void> {
  const how = {
    movedBy: 'command line',
    ...(options.reason ? { reason: options.reason } : {}),
    ...(options.force ? { force: true } : {}),
  };
  const outcome = await withPlatform(shell, ({ recsys }) => work(recsys, tenantOf(options.namespace), how));
  if (!outcome.ok) throw new CommandError(outcome.error.message);
  printResult(shell, options.json, {
    value: outcome,
    text: `${outcome.version} answers now${outcome.previous ? `, before it ${outcome.previous}` : ''}.`,
  });
}

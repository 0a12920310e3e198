import type { StoredEvent } from '@vitrine/recsys';
import { withPlatform } from '../compose/with-platform.ts';
import { type Shell, printResult } from '../shell.ts';
import { renderTable } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { tenantOf, withNamespace } from './namespace-option.ts';
import { pointInTime, wholeNumber } from './option-values.ts';

interface TailOptions {
  readonly namespace: string;
  readonly limit: number;
  readonly user?: string;
  readonly item?: string;
  readonly since?: Date;
  readonly json?: boolean;
}

/** `vitrine events tail`: recorded interactions, as they are stored. */
export const defineEvents: DefineCommand = (program, shell) => {
  const events = program.command('events').description('Looks at recorded interactions.');
  withNamespace(events.command('tail'))
    .description(
      'Shows the newest recorded events, oldest of them first; with --json one object a line, in the form of the wire.',
    )
    .option('--limit <n>', 'how many', wholeNumber('limit', 1, 1_000), 50)
    .option('--user <id>', 'only of this person or visitor')
    .option('--item <id>', 'only of this item')
    .option('--since <time>', 'only after this time', pointInTime('since'))
    .option('--json', 'print JSON lines')
    .action((options: TailOptions) => tail(shell, options));
};

async function tail(shell: Shell, { namespace, limit, user, item, since, json }: TailOptions): Promise<void> {
  const filter = {
    limit,
    ...(user ? { userId: user } : {}),
    ...(item ? { itemId: item } : {}),
    ...(since ? { after: since } : {}),
  };
  const { items } = await withPlatform(shell, ({ recsys }) => recsys.events.list(tenantOf(namespace), filter));
  const oldestFirst = items.toReversed();
  if (json) {
    for (const event of oldestFirst) shell.stdout.write(`${JSON.stringify(wireEvent(event))}\n`);
    return;
  }
  const rows = oldestFirst.map(({ ts, type, userId, itemId, meta }) => [
    ts.toISOString(),
    ['view', 'click', 'add', 'purchase', 'custom'][type] ?? String(type),
    typeof meta['kind'] === 'string' ? meta['kind'] : '',
    userId,
    itemId ?? '',
    typeof meta['surface'] === 'string' ? meta['surface'] : '',
    typeof meta['rank'] === 'number' ? String(meta['rank']) : '',
  ]);
  printResult(shell, false, {
    value: items,
    text:
      rows.length === 0
        ? 'No events are recorded that match.'
        : renderTable(['time', 'type', 'kind', 'user', 'item', 'surface', 'rank'], rows),
  });
}

const wireEvent = ({ userId, itemId, type, value, ts, sourceEventId, meta }: StoredEvent) => ({
  user_id: userId,
  item_id: itemId,
  type,
  value,
  ts: ts.toISOString(),
  source_event_id: sourceEventId,
  meta,
});

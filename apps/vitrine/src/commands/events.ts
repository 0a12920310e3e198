import { resolve } from 'node:path';
import { type HealthThresholds, healthyShop } from '@vitrine/pipelines/quality';
import type { StoredEvent } from '@vitrine/recsys';
import type { Command } from 'commander';
import { checkQuality, qualityText } from '../compose/check-quality.ts';
import { withPlatform } from '../compose/with-platform.ts';
import { CommandError, type Shell, printResult } from '../shell.ts';
import { renderTable } from '../terminal/index.ts';
import type { DefineCommand } from './define-command.ts';
import { tenantOf, withNamespace } from './namespace-option.ts';
import { pointInTime, shareBetween, wholeNumber } from './option-values.ts';

interface TailOptions {
  readonly namespace: string;
  readonly limit: number;
  readonly user?: string;
  readonly item?: string;
  readonly since?: Date;
  readonly json?: boolean;
}

/** `vitrine events`: recorded interactions, as they are stored, and how good they are. */
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
  defineCheck(events, shell);
};

interface CheckOptions {
  readonly namespace: string;
  readonly since?: Date;
  readonly html?: string;
  readonly json?: boolean;
}

const thresholdNames = Object.keys(healthyShop) as (keyof HealthThresholds)[];
/** Only evenness is better the higher it is. */
const boundOf = (name: keyof HealthThresholds) => (name === 'evenness' ? 'min' : 'max');
const counted = new Set<keyof HealthThresholds>(['gapHours', 'driftFields']);

/** `vitrine events check`: exit status 1 when a check is past its threshold, so that a schedule or CI can stop on it. */
function defineCheck(events: Command, shell: Shell): void {
  const check = withNamespace(events.command('check'))
    .description(
      'Checks recorded events: fields, schema, gaps, sparsity, categories, duplicates, references, clocks, bots. Exit status 1 past a threshold.',
    )
    .option('--since <time>', 'only from this time on', pointInTime('since'))
    .option('--html <file>', 'where to write the page with plots; below the home when left out')
    .option('--json', 'print JSON');
  for (const name of thresholdNames) {
    const option = `${boundOf(name)}-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const most = counted.has(name) ? 1_000_000 : 1;
    check.option(`--${option} <x>`, `threshold of ${name} (${healthyShop[name]})`, shareBetween(option, 0, most));
  }
  check.action((options: CheckOptions & Record<string, unknown>) => checkAll(shell, options));
}

async function checkAll(shell: Shell, options: CheckOptions & Record<string, unknown>): Promise<void> {
  const { namespace, since, html, json } = options;
  const given = thresholdNames.flatMap((name) => {
    const value = options[`${boundOf(name)}${name.charAt(0).toUpperCase()}${name.slice(1)}`];
    return typeof value === 'number' ? [[name, value] as const] : [];
  });
  const command = [
    `vitrine events check --namespace ${namespace}`,
    ...(since ? [`--since ${since.toISOString()}`] : []),
  ].join(' ');
  const found = await withPlatform(shell, (platform) =>
    checkQuality(platform, {
      tenant: tenantOf(namespace),
      since: since ?? null,
      now: shell.now(),
      thresholds: Object.fromEntries(given),
      html: html === undefined ? undefined : resolve(shell.folder, html),
      command,
    }),
  );
  if (found === null)
    throw new CommandError(
      `"${namespace}" has no events${since ? ' since then' : ''} to check. Import or generate some first.`,
    );
  const { checks, failed } = found.health;
  const plain = checks.map(({ value, ...check }) => ({ ...check, value: Number.isNaN(value) ? null : value }));
  printResult(shell, json, { value: { namespace, failed, checks: plain, html: found.html }, text: qualityText(found) });
  if (failed > 0) throw new CommandError(`${failed} of the checks ${failed === 1 ? 'is' : 'are'} past the threshold.`);
}

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

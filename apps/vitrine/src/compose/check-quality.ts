import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { eventMeta } from '@vitrine/contracts';
import {
  checkEvents,
  type EventHealth,
  type HealthThresholds,
  qualityReport,
  shownValue,
} from '@vitrine/pipelines/quality';
import { type RecsysTables, shopTenant, type Tenant, tenantKey } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { z } from 'zod';
import { renderTable } from '../terminal/index.ts';
import { folders, type Platform } from './platform.ts';

/** What to check, and by what. */
export interface QualityRequest {
  readonly tenant: Tenant;
  readonly since: Date | null;
  readonly now: Date;
  readonly thresholds?: Partial<HealthThresholds>;
  /** Where the page goes; a name of its own below the home's reports when left out. */
  readonly html?: string | undefined;
  /** The command that makes the page again. */
  readonly command: string;
}

/** Checks events and writes the page; null when there are none. */
export async function checkQuality(
  { connection, home }: Platform,
  request: QualityRequest,
): Promise<{ health: EventHealth; html: string } | null> {
  const { tenant, since, now, thresholds = {}, command } = request;
  const health = await checkEvents(
    {
      recsys: connection.handle<RecsysTables>(),
      shop: connection.handle<ShopTables>(),
      tenant,
      now,
      since,
      dictionary: metaTypes(),
      withOrders: tenantKey(tenant) === tenantKey(shopTenant),
    },
    thresholds,
  );
  if (health === null) return null;
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '');
  const name = tenant.namespace.replaceAll(/[^\w-]+/g, '-');
  const html = request.html ?? join(folders.reports(home), `events-${name}-${stamp}.html`);
  await mkdir(dirname(html), { recursive: true });
  await writeFile(`${html}.part`, qualityReport(health, { madeAt: now, command }));
  await rename(`${html}.part`, html);
  return { health, html };
}

/** The checks as a short table: those past their threshold with what to do, the others counted. */
export function qualityText({ health, html }: { health: EventHealth; html: string }): string {
  const { checks, failed } = health;
  const past = checks.filter(({ verdict }) => verdict === 'fail');
  const [held, unmeasured] = [
    checks.filter(({ verdict }) => verdict === 'ok').length,
    checks.filter(({ verdict }) => verdict === 'none').length,
  ];
  const rows = past.map((check) => [
    check.name,
    shownValue(check, check.value),
    `${check.least ? '≥' : '≤'} ${shownValue(check, check.threshold)}`,
    check.what,
  ]);
  return [
    `Data quality: ${held} checks hold, ${failed} ${failed === 1 ? 'is' : 'are'} past the threshold, ${unmeasured} had nothing to measure.`,
    past.length > 0 ? renderTable(['check', 'value', 'allowed', 'what it counts'], rows) : '',
    past.map(({ name, sentence }) => `${name}: ${sentence}`).join('\n'),
    `With plots in ${html}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The type of value of each known field of an event's meta, from the contract itself. */
function metaTypes(): Record<string, string> {
  const schema = z.toJSONSchema(eventMeta, { io: 'input', unrepresentable: 'any' });
  // A schema with a name of its own stands among the definitions.
  const named = Object.values(schema.$defs ?? {}).find((part) => part.properties !== undefined) ?? schema;
  return Object.fromEntries(
    Object.entries(named.properties ?? {}).flatMap(([name, part]) => {
      const types = typeof part === 'object' ? typesOf(part) : [];
      return types.length === 1 ? [[name, types[0] === 'integer' ? 'number' : String(types[0])]] : [];
    }),
  );
}

function typesOf(part: { type?: unknown; anyOf?: readonly { type?: unknown }[] | undefined }): unknown[] {
  const types = [part.type, ...(part.anyOf ?? []).map(({ type }) => type)].flat();
  return [...new Set(types)].filter((type) => type !== undefined && type !== 'null');
}

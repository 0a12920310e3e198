import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConnection } from '@vitrine/database';
import type { Kysely } from 'kysely';
import type { Metrics } from './metrics.ts';
import { diskArtifacts } from './models/artifact-store.ts';
import { createRecsys, type Recsys, type RecsysOptions } from './recsys.ts';
import type { RecsysTables } from './tables.ts';
import { shopTenant, type Tenant } from './tenants/tenant.ts';

/** A clock that tests move. */
interface TestClock {
  now(): Date;
  advanceSec(seconds: number): void;
}

/** Counts by `name{labels}`. */
interface CountedMetrics extends Metrics {
  readonly counts: Map<string, number>;
}

/** A recommender on a test's own database. */
export interface TestRecsys {
  readonly recsys: Recsys;
  readonly db: Kysely<RecsysTables>;
  readonly clock: TestClock;
  readonly metrics: CountedMetrics;
  readonly tenant: Tenant;
  readonly artifactDirectory: string;
  close(): Promise<void>;
}

/** Starts a recommender for a test at 2026-06-15 12:00 UTC; nothing is polled unless asked for. */
export async function startTestRecsys(
  connection: DatabaseConnection,
  given: Partial<RecsysOptions> = {},
): Promise<TestRecsys> {
  let nowMs = Date.UTC(2026, 5, 15, 12);
  const clock: TestClock = {
    now: () => new Date(nowMs),
    advanceSec: (seconds) => {
      nowMs += seconds * 1000;
    },
  };
  const metrics = countingMetrics();
  const artifactDirectory = await mkdtemp(join(tmpdir(), 'vitrine-artifacts-'));
  const db = connection.handle<RecsysTables>();
  const recsys = createRecsys({
    db,
    clock,
    metrics,
    modelStore: diskArtifacts(artifactDirectory),
    polling: false,
    // A busy test machine must not turn every answer into a fallback; tests of slowness set their own.
    budgetMs: 5000,
    ...given,
  });
  await recsys.start();
  return {
    recsys,
    db,
    clock,
    metrics,
    tenant: shopTenant,
    artifactDirectory,
    async close() {
      await recsys.close();
      await rm(artifactDirectory, { recursive: true, force: true });
    },
  };
}

function countingMetrics(): CountedMetrics {
  const counts = new Map<string, number>();
  return {
    counts,
    count: (name, labels, by = 1) => {
      const words = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
      const key = words.length === 0 ? name : `${name}{${words.join(',')}}`;
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    observeMs: () => undefined,
  };
}

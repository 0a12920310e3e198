import type { Clock } from '@vitrine/database';
import { decodeModelInSteps, type KernelSource } from '@vitrine/engine';
import type { Kysely } from 'kysely';
import { effectiveEventTypes } from '../event-types/event-types.store.ts';
import { catalogRevision, itemsSince } from '../items/items.store.ts';
import type { Metrics } from '../metrics.ts';
import { ArtifactError, type ArtifactStore } from '../models/artifact-store.ts';
import { indexInSteps, LoadedModel } from '../models/loaded-model.ts';
import { findAliased, findVersion } from '../models/models.store.ts';
import { breathe, inSlices } from './in-slices.ts';
import { readPlacements } from '../placements/placements.store.ts';
import type { RecsysTables } from '../tables.ts';
import { Outcomes } from './outcomes.ts';
import { countOutcomes } from './outcomes.store.ts';
import { sumPopularity } from './popularity.store.ts';
import { shopTime } from './shop-time.store.ts';
import { Popularity } from './popularity.ts';
import type { TenantState } from './tenant-state.ts';

/** What refreshing works with. */
export interface RefreshPorts {
  readonly db: Kysely<RecsysTables>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly modelStore: ArtifactStore;
  /** A version held fast; the champion answers when left out. */
  readonly modelVersion?: string | undefined;
  /** Where models compute, on one thread; plain TypeScript when left out. */
  readonly kernels?: KernelSource | undefined;
  readonly log: (line: string) => void;
  /** Milliseconds since any fixed point. */
  elapsedMs(): number;
}

/** Popularity looks this far back; older events have decayed to nothing at every default half-life but the purchase's. */
const popularityWindowDays = 365;

/** Outcomes count alike for this long and then not at all: a supplier who has mended a fault should not pay for it for ever. */
const outcomeWindowDays = 90;

/** A model that could not be loaded is tried again after this long: the file may have been restored. */
const retryLoadEveryMs = 60_000;

/** A full read takes in what was backfilled with old times; in between only new events are added. */
const fullReadEveryMs = 900_000;

/** Brings the catalog up to date: only what was written since, or all of it after a deletion. */
export async function refreshCatalog(ports: RefreshPorts, state: TenantState): Promise<void> {
  const { revision, deletionRevision } = await catalogRevision(ports.db, state.namespaceId);
  if (revision === state.catalogRevision) return;
  const all = state.catalogRevision === 0 || deletionRevision > state.catalogRevision;
  const items = await itemsSince(ports.db, state.namespaceId, all ? 0 : state.catalogRevision);
  // Two refreshes may overlap; the one that read less must not put the clock back.
  if (revision > state.catalogRevision) state.takeItems(items, { revision, all });
}

/** Brings placements and event types up to date. New weights mean new popularity. */
export async function refreshSettings(ports: RefreshPorts, state: TenantState): Promise<void> {
  const [placements, types] = await Promise.all([
    readPlacements(ports.db, state.namespaceId),
    effectiveEventTypes(ports.db, state.namespaceId),
  ]);
  state.placements = placements;
  const changed = JSON.stringify([...state.eventTypes.values()]) !== JSON.stringify(types);
  if (!changed) return;
  state.eventTypes = new Map(types.map((type) => [type.type, type]));
  state.popularityFullReadMs = -Infinity;
}

/** Brings popularity and outcomes up to date; see `fullReadEveryMs`. */
export async function refreshPopularity(
  ports: RefreshPorts,
  state: TenantState,
  options: { full: boolean },
): Promise<void> {
  const now = ports.clock.now();
  const types = [...state.eventTypes.values()].filter((type) => type.isActive);
  const full =
    options.full || state.popularity === null || ports.elapsedMs() - state.popularityFullReadMs > fullReadEveryMs;
  if (!full && state.popularity !== null) {
    const window = {
      after: state.popularityReadUntil,
      until: now,
      reference: state.popularity.reference,
      halfLives: types,
    };
    const [rows, outcomeRows] = await Promise.all([
      sumPopularity(ports.db, state.namespaceId, window),
      countOutcomes(ports.db, state.namespaceId, window),
    ]);
    if (state.popularityReadUntil === window.after) {
      state.popularity.addRows(rows);
      state.outcomes.addRows(outcomeRows);
      state.popularityReadUntil = now;
    }
    return;
  }
  const reference = (await shopTime(ports.db, state.namespaceId, now)) ?? now;
  const daysBefore = (days: number): Date => new Date(reference.getTime() - days * 86_400_000);
  const [rows, outcomeRows] = await Promise.all([
    sumPopularity(ports.db, state.namespaceId, {
      after: daysBefore(popularityWindowDays),
      until: now,
      reference,
      halfLives: types,
    }),
    countOutcomes(ports.db, state.namespaceId, { after: daysBefore(outcomeWindowDays), until: now }),
  ]);
  const popularity = new Popularity(reference, types);
  popularity.addRows(rows);
  const outcomes = new Outcomes();
  outcomes.addRows(outcomeRows);
  state.popularity = popularity;
  state.outcomes = outcomes;
  state.popularityReadUntil = now;
  state.popularityFullReadMs = ports.elapsedMs();
}

/**
 * Loads the champion when it is another than the one in memory: read, verify the checksum, decode, warm up, then swap the reference.
 * Answers under way finish on the model they began with. A version that cannot be loaded leaves the old one in force and is counted.
 */
export async function refreshModel(ports: RefreshPorts, state: TenantState): Promise<void> {
  const { db, modelVersion } = ports;
  const aliased = await (modelVersion === undefined
    ? findAliased(db, state.namespaceId, 'champion')
    : findVersion(db, state.namespaceId, modelVersion));
  if (aliased === null) {
    state.model = null;
    state.modelProblem = 'missing';
    return;
  }
  if (state.model?.version === aliased.version) return;
  const failure = state.modelFailure;
  if (failure?.version === aliased.version && ports.elapsedMs() - failure.atMs < retryLoadEveryMs) return;
  try {
    const bytes = await ports.modelStore.read(aliased.path, aliased.sha256);
    const model = await inSlices(decodeModelInSteps(bytes, ports.kernels), ports);
    const userIndexOf = await inSlices(indexInSteps(model.userIds), ports);
    const { version, createdAt } = aliased;
    const loaded = new LoadedModel({ version, createdAt, model, userIndexOf });
    await breathe();
    await inSlices(loaded.warmUpInSteps(ports.clock.now().getTime() / 1000), ports);
    await breathe();
    loaded.placedOn(state.catalog);
    state.model = loaded;
    state.modelProblem = null;
    state.modelFailure = null;
    ports.metrics.count('recsys_model_swaps_total', {});
  } catch (error) {
    const reason = error instanceof ArtifactError ? error.code : 'corrupt';
    state.modelProblem = reason;
    state.modelFailure = { version: aliased.version, atMs: ports.elapsedMs() };
    ports.metrics.count('recsys_model_load_failures_total', { reason });
    ports.log(
      `model ${aliased.version} cannot be loaded (${reason}): ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

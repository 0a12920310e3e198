import { type Clock, newId } from '@vitrine/database';
import type { Kysely } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import type { ArtifactStore } from './artifact-store.ts';
import {
  type Alias,
  type AliasMove,
  appendMove,
  completeRun,
  failRun,
  findAliased,
  type GateVerdict,
  insertRun,
  listVersions,
  type ModelVersion,
  readMoves,
  type RunMetric,
  storeGates,
} from './models.store.ts';

/** Outcome of moving an alias. */
export type MoveOutcome =
  | { readonly ok: true; readonly version: string; readonly previous: string | null }
  | {
      readonly ok: false;
      readonly error: {
        readonly code:
          | 'models.unknown_version'
          | 'models.gate_failed'
          | 'models.nothing_to_roll_back'
          | 'models.already_there';
        readonly message: string;
      };
    };

/** What a finished training hands over. */
export interface TrainedModel {
  readonly runId: string;
  readonly modelName: string;
  readonly bytes: Uint8Array;
  readonly windowFrom: Date | null;
  readonly windowTo: Date | null;
  readonly interactionCount: number;
  readonly userCount: number;
  readonly itemCount: number;
  readonly fitSeconds: number;
  readonly metrics: readonly RunMetric[];
}

/** What the life of models works with; `onMoved` swaps the model of this process. */
export interface ModelPorts {
  readonly db: Kysely<RecsysTables>;
  readonly clock: Clock;
  readonly directory: TenantDirectory;
  readonly modelStore: ArtifactStore;
  onMoved(namespaceId: number): Promise<void>;
}

/** Makes the use cases on the life of models: runs, versions, aliases. */
export function createModels(ports: ModelPorts) {
  return {
    /** Registered versions with metrics, gates and aliases, newest first. */
    async list(tenant: Tenant, limit = 50): Promise<ModelVersion[]> {
      const namespaceId = await ports.directory.find(tenant);
      return namespaceId === null ? [] : listVersions(ports.db, namespaceId, limit);
    },

    /** The version an alias stands on. */
    async current(tenant: Tenant, alias: Alias = 'champion'): Promise<string | null> {
      const namespaceId = await ports.directory.find(tenant);
      return namespaceId === null ? null : ((await findAliased(ports.db, namespaceId, alias))?.version ?? null);
    },

    /** Where an alias stood before, oldest first. */
    async history(tenant: Tenant, alias: Alias = 'champion'): Promise<AliasMove[]> {
      const namespaceId = await ports.directory.find(tenant);
      return namespaceId === null ? [] : readMoves(ports.db, namespaceId, alias);
    },

    promote: createPromote(ports),
    rollback: createRollback(ports),
    ...createRuns(ports),
  };
}

function createRuns(ports: ModelPorts) {
  return {
    /** Notes that a training begins and answers the run's id. */
    async beginRun(tenant: Tenant, run: { modelName: string; config: object; seed: number }): Promise<string> {
      const namespaceId = await ports.directory.ensure(tenant);
      const runId = newId(ports.clock);
      await insertRun(ports.db, namespaceId, { runId, ...run, startedAt: ports.clock.now() });
      return runId;
    },

    /** Notes that a training failed and why. */
    async failRun(runId: string, error: string): Promise<void> {
      await failRun(ports.db, runId, { error, finishedAt: ports.clock.now() });
    },

    /** Stores the artifact, then registers the version; a crash in between leaves a file nobody points at. */
    async register(tenant: Tenant, trained: TrainedModel): Promise<{ version: string; sizeBytes: number }> {
      const namespaceId = await ports.directory.ensure(tenant);
      const finishedAt = ports.clock.now();
      const version = versionName(trained.modelName, trained.runId, finishedAt);
      const path = `${namespaceId}/${version}.vtrn`;
      const artifact = await ports.modelStore.write(path, trained.bytes);
      await completeRun(ports.db, namespaceId, { ...trained, version, finishedAt, artifact: { path, ...artifact } });
      return { version, sizeBytes: artifact.sizeBytes };
    },

    /** Stores the verdicts on a version. */
    async recordGates(tenant: Tenant, version: string, verdicts: readonly GateVerdict[]): Promise<void> {
      await storeGates(ports.db, await ports.directory.ensure(tenant), { version, verdicts, at: ports.clock.now() });
    },
  };
}

/** `graph-filter-20260131-120000-1a2b3c4d`: sorts by time, says what it is, and the run's random end makes it unique. */
function versionName(modelName: string, runId: string, at: Date): string {
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${modelName}-${stamp}-${runId.slice(-8)}`;
}

/** A move of an alias as a person or a pipeline asks for it. */
interface MoveOptions {
  readonly alias?: Alias;
  readonly reason?: string;
  readonly movedBy?: string;
  /** Moves to a version that failed a gate; the reason then says why. */
  readonly force?: boolean;
}

function createPromote(ports: ModelPorts) {
  return async (tenant: Tenant, version: string, options: MoveOptions = {}): Promise<MoveOutcome> => {
    const alias = options.alias ?? 'champion';
    const namespaceId = await ports.directory.ensure(tenant);
    const known = await listVersions(ports.db, namespaceId, 1000);
    const target = known.find((row) => row.version === version);
    if (target === undefined) {
      const newest = known.slice(0, 5).map((row) => row.version);
      return refuse(
        'models.unknown_version',
        `version ${version} does not exist here; ${newest.length === 0 ? 'train a model first' : `the newest are ${newest.join(', ')}`}`,
      );
    }
    const failed = target.gates.filter((gate) => !gate.passed);
    if (failed.length > 0 && options.force !== true) {
      return refuse(
        'models.gate_failed',
        `${version} did not pass ${failed.map((gate) => `${gate.gate} (${gate.reason})`).join(', ')}; train a better one or force the move`,
      );
    }
    const moves = await readMoves(ports.db, namespaceId, alias);
    const previous = moves.at(-1)?.version ?? null;
    if (previous === version)
      return refuse('models.already_there', `${alias} already stands on ${version}; nothing to do`);
    return move(ports, namespaceId, { alias, version, kind: 'promote', options, moves, previous });
  };
}

function createRollback(ports: ModelPorts) {
  return async (tenant: Tenant, options: MoveOptions = {}): Promise<MoveOutcome> => {
    const alias = options.alias ?? 'champion';
    const namespaceId = await ports.directory.ensure(tenant);
    const moves = await readMoves(ports.db, namespaceId, alias);
    const target = versionBefore(moves);
    if (target === null)
      return refuse('models.nothing_to_roll_back', `${alias} has no earlier version; promote one instead`);
    return move(ports, namespaceId, {
      alias,
      version: target,
      kind: 'rollback',
      options,
      moves,
      previous: moves.at(-1)?.version ?? null,
    });
  };
}

/** The version a rollback leads to: moves read as a stack, a promotion pushes and a rollback pops. */
export function versionBefore(moves: readonly Pick<AliasMove, 'version' | 'kind'>[]): string | null {
  const stack: string[] = [];
  for (const { version, kind } of moves) {
    if (kind === 'rollback') stack.pop();
    else stack.push(version);
  }
  return stack.at(-2) ?? null;
}

async function move(
  ports: ModelPorts,
  namespaceId: number,
  to: {
    alias: Alias;
    version: string;
    kind: 'promote' | 'rollback';
    options: MoveOptions;
    moves: readonly AliasMove[];
    previous: string | null;
  },
): Promise<MoveOutcome> {
  const moved = await appendMove(ports.db, namespaceId, {
    alias: to.alias,
    version: to.version,
    kind: to.kind,
    reason: to.options.reason ?? '',
    movedBy: to.options.movedBy ?? '',
    movedAt: ports.clock.now(),
    afterMoveNo: to.moves.at(-1)?.moveNo ?? 0,
  });
  if (!moved)
    return refuse('models.already_there', `${to.alias} was moved by somebody else at the same moment; look again`);
  if (to.alias === 'champion') await ports.onMoved(namespaceId);
  return { ok: true, version: to.version, previous: to.previous };
}

function refuse(code: Extract<MoveOutcome, { ok: false }>['error']['code'], message: string): MoveOutcome {
  return { ok: false, error: { code, message } };
}

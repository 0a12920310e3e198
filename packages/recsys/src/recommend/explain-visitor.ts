import type { Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import { presentOf } from '../realtime/present.ts';
import type { TenantState } from '../realtime/tenant-state.ts';
import { readVisitor } from '../realtime/visitor.store.ts';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import { purchasedWindowDays } from './recommend.ts';
import type { RecommendAnswer } from './recommend-answer.ts';
import type { RecommendRequest } from './recommend-request.ts';

/** One past event of the visitor, as a person reads it. */
export interface ExplainedEvent {
  readonly itemId: string;
  readonly type: number;
  readonly value: number;
  readonly ts: Date;
  readonly sessionId: string | null;
}

/** Everything that led to one visitor's list. */
export interface VisitorExplanation {
  readonly userId: string;
  /** The person behind an anonymous id, the id itself where none is linked. */
  readonly personId: string;
  readonly history: readonly ExplainedEvent[];
  /** How many candidates each source proposed, and how many were left after merging. */
  readonly candidateSources: Readonly<Record<string, number>>;
  readonly mergedCount: number;
  readonly filtered: RecommendAnswer['trace']['filtered'];
  readonly capped: RecommendAnswer['trace']['capped'];
  /** Rules that touched the list; rules are not yet part of serving, so none. */
  readonly rulesApplied: readonly string[];
  /** The list with the parts of each score. */
  readonly answer: RecommendAnswer;
}

/** Makes the use case "why does this visitor see this": the same path as a real answer, leaving no decision behind. */
export function createExplainVisitor(ports: {
  db: Kysely<RecsysTables>;
  clock: Clock;
  directory: TenantDirectory;
  /** What is in memory of a tenant; null without one. */
  stateOf(tenant: Tenant): Promise<TenantState | null>;
  recommend(tenant: Tenant, request: RecommendRequest): Promise<RecommendAnswer>;
}) {
  return async (
    tenant: Tenant,
    request: Omit<RecommendRequest, 'userId'> & { userId: string },
  ): Promise<VisitorExplanation> => {
    const namespaceId = await ports.directory.find(tenant);
    const state = await ports.stateOf(tenant);
    const present = presentOf(state?.popularity?.reference, ports.clock.now());
    const purchasedSince = new Date(present.getTime() - purchasedWindowDays * 86_400_000);
    const history =
      namespaceId === null
        ? { personId: request.userId, events: [] }
        : await readVisitor(ports.db, namespaceId, { userId: request.userId, purchasedSince });
    const answer = await ports.recommend(tenant, { ...request, record: false });
    return {
      userId: request.userId,
      personId: history.personId,
      history: history.events,
      candidateSources: answer.trace.candidateSources,
      mergedCount: answer.trace.mergedCount,
      filtered: answer.trace.filtered,
      capped: answer.trace.capped,
      rulesApplied: [],
      answer,
    };
  };
}

import type { RejectedRecord, RouteAnswer, RouteDefinition, RouteInput } from '@vitrine/contracts';
import type { ApiServices, KeyScope, Visitor } from '../services.ts';
import { failure, type Outcome } from './failure.ts';
import { parseInput, type RawInput } from './parse-input.ts';

/** Who calls, for an operation of the recommender. */
export interface TenantCaller {
  readonly orgId: string;
  /** What the key may do; every scope when no keys are configured. */
  readonly scopes: ReadonlySet<KeyScope>;
}

/** Everything an operation may look at besides its input. */
export interface CallContext {
  readonly services: ApiServices;
  readonly requestId: string;
  readonly tenant: TenantCaller | null;
  readonly visitor: Visitor | null;
  /** The network address of the connection, and what the client calls itself; absent within the process. */
  readonly address?: string | undefined;
  readonly userAgent?: string | undefined;
  /** The header Idempotency-Key, where it can be one: the same key means the same request, sent again. */
  readonly idempotencyKey?: string | undefined;
}

/** The validated input of an operation, with the records that were set aside. */
type OperationInput<R extends RouteDefinition> = RouteInput<R> & {
  readonly refused: readonly RejectedRecord[];
  indexOf(position: number): number;
};

/** One operation: its row of the route table and what answers it. */
export interface Operation<R extends RouteDefinition = RouteDefinition> {
  readonly route: R;
  /** The key scope that calls need; none for operations outside of `/v1`. */
  readonly scope?: KeyScope;
  /** Whether the answer hangs on the input alone and may be given to the next stranger who asks the same. */
  readonly isShared?: boolean;
  run(input: OperationInput<R>, context: CallContext): Promise<Outcome<RouteAnswer<R>>>;
}

/** An operation whose route is forgotten by the type system, as the tables of the server and of the in-process transport keep it. */
export interface MountedOperation {
  readonly route: RouteDefinition;
  readonly scope?: KeyScope;
  /** What a shared answer is kept under: the input as it was understood, so that neither order nor unknown parameters make another; null for faulty input. */
  sharedKey?(raw: RawInput): string | null;
  call(raw: RawInput, context: CallContext): Promise<Outcome<unknown>>;
}

function sharedKey(route: RouteDefinition, raw: RawInput): string | null {
  const parsed = parseInput(route, raw, { setAside: () => false });
  if (!parsed.ok) return null;
  const { params, query } = parsed.value;
  const sorted = (part: unknown) => Object.entries(part ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([route.name, sorted(params), sorted(query)]);
}

/** Joins validation and handler. The parsed input has the types of the route, because `parseInput` used the route's own schemas. */
export function defineOperation<const R extends RouteDefinition>(operation: Operation<R>): MountedOperation {
  const { route, scope, isShared = false, run } = operation;
  const alwaysAside = route.access === 'same-origin';
  const wantsAside = (query: unknown) => alwaysAside || (query as { partial?: boolean } | undefined)?.partial === true;
  return {
    route,
    ...(scope === undefined ? {} : { scope }),
    ...(isShared ? { sharedKey: (raw: RawInput) => sharedKey(route, raw) } : {}),
    async call(raw, context) {
      if (scope !== undefined && context.tenant?.scopes.has(scope) === false) {
        return failure('auth.forbidden', { message: `This key has no ${scope} scope.`, details: { scope } });
      }
      const parsed = parseInput(route, raw, { setAside: wantsAside });
      if (!parsed.ok) return parsed;
      return run(parsed.value as unknown as OperationInput<R>, context);
    },
  };
}

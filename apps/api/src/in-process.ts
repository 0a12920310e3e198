import { type ErrorCode, errorEntry, type OperationName } from '@vitrine/contracts';
import { recsysErrorBody } from './dispatch/error-bodies.ts';
import type { MountedOperation } from './dispatch/operation.ts';
import { recsysOperations } from './recsys/operations.ts';
import type { ApiServices, KeyScope } from './services.ts';

interface InProcessRequest {
  readonly operation: OperationName;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

interface InProcessResponse {
  readonly status: number;
  header(name: string): string | null;
  readonly body: unknown;
}

const operations = new Map<string, MountedOperation>(
  recsysOperations.map((operation) => [operation.route.name, operation]),
);
const everyScope: ReadonlySet<KeyScope> = new Set(['ingest', 'read', 'recommend', 'publish', 'backfill', 'admin']);

/**
 * A transport of the SDK that calls the operations of `/v1` in this process: the same validation and the same answers as over HTTP, without a socket,
 * without JSON text. The caller is trusted with every scope: it already holds the services.
 */
export function createInProcessTransport(
  services: ApiServices,
): (request: InProcessRequest) => Promise<InProcessResponse> {
  return async (request) => {
    const requestId = services.newId();
    const header = (name: string) => (name === 'x-request-id' ? requestId : null);
    const fail = (code: ErrorCode) => ({ code });
    const operation = operations.get(request.operation);
    const orgId = request.headers['x-org-id'];
    try {
      const outcome =
        operation === undefined
          ? { ok: false as const, error: fail('request.unknown_path') }
          : orgId === undefined
            ? { ok: false as const, error: fail('auth.missing_org_id') }
            : await operation.call(request, {
                services,
                requestId,
                tenant: { orgId, scopes: everyScope },
                visitor: null,
              });
      if (outcome.ok) return { status: operation?.route.status ?? 200, header, body: outcome.value };
      const body = recsysErrorBody(outcome.error, { requestId, now: services.clock.now() });
      return { status: errorEntry(outcome.error.code).status, header, body };
    } catch (error) {
      services.reportError(error, { requestId, route: request.operation });
      const body = recsysErrorBody(fail('service.internal'), { requestId, now: services.clock.now() });
      return { status: 500, header, body };
    }
  };
}

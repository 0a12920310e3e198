/** Why a call failed. `code` is the service's own, or `timeout` or `unreachable` when there was no answer. */
export class RecommenderError extends Error {
  override readonly name = 'RecommenderError';
  readonly code: string;
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  /** The service's id of the request, for its logs. */
  readonly requestId: string | null;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** What the service said about the place: field, index, expected. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    facts: {
      code: string;
      status: number;
      requestId?: string | null;
      retryable: boolean;
      details?: Record<string, unknown>;
      cause?: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.code = facts.code;
    this.status = facts.status;
    this.requestId = facts.requestId ?? null;
    this.retryable = facts.retryable;
    this.details = facts.details ?? {};
  }
}

import { RecommenderError } from './recommender-error.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

/** How patient a client is. */
export interface Patience {
  /** Longest wait for one attempt. */
  readonly timeoutMs: number;
  /** Attempts after the first, for transient failures only. */
  readonly retries: number;
  /** First wait between attempts; doubled each time, with jitter. */
  readonly backoffMs: number;
  /** Number in [0, 1). */
  random(): number;
  sleep(ms: number): Promise<void>;
}

const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);
const longestWaitMs = 30_000;

/** Seconds or a date, as HTTP allows both; null when absent or unreadable. */
function retryAfterMs(response: TransportResponse): number | null {
  const text = response.header('retry-after');
  if (text === null || text === '') return null;
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.min(longestWaitMs, Math.max(0, ms)) : null;
}

function errorOf(response: TransportResponse): RecommenderError {
  const body = (typeof response.body === 'object' && response.body !== null ? response.body : {}) as {
    error?: unknown;
    message?: unknown;
    details?: unknown;
    correlation_id?: unknown;
  };
  const code = typeof body.error === 'string' ? body.error : `http_${response.status}`;
  const message = typeof body.message === 'string' ? body.message : `The recommender answered ${response.status}.`;
  return new RecommenderError(message, {
    code,
    status: response.status,
    requestId: typeof body.correlation_id === 'string' ? body.correlation_id : response.header('x-request-id'),
    retryable: transientStatuses.has(response.status),
    details: typeof body.details === 'object' && body.details !== null ? (body.details as Record<string, unknown>) : {},
  });
}

type Call = Omit<TransportRequest, 'signal'>;

async function attempt(
  transport: Transport,
  call: Call,
  given: { patience: Patience; signal?: AbortSignal },
): Promise<TransportResponse> {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), given.patience.timeoutMs);
  const signal = given.signal === undefined ? clock.signal : AbortSignal.any([clock.signal, given.signal]);
  // A transport may not listen to its signal, so the race decides, not the transport.
  const late = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new Error('stopped'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([transport({ ...call, signal }), late]);
  } catch (cause) {
    if (given.signal?.aborted === true) {
      throw new RecommenderError('The call was cancelled.', { code: 'cancelled', status: 0, retryable: false, cause });
    }
    if (clock.signal.aborted) {
      const message = `The recommender did not answer within ${given.patience.timeoutMs} ms. Try again or raise timeoutMs.`;
      throw new RecommenderError(message, { code: 'timeout', status: 0, retryable: true, cause });
    }
    throw new RecommenderError('The recommender could not be reached. Check its address and that it runs.', {
      code: 'unreachable',
      status: 0,
      retryable: true,
      cause,
    });
  } finally {
    clearTimeout(timer);
    late.catch(() => undefined);
  }
}

/**
 * Makes a call, again after transient failures (no answer, 429, 5xx) and never after the caller's own mistakes. Every write of the service may be
 * repeated: upserts replace, events carry a `source_event_id`. Waits what `Retry-After` says, else full jitter over a doubling bound.
 * @throws RecommenderError when the last attempt fails.
 */
export async function callWithRetries(
  transport: Transport,
  call: Call,
  given: { patience: Patience; signal?: AbortSignal },
): Promise<unknown> {
  for (let tried = 0; ; tried++) {
    let failed: RecommenderError;
    let wait: number | null = null;
    try {
      const response = await attempt(transport, call, given);
      if (response.status >= 200 && response.status < 300) return response.body;
      failed = errorOf(response);
      wait = retryAfterMs(response);
    } catch (error) {
      if (!(error instanceof RecommenderError)) throw error;
      failed = error;
    }
    if (!failed.retryable || tried >= given.patience.retries) throw failed;
    const bound = Math.min(longestWaitMs, given.patience.backoffMs * 2 ** tried);
    await given.patience.sleep(wait ?? given.patience.random() * bound);
  }
}

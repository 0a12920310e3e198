import type { OperationName } from '@vitrine/contracts';

/** One call on its way to the service. */
export interface TransportRequest {
  readonly operation: OperationName;
  readonly method: 'GET' | 'POST';
  /** Pattern of the path, with `{item_id}`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** What came back; `body` is parsed JSON, or undefined when it was none. */
export interface TransportResponse {
  readonly status: number;
  header(name: string): string | null;
  readonly body: unknown;
}

/** How calls reach the service. May reject; a rejection counts as a transient failure. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** The address of a call below a base URL. */
function addressOf(baseUrl: string, request: Pick<TransportRequest, 'path' | 'params' | 'query'>): string {
  const path = request.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(request.params[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return `${baseUrl.replace(/\/+$/, '')}${path}${text === '' ? '' : `?${text}`}`;
}

/** Calls over HTTP with `fetch`, of Node or of a browser. */
export function fetchTransport(baseUrl: string, fetchImplementation: typeof fetch = fetch): Transport {
  return async (request) => {
    const response = await fetchImplementation(addressOf(baseUrl, request), {
      method: request.method,
      headers: {
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      signal: request.signal,
    });
    const text = await response.text();
    return { status: response.status, header: (name) => response.headers.get(name), body: parse(text) };
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

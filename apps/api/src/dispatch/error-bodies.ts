import { errorEntry, type Problem, type RecsysError } from '@vitrine/contracts';
import { type Failure, pathText } from './failure.ts';

/** The body of a failure on `/api`, problem+json. */
export function problemBody(failure: Failure, requestId: string): Problem {
  const entry = errorEntry(failure.code);
  return {
    type: `/docs/errors#${failure.code}`,
    title: entry.sentence,
    status: entry.status,
    code: failure.code,
    request_id: requestId,
    ...(failure.message === undefined ? {} : { detail: failure.message }),
    ...(failure.faults === undefined
      ? {}
      : { errors: failure.faults.map((fault) => ({ path: pathText(fault.path), message: fault.message })) }),
  };
}

/** The body of a failure on `/v1`, as clients of the public contract parse it. */
export function recsysErrorBody(failure: Failure, at: { requestId: string; now: Date }): RecsysError {
  const entry = errorEntry(failure.code);
  const first = failure.faults?.[0];
  const details = {
    ...(first === undefined ? {} : placeDetails(first.path)),
    ...failure.details,
  };
  return {
    error: entry.wire ?? failure.code,
    message: failure.message ?? entry.sentence,
    ...(Object.keys(details).length === 0 ? {} : { details }),
    correlation_id: at.requestId,
    timestamp: at.now.toISOString(),
  };
}

/** `field` is the name inside of the record; `index` the record. Both are what the public contract promises. */
function placeDetails(path: readonly (string | number)[]): Record<string, unknown> {
  const at = path.findIndex((part) => typeof part === 'number');
  if (at === -1) return { field: pathText(path) };
  const inside = pathText(path.slice(at + 1));
  return { field: inside === '' ? pathText(path.slice(0, at)) : inside, index: path[at], path: pathText(path) };
}

import { type ErrorCode, errorEntry, type IngestAnswer, type RejectedRecord } from '@vitrine/contracts';
import { failure, type Outcome, success } from '../dispatch/failure.ts';
import type { BatchReport, RefusedRecord } from '../services.ts';

interface BatchPlace {
  /** Name of the array in the body. */
  readonly records: string;
  readonly requestId: string;
  readonly refused: readonly RejectedRecord[];
  indexOf(position: number): number;
}

const codeByReason: Readonly<Record<string, ErrorCode>> = {
  wrong_type: 'request.invalid_type',
  invalid_timestamp: 'recsys.invalid_timestamp',
  embedding_dim_mismatch: 'recsys.embedding_dim_mismatch',
  invalid_weight: 'recsys.invalid_weight',
  invalid_half_life: 'recsys.invalid_half_life',
};

/** The code of the catalogue for a reason the recommender gave. */
function codeOf(reason: string): ErrorCode {
  return codeByReason[reason] ?? 'request.invalid_value';
}

function wireRecord(record: RefusedRecord, place: BatchPlace): RejectedRecord {
  return {
    index: place.indexOf(record.index),
    field: record.field,
    error: errorEntry(codeOf(record.error)).wire ?? record.error,
    message: record.message,
  };
}

/** What became of a batch, as `/v1` says it: 202 with counts, or 400 naming the first bad record and its field. */
export function batchAnswer(report: BatchReport, place: BatchPlace): Outcome<IngestAnswer> {
  if (!report.ok) {
    const [first] = report.error.rejected;
    if (first === undefined) return failure('request.invalid_value', { message: report.error.message });
    const path = [place.records, place.indexOf(first.index), ...(first.field === '' ? [] : first.field.split('.'))];
    return failure(codeOf(first.error), {
      message: `${place.records}[${place.indexOf(first.index)}].${first.field} ${first.message}.`,
      faults: [{ path, message: first.message }],
    });
  }
  const rejected = [...place.refused, ...report.rejected.map((record) => wireRecord(record, place))].toSorted(
    (a, b) => a.index - b.index,
  );
  return success({
    status: rejected.length > 0 ? 'partial' : 'accepted',
    accepted: report.accepted,
    duplicates: report.duplicates,
    ...(rejected.length > 0 ? { rejected } : {}),
    request_id: place.requestId,
  });
}

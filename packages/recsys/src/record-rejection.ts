/** Why one record of a batch was not stored; `index` counts from 0 in the order sent. */
export interface RecordRejection {
  readonly index: number;
  /** Path of the offending field, such as `meta.session_id`. */
  readonly field: string;
  readonly error:
    | 'missing'
    | 'wrong_type'
    | 'too_long'
    | 'too_large'
    | 'out_of_range'
    | 'invalid_characters'
    | 'invalid_timestamp'
    | 'invalid_url'
    | 'embedding_dim_mismatch'
    | 'invalid_weight'
    | 'invalid_half_life';
  /** What was wrong and what is right. */
  readonly message: string;
}

/** Outcome of storing a batch: all or nothing unless the caller asked for partial storage. */
export type BatchOutcome =
  | {
      readonly ok: true;
      readonly accepted: number;
      readonly duplicates: number;
      readonly rejected: readonly RecordRejection[];
    }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: 'recsys.rejected_records';
        readonly message: string;
        readonly rejected: readonly RecordRejection[];
      };
    };

/** How a batch is stored. */
export interface BatchOptions {
  /** Store the good records of a batch that also has bad ones. */
  readonly partial?: boolean;
}

/** The refusal of a whole batch because of its bad records; nothing was stored. */
export function refuseBatch(rejected: readonly RecordRejection[]): BatchOutcome {
  const first = rejected[0];
  const place = first === undefined ? '' : ` Record ${first.index}, ${first.field}: ${first.message}`;
  return {
    ok: false,
    error: {
      code: 'recsys.rejected_records',
      message: `${rejected.length} record(s) are wrong and nothing was stored.${place} Correct them, or ask for partial storage.`,
      rejected,
    },
  };
}

/** Why a text cannot be an identifier, or null when it can: 1 to 256 characters that a database can store. */
export function judgeId(value: unknown, field: string): Omit<RecordRejection, 'index'> | null {
  if (value === undefined || value === null || value === '') {
    return { field, error: 'missing', message: 'must be a text of 1 to 256 characters' };
  }
  if (typeof value !== 'string') return { field, error: 'wrong_type', message: `must be a text, not ${typeof value}` };
  if (value.length > 256)
    return { field, error: 'too_long', message: `has ${value.length} characters; at most 256 are allowed` };
  // NUL cannot be stored as text, other control characters and half surrogates would make two ids look alike.
  if (hasUnstorableCharacter(value))
    return { field, error: 'invalid_characters', message: 'must not contain control characters or half surrogates' };
  return null;
}

/** True for NUL and other control characters, and for UTF-16 surrogates without their other half. */
export function hasUnstorableCharacter(text: string): boolean {
  return /\p{Cc}|\p{Cs}/u.test(text);
}

/** True for a filter whose ids could be stored; one that could not matches nothing, and a database would refuse to look. */
export function canMatch(filter: {
  readonly userId?: string | undefined;
  readonly itemId?: string | undefined;
}): boolean {
  return [filter.userId, filter.itemId].every((id) => id === undefined || judgeId(id, '') === null);
}

/** The text without NUL and with half surrogates replaced, which jsonb and text columns would refuse. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').replaceAll(/\p{Cs}/gu, '\uFFFD');
}

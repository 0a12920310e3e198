import { buyingErrors } from './buying-errors.ts';

/** One row of the error catalogue. */
export interface ErrorEntry {
  /** HTTP status. */
  readonly status: number;
  /** Code in the body of `/v1`, whose contract has flat names; absent where the error cannot happen there. */
  readonly wire?: string;
  /** Public sentence; ends with what to do next. */
  readonly sentence: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** Who has to act. */
  readonly owner: 'caller' | 'operator' | 'us';
}

const caller = { retryable: false, owner: 'caller' } as const;

/** Every error an operation may answer, by code `area.condition`. Generated into docs/errors.md. */
export const errorCatalogue = {
  'request.invalid_json': {
    ...caller,
    status: 400,
    wire: 'invalid_json',
    sentence: 'The body is not readable JSON. Send one JSON object.',
  },
  'request.invalid_type': {
    ...caller,
    status: 400,
    wire: 'invalid_json_type',
    sentence: 'A field has the wrong type. Send the type named in `expected`.',
  },
  'request.invalid_value': {
    ...caller,
    status: 400,
    wire: 'invalid_value',
    sentence: 'A field has a value that is not allowed. Correct the field named in the answer.',
  },
  'request.body_too_large': {
    ...caller,
    status: 413,
    wire: 'payload_too_large',
    sentence: 'The body is larger than this operation accepts. Send it in smaller batches.',
  },
  'request.unsupported_media_type': {
    ...caller,
    status: 415,
    wire: 'unsupported_media_type',
    sentence: 'The body has a content type that this operation does not read. Send application/json.',
  },
  'request.not_acceptable': {
    ...caller,
    status: 406,
    wire: 'not_acceptable',
    sentence: 'This address answers an event stream only. Send Accept: text/event-stream.',
  },
  'request.unknown_path': {
    ...caller,
    status: 404,
    wire: 'not_found',
    sentence: 'There is nothing at this address. The list of operations is at /docs.',
  },
  'request.method_not_allowed': {
    ...caller,
    status: 405,
    wire: 'method_not_allowed',
    sentence: 'This address does not take this method. Use one of those in the Allow header.',
  },
  'request.cross_site': {
    ...caller,
    status: 403,
    sentence: 'The request came from another site. Send it from a page of this shop.',
  },
  'request.rate_limited': {
    status: 429,
    wire: 'rate_limited',
    sentence: 'Too many requests. Wait for the seconds in Retry-After and try again.',
    retryable: true,
    owner: 'caller',
  },
  'request.malformed': {
    ...caller,
    status: 400,
    wire: 'bad_request',
    sentence: 'The request could not be read. Check its address and headers.',
  },
  'auth.missing_org_id': {
    ...caller,
    status: 400,
    wire: 'missing_org_id',
    sentence: 'The header X-Org-ID is missing. Send the UUID of your organisation.',
  },
  'auth.invalid_org_id': {
    ...caller,
    status: 400,
    wire: 'invalid_org_id',
    sentence: 'The header X-Org-ID is not a UUID. Send the UUID of your organisation.',
  },
  'auth.unauthorized': {
    ...caller,
    status: 401,
    wire: 'unauthorized',
    sentence: 'The key in X-API-Key is missing or unknown. Send a key of this service.',
  },
  'auth.forbidden': {
    ...caller,
    status: 403,
    wire: 'forbidden',
    sentence: 'This key may not do that. Use a key of this organisation with the scope named in the answer.',
  },
  'auth.loopback_only': {
    status: 403,
    wire: 'forbidden',
    sentence:
      'No keys are configured, so this address answers on the local machine only. Set VITRINE_API_KEYS to open it.',
    retryable: false,
    owner: 'operator',
  },
  'auth.sign_in_required': { ...caller, status: 401, sentence: 'Nobody is signed in. Sign in and try again.' },
  'auth.admin_required': { ...caller, status: 403, sentence: 'This needs an administrator. Sign in as one.' },
  'auth.role_required': {
    ...caller,
    status: 403,
    sentence: 'Your account may not do that. Sign in with an account whose role may.',
  },
  'auth.token_invalid': {
    ...caller,
    status: 401,
    sentence: 'The bearer token is unknown or has run out. Get a new one at /api/auth/refresh or sign in again.',
  },
  'recsys.missing_namespace': {
    ...caller,
    status: 400,
    wire: 'missing_namespace',
    sentence: 'The field namespace is missing. Name the namespace.',
  },
  'recsys.invalid_timestamp': {
    ...caller,
    status: 400,
    wire: 'invalid_timestamp',
    sentence: 'A time is not RFC 3339. Send a time such as 2026-03-01T12:00:00Z.',
  },
  'recsys.invalid_created_after': {
    ...caller,
    status: 400,
    wire: 'invalid_created_after',
    sentence: 'constraints.created_after is not RFC 3339. Send a time such as 2026-03-01T12:00:00Z.',
  },
  'recsys.embedding_dim_mismatch': {
    ...caller,
    status: 400,
    wire: 'embedding_dim_mismatch',
    sentence: 'An embedding has the wrong length. Send 384 numbers.',
  },
  'recsys.too_many_records': {
    ...caller,
    status: 413,
    wire: 'too_many_records',
    sentence: 'One call carries too many records. Send them in smaller batches.',
  },
  'recsys.invalid_weight': {
    ...caller,
    status: 422,
    wire: 'invalid_weight',
    sentence: 'A weight must be above zero. Switch a type off with is_active instead.',
  },
  'recsys.invalid_half_life': {
    ...caller,
    status: 422,
    wire: 'invalid_half_life',
    sentence: 'half_life_days must be above zero. Leave it out for the default.',
  },
  'recsys.check_violation': {
    ...caller,
    status: 422,
    wire: 'check_violation',
    sentence: 'A value is outside of its allowed range. Correct the field named in the answer.',
  },
  'recsys.constraint_violation': {
    ...caller,
    status: 422,
    wire: 'constraint_violation',
    sentence: 'A filter has a value that cannot be read. Correct the field named in the answer.',
  },
  'recsys.admin_scope_required': {
    ...caller,
    status: 403,
    wire: 'forbidden',
    sentence: 'Deleting a whole namespace needs a key with the admin scope. Add a filter or use such a key.',
  },
  'catalog.product_not_found': {
    ...caller,
    status: 404,
    sentence: 'There is no such product. Search the list at /api/products.',
  },
  'catalog.category_not_found': {
    ...caller,
    status: 404,
    sentence: 'There is no such category. The tree is at /api/categories.',
  },
  'catalog.collection_not_found': {
    ...caller,
    status: 404,
    sentence: 'There is no such collection, or it does not run now. Those that run are at /api/collections.',
  },
  'catalog.brand_not_found': {
    ...caller,
    status: 404,
    sentence: 'There is no such brand. The console lists them under Brands.',
  },
  'catalog.invalid': {
    ...caller,
    status: 422,
    sentence: 'The catalog cannot hold this. Correct the fields named in the answer.',
  },
  'catalog.taken': {
    ...caller,
    status: 409,
    sentence: 'An address or a SKU code belongs to another. Choose another one.',
  },
  'catalog.conflict': {
    ...caller,
    status: 409,
    sentence: 'Somebody changed the same fields meanwhile. Read it again, then send your change with the new version.',
  },
  'catalog.in_use': {
    ...caller,
    status: 409,
    sentence: 'Something still stands there. Say in `move_to` where it goes.',
  },
  'pictures.too_large': {
    ...caller,
    status: 413,
    sentence: 'The picture is larger than 10 MB. Make it smaller and send that.',
  },
  'pictures.not_a_picture': {
    ...caller,
    status: 415,
    sentence: 'This is no picture we can read. Send a JPEG, PNG, WebP, AVIF or GIF.',
  },
  'pictures.broken': {
    ...caller,
    status: 422,
    sentence: 'The picture is damaged or has too many pixels. Save it again and send that.',
  },
  'pictures.invalid_alt': {
    ...caller,
    status: 422,
    sentence: 'The description of a picture has at most 500 characters. Shorten it.',
  },
  ...buyingErrors,
  'media.not_found': { ...caller, status: 404, sentence: 'There is no such picture.' },
  'service.unavailable': {
    status: 503,
    wire: 'service_unavailable',
    sentence: 'The service cannot answer at the moment. Try again in a few seconds.',
    retryable: true,
    owner: 'operator',
  },
  'service.internal': {
    status: 500,
    wire: 'internal',
    sentence: 'Something went wrong on our side. Try again, and send the request id if it stays.',
    retryable: true,
    owner: 'us',
  },
} as const satisfies Record<string, ErrorEntry>;

/** A code of the error catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;

/** The catalogue row of a code. */
export function errorEntry(code: ErrorCode): ErrorEntry {
  return errorCatalogue[code];
}

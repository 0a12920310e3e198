import type { DeleteFilter } from '@vitrine/contracts';
import { failure, type Outcome, success } from '../dispatch/failure.ts';
import type { CallContext } from '../dispatch/operation.ts';
import type { StoredPage } from '../services.ts';

/** The envelope every list of `/v1` has. */
export function listPage<Row, Wire>(
  page: StoredPage<Row>,
  asked: { limit: number; offset: number },
  wire: (row: Row) => Wire,
) {
  const end = asked.offset + page.items.length;
  const more = end < page.total;
  return {
    items: page.items.map(wire),
    total: page.total,
    limit: asked.limit,
    offset: asked.offset,
    has_more: more,
    ...(more ? { next_offset: end } : {}),
  };
}

/** Filter bounds as instants. */
export function datesOf(filter: { created_after?: string | undefined; created_before?: string | undefined }) {
  return {
    createdAfter: filter.created_after === undefined ? undefined : new Date(filter.created_after),
    createdBefore: filter.created_before === undefined ? undefined : new Date(filter.created_before),
  };
}

/** Refuses to empty a namespace for a key without the admin scope: without keys everybody on loopback has every scope. */
export function guardWholeNamespace(
  filter: DeleteFilter,
  fields: readonly (keyof DeleteFilter)[],
  context: CallContext,
): Outcome<null> {
  const filtered = fields.some((field) => filter[field] !== undefined && filter[field] !== '');
  if (filtered || context.tenant?.scopes.has('admin') === true) return success(null);
  return failure('recsys.admin_scope_required', { details: { scope: 'admin' } });
}

/** An empty text means "no filter", as clients of the public contract send it. */
export function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

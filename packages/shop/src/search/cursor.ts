import { listingSorts, type ListingSort } from './listing.ts';

/** The last row of a page: where the next one goes on, in the order it was listed in. */
export interface Cursor {
  readonly sort: ListingSort;
  /** The row's rank, as the database wrote it. */
  readonly rank: string;
  readonly id: string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const number = /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/;

/** A cursor as text for the address. */
export function writeCursor({ sort, rank, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, rank, id])).toString('base64url');
}

/** The cursor that a text holds, or null: then it was not made by `writeCursor`. */
export function readCursor(text: string): Cursor | null {
  try {
    const held: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(held) || held.length !== 3) return null;
    const [sort, rank, id] = held as unknown[];
    const known = listingSorts.find((name) => name === sort);
    if (known === undefined || typeof rank !== 'string' || typeof id !== 'string' || !uuid.test(id)) return null;
    if (known === 'name' ? /\p{Cc}|\p{Cs}/u.test(rank) : !number.test(rank)) return null;
    return { sort: known, rank, id };
  } catch {
    return null;
  }
}

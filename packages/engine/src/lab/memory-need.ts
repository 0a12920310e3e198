/** How much of a file has been read, and what it gave. */
export interface ReadSoFar {
  /** Bytes read and bytes in all, as the file lies on the disk; 0 in all where that is not known. */
  readonly fileBytes: number;
  readonly fileSize: number;
  readonly rows: number;
  /** Different users and items. */
  readonly ids: number;
}

/** What a machine can give. */
export interface MemoryLimits {
  /** Bytes of rows and of whatever is computed from them. */
  readonly bytes: number;
  /** Bytes of texts and look-up tables, which the JavaScript machine bounds apart. */
  readonly heapBytes: number;
}

/** A file that does not fit. The message says what it would take and what to do. */
export class MemoryNeedError extends Error {
  override readonly name = 'MemoryNeedError';
  readonly code = 'lab.file_too_large';
}

/**
 * Bytes a row at the most costly moment of reading and of training the lightest model, measured on ten million rows
 * (columns that grow by doubling, their sorted copy, the index of repeats, the sparse rows); most models take more.
 */
export const bytesPerRow = 120;
/** Bytes of an id at the most costly moment: its text, its place in a list, and look-up tables that hold it twice while they grow or are joined. */
export const bytesPerId = 300;

/** Rows that are held before the first estimate: what a file of a few lines would need says nothing. */
const leastRows = 50_000;

/**
 * Foretells from the part read so far whether all of a file fits. Cheap; call it once a chunk.
 * @throws MemoryNeedError as soon as it is clear that it does not.
 */
export function checkMemoryNeed(read: ReadSoFar, limits: MemoryLimits): void {
  if (read.rows < leastRows) return;
  const share = read.fileSize > 0 ? Math.min(1, read.fileBytes / read.fileSize) : 1;
  const rows = Math.round(read.rows / share);
  const heapNeed = read.ids * bytesPerId;
  const need = rows * bytesPerRow + heapNeed;
  if (heapNeed > limits.heapBytes) {
    throw new MemoryNeedError(
      `${inMillions(read.ids)} different users and items by row ${read.rows} take more than the ${inGigabytes(limits.heapBytes)} that texts may take; raise it with NODE_OPTIONS=--max-old-space-size=<MB>, or split the file by users`,
    );
  }
  if (need <= limits.bytes) return;
  const fits = Math.floor((limits.bytes - heapNeed) / bytesPerRow);
  throw new MemoryNeedError(
    `${read.fileSize > 0 ? 'about' : 'the first'} ${inMillions(rows)} rows need at least ${inGigabytes(need)} of memory and ${inGigabytes(limits.bytes)} may be taken; ${
      fits > 0 ? `take a sample of at most ${inMillions(fits)} rows, ` : ''
    }split the file by users, or use a larger machine (--memory <MB> sets what may be taken)`,
  );
}

function inMillions(count: number): string {
  return count < 1e6 ? String(count) : `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} million`;
}

function inGigabytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

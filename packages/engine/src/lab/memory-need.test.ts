import { describe, expect, it } from 'vitest';
import { bytesPerRow, checkMemoryNeed, MemoryNeedError } from './memory-need.ts';

const limits = { bytes: 1e9, heapBytes: 1e8 };

describe('REC-14 memory of a study', () => {
  it('is foretold from the part read so far, and refused with what would fit', () => {
    const read = { fileBytes: 1e6, fileSize: 2e9, rows: 60_000, ids: 1000 };
    const check = (): void => checkMemoryNeed(read, limits);
    expect(check).toThrow(MemoryNeedError);
    expect(check).toThrow(
      /120 million rows need at least 14.4 GB of memory and 1\.0 GB may be taken; take a sample of at most 8.3 million/,
    );
  });

  it('lets pass what fits, and does not judge by a few lines', () => {
    checkMemoryNeed({ fileBytes: 100, fileSize: 1e12, rows: 10, ids: 20 }, limits);
    checkMemoryNeed({ fileBytes: 500, fileSize: 1000, rows: 60_000, ids: 20 }, limits);
  });

  it('counts what was read where the size is not known, and texts apart', () => {
    const piped = { fileBytes: 1e9, fileSize: 0, ids: 1000 };
    checkMemoryNeed({ ...piped, rows: Math.floor(0.9e9 / bytesPerRow) }, limits);
    expect(() => checkMemoryNeed({ ...piped, rows: 1e7 }, limits)).toThrow(/^the first 10 million rows need/);
    expect(() => checkMemoryNeed({ ...piped, rows: 1e6, ids: 1e6 }, limits)).toThrow(/different users and items/);
  });
});

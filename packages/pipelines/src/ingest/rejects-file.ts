import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Why a row did not go in, and where it stands. */
export interface Reject {
  readonly file: string;
  /** From 1; for Parquet the row number. */
  readonly line: number;
  readonly field: string | null;
  /** A code that can be counted, such as `not-a-product`. */
  readonly reason: string;
  /** The sentence for a person. */
  readonly message: string;
  readonly row?: unknown;
}

/** Writes rejects as JSON lines; the file appears with the first of them. */
export class RejectsFile {
  readonly path: string;
  #stream: WriteStream | null = null;
  #count = 0;
  readonly #reasons = new Map<string, number>();

  constructor(path: string) {
    this.path = path;
  }

  async add(reject: Reject): Promise<void> {
    this.#count += 1;
    this.#reasons.set(reject.reason, (this.#reasons.get(reject.reason) ?? 0) + 1);
    if (!this.#stream) {
      await mkdir(dirname(this.path), { recursive: true });
      this.#stream = createWriteStream(this.path);
    }
    if (!this.#stream.write(`${JSON.stringify(reject)}\n`)) await once(this.#stream, 'drain');
  }

  get count(): number {
    return this.#count;
  }

  get reasons(): Record<string, number> {
    return Object.fromEntries([...this.#reasons].sort((left, right) => right[1] - left[1]));
  }

  async close(): Promise<void> {
    if (!this.#stream) return;
    this.#stream.end();
    await once(this.#stream, 'close');
  }

  /** Closes and removes the file: a stopped import has written nothing, so nothing of it stays. */
  async discard(): Promise<void> {
    await this.close();
    if (this.#stream) await rm(this.path, { force: true });
    this.#stream = null;
  }
}

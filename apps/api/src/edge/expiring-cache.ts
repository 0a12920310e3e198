/** How an {@link ExpiringCache} keeps. */
export interface ExpiringCacheOptions<T> {
  /** How long a value is given again; 0 keeps nothing. */
  readonly ttlMs: number;
  /** What all values together may take; those made longest ago go first. */
  readonly mostBytes: number;
  bytesOf(value: T): number;
  /** Whether a value is given again (`good`, as all are by default), only to who asked for it (`once`), or not if there is an older one (`failed`). */
  judge?(value: T): 'good' | 'once' | 'failed';
  /** How old a value may be that is given instead of a failed one; 0 (nothing is) by default. */
  readonly mostStaleMs?: number;
  nowMs(): number;
}

interface Entry<T> {
  readonly value: Promise<T>;
  readonly untilMs: number;
  /** When it was really made: a value given on while others fail gets no younger. */
  madeMs: number;
  bytes: number;
}

/** An entry itself, its promise and its place in the map. */
const entryBytes = 200;

/**
 * Values that are the same for everybody, given again for some seconds; two who ask at once share one. It takes a bounded number of bytes whatever
 * is asked for: visitors choose the keys.
 */
export class ExpiringCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #options: ExpiringCacheOptions<T>;
  #bytes = 0;

  constructor(options: ExpiringCacheOptions<T>) {
    this.#options = options;
  }

  /** What is kept takes about so much. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The value kept under the key, or the one `make` makes. The same object for everybody: it must not be changed. What is thrown is not kept. */
  take(key: string, make: () => Promise<T>): { readonly value: Promise<T>; readonly hit: boolean } {
    const { ttlMs } = this.#options;
    if (ttlMs <= 0) return { value: make(), hit: false };
    const now = this.#options.nowMs();
    const known = this.#entries.get(key);
    // A clock that was set back must not keep a value for as long as it was wrong.
    const isFresh = known !== undefined && known.untilMs > now && known.untilMs <= now + ttlMs;
    if (isFresh) return { value: known.value, hit: true };
    const entry: Entry<T> = {
      value: this.#orOlder(make, known, () => entry),
      untilMs: now + ttlMs,
      madeMs: now,
      bytes: entryBytes + 2 * key.length,
    };
    this.#forget(key, known);
    this.#entries.set(key, entry);
    this.#bytes += entry.bytes;
    void entry.value.then(
      (value) => this.#settle(key, entry, value),
      () => this.#forget(key, entry),
    );
    return { value: entry.value, hit: false };
  }

  /** Forgets everything, for when what the values are made of changed. */
  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  /** What `make` makes, or what was made before if that failed. */
  async #orOlder(make: () => Promise<T>, known: Entry<T> | undefined, entry: () => Entry<T>): Promise<T> {
    const value = await make();
    const { judge, mostStaleMs = 0 } = this.#options;
    if (known === undefined || judge?.(value) !== 'failed') return value;
    if (Math.abs(entry().madeMs - known.madeMs) > mostStaleMs) return value;
    entry().madeMs = known.madeMs;
    return known.value;
  }

  #settle(key: string, entry: Entry<T>, value: T): void {
    const { judge, bytesOf, mostBytes } = this.#options;
    if ((judge?.(value) ?? 'good') !== 'good') return this.#forget(key, entry);
    if (this.#entries.get(key) !== entry) return;
    const bytes = bytesOf(value);
    entry.bytes += bytes;
    this.#bytes += bytes;
    const now = this.#options.nowMs();
    for (const [oldest, { untilMs }] of this.#entries) {
      if (this.#bytes <= mostBytes && untilMs + (this.#options.mostStaleMs ?? 0) > now) return;
      this.#forget(oldest, this.#entries.get(oldest));
    }
  }

  #forget(key: string, entry: Entry<T> | undefined): void {
    if (entry === undefined || this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}

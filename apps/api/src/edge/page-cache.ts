/** An answer that may be given again: a page rendered for a visitor about whom nothing is known. */
export interface KeptPage {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Buffer;
  /** Complete Set-Cookie values; a page that is kept has none. */
  readonly cookies: readonly string[];
}

interface Entry {
  readonly page: Promise<KeptPage>;
  readonly untilMs: number;
  renderedMs: number;
}

/** How old a page may be that is given because the server cannot make another. */
const mostStaleMs = 3_600_000;

/**
 * Keeps rendered pages for a few seconds, for requests without cookies. Server rendering is the dearest thing the process does; with this, crawlers and
 * landing traffic cost next to nothing. Two requests for the same page at once share one rendering.
 */
export class PageCache {
  readonly #entries = new Map<string, Entry>();
  readonly #options: { readonly ttlMs: number; readonly maxEntries: number; nowMs(): number };

  constructor(options: { ttlMs: number; maxEntries: number; nowMs(): number }) {
    this.#options = options;
  }

  /**
   * The page kept under the key, or the one `render` makes. Failures and answers other than 200 are not kept; where they are the server's, the page that
   * was kept before is given on for a while, so that whoever only looks does not notice that the database is away.
   */
  async take(key: string, render: () => Promise<KeptPage>): Promise<{ page: KeptPage; hit: boolean }> {
    const now = this.#options.nowMs();
    const known = this.#entries.get(key);
    // A clock that was set back must not keep a page for as long as it was wrong.
    const isFresh = known !== undefined && known.untilMs > now && known.untilMs <= now + this.#options.ttlMs;
    if (isFresh) return { page: await known.page, hit: true };
    const entry: Entry = { page: orElseKept(), untilMs: now + this.#options.ttlMs, renderedMs: now };
    async function orElseKept(): Promise<KeptPage> {
      const made = await render();
      if (made.status < 500 || known === undefined || Math.abs(now - known.renderedMs) > mostStaleMs) return made;
      entry.renderedMs = known.renderedMs;
      return known.page;
    }
    const { page } = entry;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#dropOldest();
    const forget = () => {
      if (this.#entries.get(key)?.page === page) this.#entries.delete(key);
    };
    try {
      const made = await page;
      if (made.status !== 200) forget();
      return { page: made, hit: false };
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** Forgets everything, for when the catalog or the model changed. */
  clear(): void {
    this.#entries.clear();
  }

  #dropOldest(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#options.maxEntries) return;
      this.#entries.delete(key);
    }
  }
}

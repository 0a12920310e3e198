import { ExpiringCache } from './expiring-cache.ts';

/** An answer that may be given again: a page rendered for a visitor about whom nothing is known. */
export interface KeptPage {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Buffer;
  /** Complete Set-Cookie values; a page that is kept has none. */
  readonly cookies: readonly string[];
}

/** Some three hundred pages of sixty kilobytes with what they are compressed to. */
const mostBytes = 24 * 1024 * 1024;
/** How old a page may be that is given because the server cannot make another. */
const mostStaleMs = 3_600_000;

/**
 * Keeps rendered pages for a few seconds, for requests without cookies. Server rendering is the dearest thing the process does; with this, crawlers and
 * landing traffic cost next to nothing.
 */
export class PageCache {
  readonly #pages: ExpiringCache<KeptPage>;

  constructor(options: { ttlMs: number; nowMs(): number }) {
    this.#pages = new ExpiringCache({
      ...options,
      mostBytes,
      mostStaleMs,
      // Half as much again for what it is compressed to.
      bytesOf: ({ body }) => 1.5 * (typeof body === 'string' ? 2 * body.length : body.length),
      judge: ({ status }) => (status === 200 ? 'good' : status >= 500 ? 'failed' : 'once'),
    });
  }

  /**
   * The page kept under the key, or the one `render` makes. Failures and answers other than 200 are not kept; where they are the server's, the page that
   * was kept before is given on for a while, so that whoever only looks does not notice that the database is away.
   */
  async take(key: string, render: () => Promise<KeptPage>): Promise<{ page: KeptPage; hit: boolean }> {
    const { value, hit } = this.#pages.take(key, render);
    return { page: await value, hit };
  }

  /** Forgets everything, for when the catalog or the model changed. */
  clear(): void {
    this.#pages.clear();
  }
}

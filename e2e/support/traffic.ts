import { type Recommended, recommended } from './small-shop.ts';

/** One answered recommendation under load; times in milliseconds since any fixed point. */
export interface Timed extends Recommended {
  readonly sentMs: number;
  readonly arrivedMs: number;
}

/** Visitors who ask without a pause. */
export interface Traffic {
  readonly answers: readonly Timed[];
  readonly pages: () => number;
  /** What went wrong, in words; empty when nothing did. */
  readonly failures: readonly string[];
  /** The version of the newest answer. */
  version(): string | undefined;
  end(): Promise<void>;
}

/** Keeps eight requests in flight, six for recommendations and two for the home page, until it is ended. */
export function startTraffic(url: string, userIds: readonly string[]): Traffic {
  const answers: Timed[] = [];
  const failures: string[] = [];
  let pages = 0;
  const over = new AbortController();

  const asking = async (visitor: number) => {
    for (let n = visitor; !over.signal.aborted; n += 1) {
      const sentMs = performance.now();
      const { status, answer } = await recommended(url, userIds[n % userIds.length] ?? '');
      if (status === 200) answers.push({ ...answer, sentMs, arrivedMs: performance.now() });
      else failures.push(`recommendations answered ${status}: ${JSON.stringify(answer)}`);
    }
  };
  const browsing = async () => {
    while (!over.signal.aborted) {
      const response = await fetch(url);
      const html = await response.text();
      if (response.status === 200 && html.includes('data-item-id=')) pages += 1;
      else failures.push(`the home page answered ${response.status} with ${html.length} characters`);
    }
  };
  const dropped = (error: unknown) => void failures.push(`a request was dropped: ${String(error)}`);
  const visitors = Array.from({ length: 8 }, (_, n) => (n < 6 ? asking(n) : browsing()).catch(dropped));
  return {
    answers,
    failures,
    pages: () => pages,
    version: () => answers.at(-1)?.model_version,
    async end() {
      over.abort();
      await Promise.all(visitors);
    },
  };
}

/** Answers of an older model to requests that were sent after the new one had answered already. */
export function answeredByTheOld(answers: readonly Timed[], newVersion: string): Timed[] {
  const firstMs = answers.find(({ model_version }) => model_version === newVersion)?.arrivedMs ?? Infinity;
  return answers.filter(({ sentMs, model_version }) => sentMs > firstMs && model_version !== newVersion);
}

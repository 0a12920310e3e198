/** A request's clock: what is left of its budget, and how long each stage took. */
export class Deadline {
  readonly startMs: number;
  readonly budgetMs: number;
  readonly stageMs: Record<string, number> = {};
  readonly elapsedMs: () => number;

  constructor(elapsedMs: () => number, budgetMs: number, startMs = elapsedMs()) {
    this.elapsedMs = elapsedMs;
    this.startMs = startMs;
    this.budgetMs = budgetMs;
  }

  /** The same journey under another budget, which counts from the same start. */
  extendedTo(budgetMs: number): Deadline {
    const extended = new Deadline(this.elapsedMs, budgetMs, this.startMs);
    Object.assign(extended.stageMs, this.stageMs);
    return extended;
  }

  /** Milliseconds left, not negative. */
  get leftMs(): number {
    return Math.max(0, this.startMs + this.budgetMs - this.elapsedMs());
  }

  /** Milliseconds since the start. */
  get spentMs(): number {
    return this.elapsedMs() - this.startMs;
  }

  /**
   * Waits for work at most `share` of what is left. Work that takes longer goes on unheard: its result, good or bad, is dropped.
   */
  async wait<T>(
    stage: string,
    work: Promise<T>,
    share = 1,
  ): Promise<{ ok: true; value: T } | { ok: false; reason: 'slow' | 'failed'; error?: unknown }> {
    const before = this.elapsedMs();
    let timer: NodeJS.Timeout | undefined;
    const slow = new Promise<{ ok: false; reason: 'slow' }>((resolve) => {
      // One turn of grace: after the loop was busy elsewhere, answers that arrived in time are read only after the timers ran.
      timer = setTimeout(() => setImmediate(() => resolve({ ok: false, reason: 'slow' })), this.leftMs * share);
    });
    const outcome = work.then(
      (value) => ({ ok: true, value }) as const,
      (error: unknown) => ({ ok: false, reason: 'failed', error }) as const,
    );
    const first = await Promise.race([outcome, slow]);
    clearTimeout(timer);
    this.stageMs[stage] = (this.stageMs[stage] ?? 0) + this.elapsedMs() - before;
    return first;
  }
}

/** Where an import stands. */
export interface ImportProgress {
  readonly phase: string;
  readonly done: number;
  /** In the unit of `done`. */
  readonly total: number;
  readonly unit: 'bytes' | 'rows' | 'pictures';
  /** Rows (or pictures) read in this phase, per second. */
  readonly perSec: number;
  /** Seconds to the end of the phase at this rate; null while unknown. */
  readonly etaSec: number | null;
}

const everyMs = 200;

/** Turns counts into progress with rate and ETA, at most five times a second. */
export class ProgressMeter {
  readonly #tell: (progress: ImportProgress) => void;
  readonly #elapsedMs: () => number;
  #phase = { name: '', total: 0, unit: 'bytes' as ImportProgress['unit'], startedMs: 0 };
  #done = 0;
  #rows = 0;
  #toldMs = 0;

  constructor(tell: (progress: ImportProgress) => void, elapsedMs: () => number) {
    this.#tell = tell;
    this.#elapsedMs = elapsedMs;
  }

  begin(name: string, total: number, unit: ImportProgress['unit']): void {
    this.#phase = { name, total, unit, startedMs: this.#elapsedMs() };
    this.#done = 0;
    this.#rows = 0;
    this.#report();
  }

  /** `done` in the unit of the phase, `rows` for the rate. */
  advance(done: number, rows: number): void {
    this.#done += done;
    this.#rows += rows;
    if (this.#elapsedMs() - this.#toldMs >= everyMs) this.#report();
  }

  /** Records that were written: a phase that counts bytes goes by what is read, so they move it no further. */
  advanceWritten(rows: number): void {
    if (this.#phase.unit === 'rows') this.advance(rows, rows);
  }

  end(): void {
    this.#done = this.#phase.total;
    this.#report();
  }

  #report(): void {
    const now = this.#elapsedMs();
    this.#toldMs = now;
    const seconds = (now - this.#phase.startedMs) / 1000;
    const share = this.#phase.total > 0 ? this.#done / this.#phase.total : 0;
    this.#tell({
      phase: this.#phase.name,
      done: this.#done,
      total: this.#phase.total,
      unit: this.#phase.unit,
      perSec: seconds > 0 ? Math.round(this.#rows / seconds) : 0,
      etaSec: share > 0.01 ? Math.round((seconds / share) * (1 - share)) : null,
    });
  }
}

/** A row and where it stands. */
export interface PlacedRow<Row> {
  readonly file: string;
  readonly line: number;
  readonly row: Row;
}

/** Rows that belong together: an order and its lines, a product and its sizes. */
export interface RowGroup<Row> {
  readonly key: string;
  readonly rows: PlacedRow<Row>[];
}

/** A group is taken for whole when this many rows passed without one of it. */
const patienceRows = 5000;

/**
 * Joins rows with the same key that stand near each other. A row that comes when its group is gone is given to `onLate`,
 * never lost. Memory: the groups of the last few thousand rows, and every key.
 */
export class RowGatherer<Row> {
  readonly #open = new Map<string, RowGroup<Row> & { lastRow: number }>();
  readonly #closed = new Set<string>();
  readonly #onLate: (row: PlacedRow<Row>) => Promise<void>;
  #count = 0;

  constructor(onLate: (row: PlacedRow<Row>) => Promise<void>) {
    this.#onLate = onLate;
  }

  async add(key: string, row: PlacedRow<Row>): Promise<void> {
    this.#count += 1;
    if (this.#closed.has(key)) {
      await this.#onLate(row);
      return;
    }
    const group = this.#open.get(key);
    if (group) {
      group.rows.push(row);
      group.lastRow = this.#count;
    } else this.#open.set(key, { key, rows: [row], lastRow: this.#count });
  }

  /** Groups that are whole by now; all of them at the end of the source. */
  take(atEnd: boolean): RowGroup<Row>[] {
    if (!atEnd && this.#count % 1000 !== 0) return [];
    const whole: RowGroup<Row>[] = [];
    for (const group of this.#open.values()) {
      if (!atEnd && group.lastRow > this.#count - patienceRows) continue;
      this.#open.delete(group.key);
      this.#closed.add(group.key);
      whole.push(group);
    }
    return whole;
  }
}

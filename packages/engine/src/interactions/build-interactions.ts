import type { InteractionRow, Interactions } from './interactions.ts';

/**
 * Collects rows in any order and turns them into sorted columns.
 * Memory is about 29 bytes a row plus one copy of each id, so tens of millions of rows fit.
 */
export class InteractionsBuilder {
  readonly #users = new IdColumn();
  readonly #items = new IdColumn();
  readonly #sessions = new IdColumn();
  #capacity = 1024;
  #size = 0;
  #userColumn = new Int32Array(this.#capacity);
  #itemColumn = new Int32Array(this.#capacity);
  #weightColumn = new Float32Array(this.#capacity);
  #typeColumn = new Uint8Array(this.#capacity);
  #timeColumn = new Float64Array(this.#capacity);
  #sessionColumn = new Int32Array(this.#capacity);

  /** Rows added so far. */
  get size(): number {
    return this.#size;
  }

  /** Different users and items so far. */
  get ids(): number {
    return this.#users.ids.length + this.#items.ids.length;
  }

  /**
   * Adds one row.
   * @throws RangeError when weight, type or time is not a finite number in its range; say what the source row was and fix it there.
   */
  add(row: InteractionRow): void {
    const weight = row.weight ?? 1;
    const type = row.type ?? 0;
    const timeSec = row.timeSec ?? 0;
    if (!(weight >= 0 && weight < Infinity)) {
      throw new RangeError(
        `weight ${weight} of item "${row.itemId}" must be a finite number >= 0; correct the source row`,
      );
    }
    if (!(Number.isInteger(type) && type >= 0 && type <= 255)) {
      throw new RangeError(
        `type ${type} of item "${row.itemId}" must be a whole number from 0 to 255; correct the source row`,
      );
    }
    if (!Number.isFinite(timeSec)) {
      throw new RangeError(
        `timeSec ${timeSec} of item "${row.itemId}" must be a finite number; correct the source row`,
      );
    }
    if (this.#size === this.#capacity) this.#grow();
    const at = this.#size++;
    this.#userColumn[at] = this.#users.indexOf(row.userId);
    this.#itemColumn[at] = this.#items.indexOf(row.itemId);
    this.#weightColumn[at] = weight;
    this.#typeColumn[at] = type;
    this.#timeColumn[at] = timeSec;
    this.#sessionColumn[at] = row.session === undefined ? -1 : this.#sessions.indexOf(row.session);
  }

  /** Registers an item that may have no interaction yet, so that models know it exists. */
  addItem(itemId: string): void {
    this.#items.indexOf(itemId);
  }

  /** Sorts by time (stable) and returns the columns; the builder can be used further afterwards. */
  build(): Interactions {
    const size = this.#size;
    const order = timeOrder(this.#timeColumn, size);
    return {
      userIds: this.#users.ids.slice(),
      itemIds: this.#items.ids.slice(),
      users: take(this.#userColumn, order, new Int32Array(size)),
      items: take(this.#itemColumn, order, new Int32Array(size)),
      weights: take(this.#weightColumn, order, new Float32Array(size)),
      types: take(this.#typeColumn, order, new Uint8Array(size)),
      timesSec: take(this.#timeColumn, order, new Float64Array(size)),
      sessions: take(this.#sessionColumn, order, new Int32Array(size)),
    };
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#userColumn = widen(this.#userColumn, new Int32Array(this.#capacity));
    this.#itemColumn = widen(this.#itemColumn, new Int32Array(this.#capacity));
    this.#weightColumn = widen(this.#weightColumn, new Float32Array(this.#capacity));
    this.#typeColumn = widen(this.#typeColumn, new Uint8Array(this.#capacity));
    this.#timeColumn = widen(this.#timeColumn, new Float64Array(this.#capacity));
    this.#sessionColumn = widen(this.#sessionColumn, new Int32Array(this.#capacity));
  }
}

class IdColumn {
  readonly ids: string[] = [];
  readonly #indices = new Map<string, number>();

  indexOf(id: string): number {
    const known = this.#indices.get(id);
    if (known !== undefined) return known;
    const index = this.ids.length;
    const own = detach(id);
    this.ids.push(own);
    this.#indices.set(own, index);
    return index;
  }
}

/** A text cut from a long one keeps the long one alive, the whole file in the end; from thirteen letters on V8 cuts by reference. */
function detach(id: string): string {
  return id.length < 13 ? id : ` ${id}`.slice(1);
}

type Column = Int32Array | Float32Array | Uint8Array | Float64Array;

function widen<C extends Column>(from: C, to: C): C {
  to.set(from);
  return to;
}

function take<C extends Column>(from: C, order: Uint32Array | null, to: C): C {
  if (order === null) {
    to.set(from.subarray(0, to.length));
    return to;
  }
  for (let at = 0; at < to.length; at++) to[at] = from[order[at]];
  return to;
}

/** Null when the rows already are in order, which importers usually deliver: then no permutation is made. */
function timeOrder(times: Float64Array, size: number): Uint32Array | null {
  let sorted = true;
  for (let at = 1; at < size && sorted; at++) sorted = times[at] >= times[at - 1];
  return sorted ? null : orderByDigits(times, size);
}

/**
 * The rows by time, equal ones as they came: a radix sort by the four 16-bit words of a double, lowest first, which compares nothing. Words that all
 * times share, as whole seconds of one age do, cost a look only.
 */
function orderByDigits(times: Float64Array, size: number): Uint32Array {
  const words = new Uint16Array(times.buffer, times.byteOffset, 4 * size);
  // Bits of positive doubles are in their order; negative ones come before them, backwards.
  const digitOf = (row: number, word: number): number => {
    const digit = words[4 * row + word];
    if (words[4 * row + 3] >= 0x8000) return 0xffff ^ digit;
    return word === 3 ? digit | 0x8000 : digit;
  };
  let order = new Uint32Array(size);
  for (let at = 0; at < size; at++) order[at] = at;
  let sorted = new Uint32Array(size);
  const places = new Uint32Array(0x10000);
  for (let word = 0; word < 4; word++) {
    places.fill(0);
    for (let row = 0; row < size; row++) places[digitOf(row, word)]++;
    if (places[digitOf(0, word)] === size) continue;
    let place = 0;
    for (let digit = 0; digit < places.length; digit++) {
      const many = places[digit];
      places[digit] = place;
      place += many;
    }
    for (let at = 0; at < size; at++) sorted[places[digitOf(order[at], word)]++] = order[at];
    [order, sorted] = [sorted, order];
  }
  return order;
}

import type { Interactions } from '../interactions/interactions.ts';

/** Which of the last two fields a file has. */
export interface PlainColumns {
  readonly hasValues: boolean;
  readonly hasTimes: boolean;
}

/** The rows as lines of `user<TAB>item[<TAB>value[<TAB>unix seconds]]`, in order of time; what was read from a file comes out as it was. */
export function* plainLines(rows: Interactions, { hasValues, hasTimes }: PlainColumns): Generator<string> {
  for (let row = 0; row < rows.users.length; row++) {
    const ids = `${rows.userIds[rows.users[row]]}\t${rows.itemIds[rows.items[row]]}`;
    const value = hasValues || hasTimes ? `\t${shortest(rows.weights[row])}` : '';
    yield hasTimes ? `${ids}${value}\t${rows.timesSec[row]}` : `${ids}${value}`;
  }
}

/** The shortest text that reads back as the same single-precision number: 0.1, not 0.10000000149011612. */
function shortest(value: number): string {
  if (Number.isInteger(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

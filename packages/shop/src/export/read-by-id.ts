/** The smallest UUID: where a reading begins. */
export const firstId = '00000000-0000-0000-0000-000000000000';

/** Pages of rows by ascending id: each page costs the same wherever it lies, and rows written meanwhile disturb nothing. */
export async function* readById<Row extends { readonly cursor: string }>(
  readPage: (after: string) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let after = firstId;
  for (;;) {
    const rows = await readPage(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield* rows;
    after = last.cursor;
  }
}

import { ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import type { JsonItem } from '../reading/read-json-items.ts';
import { firstLine, headerKeys, openText } from '../reading/read-table.ts';
import { unreadable } from '../reading/unreadable.ts';
import { brokenFile } from '../import-outcome.ts';
import type { SourceFile } from '../reading/source-files.ts';

const product = /^[0-9A-Z]{10}$/;
const person = /^A[0-9A-Z]{8,40}$/;

/** Where product, person, rating and time stand in a line. */
type Order = readonly [product: number, person: number, rating: number, at: number];

/**
 * "Ratings only" files: user, item, rating, timestamp in either order of the first two, with a header (2023, milliseconds)
 * or without (2014 and 2018, seconds). Streams them as reviews without words.
 */
export async function* readRatings(
  file: SourceFile,
  { run, reporting }: { run: ImportRun; reporting: boolean },
): AsyncGenerator<JsonItem> {
  const { order, header } = orderOf(file.path, await firstLine(file));
  const stream = await openText(file, { onBytes: (bytes) => run.meter.advance(bytes, 0), mended: { lines: 0 } });
  let rest = '';
  let line = 0;
  try {
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) {
        line += 1;
        if (text.trim() === '' || (header && line === 1)) continue;
        if (reporting) run.counts.rows += 1;
        run.meter.advance(0, 1);
        yield { file: file.path, line, value: itemOf(text, order) };
      }
    }
  } catch (error) {
    throw error instanceof ImportStopped ? error : brokenFile(file.path, unreadable(error), error);
  } finally {
    stream.destroy();
  }
  if (rest.trim() === '') return;
  if (reporting) run.counts.rows += 1;
  yield { file: file.path, line: line + 1, value: itemOf(rest, order) };
}

function itemOf(text: string, order: Order): Record<string, unknown> {
  const fields = text.trim().split(',');
  const [id, user, rating, at] = order.map((place) => fields[place]?.replaceAll('"', '').trim());
  const time = Number(at || Number.NaN);
  // Times of the year 1970 counted in milliseconds would be reviews of a shop that did not exist.
  const ms = time > 1e11 ? time : time * 1000;
  return {
    asin: id,
    parent_asin: id,
    reviewerID: user,
    user_id: user,
    overall: rating,
    rating,
    unixReviewTime: ms / 1000,
    timestamp: ms,
  };
}

function orderOf(file: string, first: string): { order: Order; header: boolean } {
  const keys = headerKeys(first);
  const at = (...names: string[]) => keys.findIndex((key) => names.includes(key));
  const named = [
    at('parent_asin', 'asin', 'item', 'item_id'),
    at('user_id', 'user', 'reviewerid'),
    at('rating', 'overall'),
    at('timestamp'),
  ] as const;
  if (named.every((place) => place >= 0)) return { order: named, header: true };
  const [left = '', right = ''] = first.split(',').map((field) => field.replaceAll('"', '').trim());
  if (person.test(left) && product.test(right)) return { order: [1, 0, 2, 3], header: false };
  if (product.test(left) && person.test(right)) return { order: [0, 1, 2, 3], header: false };
  const message = `${file} is no file of ratings: its first line is "${first.slice(0, 120)}". It needs user, item, rating and timestamp. Nothing was written.`;
  throw new ImportStopped({ code: 'import.wrong_columns', message, file });
}

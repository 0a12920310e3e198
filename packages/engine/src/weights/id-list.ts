import { WeightsError } from './weights-error.ts';

/**
 * The ids of the rows of a tensor: a JSON array, a JSON object of id and row, or plain text with one id a line.
 * @param name How messages call the list, such as its file name.
 * @throws WeightsError on ids that are empty, stand twice or are numbers too large to be exact; it says where.
 */
export function parseIdList(text: string, name: string): string[] {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const first = plain.trimStart()[0];
  const ids = first === '[' || first === '{' ? idsOfJson(plain, name) : idsOfLines(plain, name);
  if (ids.length === 0) throw new WeightsError(`${name} has no ids; write one id a line, in the order of the rows`);
  refuseRepeated(ids, name);
  return ids;
}

function idsOfLines(text: string, name: string): string[] {
  const lines = text.split('\n');
  // A file ends with a line break; more empty lines than that are rows without an id.
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, at) => {
    const id = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (id.trim() === '') throw new WeightsError(`line ${at + 1} of ${name} is empty; write one id a line`);
    if (id.includes('\t')) {
      throw new WeightsError(
        `line ${at + 1} of ${name} has more than one column; write one id a line and nothing else`,
      );
    }
    return id;
  });
}

function idsOfJson(text: string, name: string): string[] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (cause) {
    throw new WeightsError(`${name} begins like JSON and is none (${(cause as Error).message}); correct it`, { cause });
  }
  return Array.isArray(found)
    ? found.map((id, at) => idOf(id, `entry ${at + 1} of ${name}`))
    : idsOfRows(Object.entries(found as object), name);
}

function idOf(id: unknown, where: string): string {
  if (typeof id === 'string' && id.trim() !== '') return id;
  if (Number.isSafeInteger(id)) return String(id);
  throw new WeightsError(
    typeof id === 'number'
      ? `${where} is the number ${id}, which is not exact; write ids of that size in quotes`
      : `${where} is no id; write a text or a whole number`,
  );
}

function idsOfRows(entries: readonly [string, unknown][], name: string): string[] {
  const ids = Array.from<string | undefined>({ length: entries.length });
  for (const [id, row] of entries) {
    if (typeof row !== 'number' || !Number.isInteger(row) || row < 0 || row >= entries.length) {
      throw new WeightsError(
        `${name} gives "${id}" the row ${JSON.stringify(row)}; give each of its ${entries.length} ids a row from 0 to ${entries.length - 1}`,
      );
    }
    const other = ids[row];
    if (other !== undefined)
      throw new WeightsError(`${name} gives "${other}" and "${id}" the same row ${row}; correct one`);
    ids[row] = id;
  }
  return ids as string[];
}

function refuseRepeated(ids: readonly string[], name: string): void {
  const firstAt = new Map<string, number>();
  let repeated = 0;
  let example = '';
  ids.forEach((id, at) => {
    const before = firstAt.get(id);
    if (before === undefined) firstAt.set(id, at);
    else if (repeated++ === 0) example = `"${id}" is the id of rows ${before} and ${at}`;
  });
  if (repeated > 0) {
    throw new WeightsError(
      `${name} has ${ids.length} ids, of which ${repeated} ${repeated === 1 ? 'repeats' : 'repeat'} an earlier one: ${example}; each row needs an id of its own`,
    );
  }
}

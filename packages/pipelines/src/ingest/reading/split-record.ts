/** The delimiters that tables come with. */
export const delimiters = [',', '\t', ';', '|'] as const;

/** One of them. */
export type Delimiter = (typeof delimiters)[number];

/**
 * The fields of one record of a delimited text; null when it ends inside a quoted field. A quote counts only at the
 * beginning of a field; a doubled quote inside is one.
 */
export function splitRecord(text: string, delimiter: Delimiter): string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      fields.push(text.slice(at, end < 0 ? undefined : end));
      if (end < 0) return fields;
      at = end + 1;
      continue;
    }
    const end = closingQuote(text, at + 1, delimiter);
    if (end < 0) return null;
    fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
    if (end + 1 >= text.length) return fields;
    at = end + 2;
  }
}

/** Where a quoted field ends: a quote before a delimiter or the end; any other is a quote that somebody forgot to double. */
function closingQuote(text: string, from: number, delimiter: Delimiter): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    const next = text[at + 1];
    if (next === '"') {
      at += 1;
      continue;
    }
    if (next === undefined || next === delimiter) return at;
  }
  return -1;
}

/** The delimiter that a first line uses most. */
export function delimiterOf(line: string): Delimiter {
  const bare = line.replaceAll(/"[^"]*"/g, '');
  let best: Delimiter = ',';
  let most = 0;
  for (const delimiter of delimiters) {
    const count = bare.split(delimiter).length - 1;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}

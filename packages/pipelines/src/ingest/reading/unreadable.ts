/** In words, why a stream of a file broke: its packing, its quotes, or the disk. Follows the name of the file. */
export function unreadable(error: unknown): string {
  const told = (name: string) => (error instanceof Error ? String(Reflect.get(error, name) ?? '') : '');
  const code = told('code');
  if (code === 'Z_BUF_ERROR') return 'is cut off: its gzip stream ends too early';
  if (code.startsWith('Z_')) return `is not a whole gzip file (${code})`;
  const line = told('lines');
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return `ends inside a quoted field that begins in line ${line} or before, so its end is missing`;
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `has a row of too many characters at line ${line}: a quote that never closes, or no CSV`;
  return `cannot be read: ${messageOf(error)}`;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

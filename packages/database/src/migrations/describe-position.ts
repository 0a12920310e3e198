import type { MigrationFile } from './read-migrations.ts';

function textOf(error: unknown, key: string): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The sentence for a failed migration: file, line, column and the server's message, detail and hint. */
export function describePosition(file: Pick<MigrationFile, 'path' | 'text'>, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // The server counts characters (code points) from 1, in the whole text it was sent.
  const position = Number(textOf(error, 'position'));
  let place = file.path;
  if (Number.isInteger(position) && position > 0) {
    const before = [...file.text]
      .slice(0, position - 1)
      .join('')
      .split('\n');
    place = `${file.path}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  }
  const more = ['detail', 'hint', 'where'].map((key) => textOf(error, key)).filter((text) => text !== null);
  return [`${place}: ${message} (the file was rolled back; correct it and migrate again)`, ...more].join('\n');
}

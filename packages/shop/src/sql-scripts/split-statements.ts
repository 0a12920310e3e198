/** One SQL statement with the comments before it, without its semicolon. */
export interface SqlStatement {
  /** As written, comments in front included. */
  readonly text: string;
  /** Without comments and string contents, lower case, single spaces: for looking at what it does. */
  readonly bare: string;
}

// What may hide a semicolon: comments, quoted texts and names, dollar-quoted bodies. Tried in this order at every place.
const hiding = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$[A-Za-z_]*\$)[\s\S]*?\1|;/g;

function bareOf(text: string): string {
  return text
    .replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Cuts a migration into its statements. Bodies in `begin atomic` form are not understood; we write none. */
export function splitStatements(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let start = 0;
  const keep = (end: number) => {
    const text = sql.slice(start, end).trim();
    const bare = bareOf(text);
    if (bare !== '') statements.push({ text, bare });
    start = end + 1;
  };
  for (const match of sql.matchAll(hiding)) if (match[0] === ';') keep(match.index);
  keep(sql.length);
  return statements;
}

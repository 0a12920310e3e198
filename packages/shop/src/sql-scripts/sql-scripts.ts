import type { MigrationFile } from '@vitrine/database';
import { sampleData } from './sample-data.store.ts';
import { splitStatements, type SqlStatement } from './split-statements.ts';

/** The scripts by file name, for people who want plain SQL. They run with psql, in this order, on an empty database. */
export type SqlScripts = Readonly<Record<'create_tables.sql' | 'insert_data.sql' | 'create_views.sql', string>>;

type Part = 'tables' | 'data' | 'views';

const viewForm = /^create (?:or replace )?(?:materialized )?view ([a-z_]+\.[a-z_]+)/;

/** Which script a statement belongs to. A plain SQL function is checked when it is made, so one that reads a view comes after it. */
function partOf(statement: SqlStatement, views: Set<string>): Part {
  const view = viewForm.exec(statement.bare)?.[1];
  if (view !== undefined) {
    views.add(view);
    return 'views';
  }
  if (statement.bare.startsWith('insert into ')) return 'data';
  const isLateBound = / language plpgsql/.test(statement.bare);
  const readsView = [...views].some((name) =>
    new RegExp(String.raw`\b${name.replace('.', String.raw`\.`)}\b`).test(statement.bare),
  );
  return readsView && !isLateBound ? 'views' : 'tables';
}

function headerOf(part: string, run: string): string {
  return `-- ${part}\n-- Generated from packages/*/migrations by \`npm run generate\`; do not edit.\n-- ${run}\n`;
}

/** Makes the three scripts from the migrations of all domains, in the order they run. Pure: the same files give the same texts. */
export function renderSqlScripts(files: readonly MigrationFile[]): SqlScripts {
  // The migrator makes a domain's schema before its first file; the scripts must do it themselves.
  const schemas = [...new Set(files.map((file) => file.domain))].map(
    (domain) => `create schema if not exists ${domain};`,
  );
  const parts: Record<Part, string[]> = { tables: [`${schemas.join('\n')}\n`], data: [], views: [] };
  const views = new Set<string>();
  for (const file of files) {
    const titled = new Set<Part>();
    for (const statement of splitStatements(file.text)) {
      const part = partOf(statement, views);
      if (!titled.has(part))
        parts[part].push(`\n-- ${file.domain} ${String(file.version).padStart(4, '0')} ${file.name}\n`);
      titled.add(part);
      parts[part].push(`${statement.text};\n`);
    }
  }
  const order = 'psql -v ON_ERROR_STOP=1 -f create_tables.sql -f insert_data.sql -f create_views.sql DATABASE';
  const script = (title: string, statements: readonly string[]) =>
    `${headerOf(title, order)}\nbegin;\n${statements.join('\n')}\ncommit;\n`;
  return {
    'create_tables.sql': script('Schemas, tables, constraints, indexes, routines and triggers.', parts.tables),
    'insert_data.sql': script('Reference rows, then a small sample shop.', [...parts.data, sampleData]),
    'create_views.sql': script('Views, and the report functions that read them.', parts.views),
  };
}

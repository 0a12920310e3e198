import type { DatabaseSchema, SchemaRelation } from './read-schema.store.ts';

/**
 * One entity-relationship diagram a domain, as Mermaid text by schema name: every table with its columns and keys, and
 * a line for every foreign key. References into another schema are drawn to a table without columns.
 */
export function drawErd(schema: DatabaseSchema): Record<string, string> {
  const drawings: Record<string, string> = {};
  const tables = schema.relations.filter((relation) => relation.kind.endsWith('table'));
  for (const domain of new Set(tables.map((table) => table.schema))) {
    const own = tables.filter((table) => table.schema === domain);
    const lines = ['erDiagram', ...own.flatMap(drawTable), ...own.flatMap(drawReferences)];
    drawings[domain] = `${lines.join('\n')}\n`;
  }
  return drawings;
}

function drawTable(table: SchemaRelation): string[] {
  const columnsOf = (kind: string) =>
    new Set(table.constraints.filter((rule) => rule.kind === kind).flatMap((rule) => rule.columns));
  const [primary, foreign] = [columnsOf('primary'), columnsOf('foreign')];
  const unique = new Set(
    table.constraints
      .filter((rule) => rule.kind === 'unique' && rule.columns.length === 1)
      .flatMap((rule) => rule.columns),
  );
  const fields = table.columns.map((column) => {
    const keys = [
      primary.has(column.name) ? 'PK' : '',
      foreign.has(column.name) ? 'FK' : '',
      unique.has(column.name) ? 'UK' : '',
    ];
    // Mermaid takes one word as a type.
    const type = column.type.replaceAll(/[^a-zA-Z0-9[\]]+/g, '_').replace(/_$/, '');
    return `    ${type} ${column.name} ${keys.filter(Boolean).join(', ')}${column.notNull ? '' : ' "may be null"'}`.trimEnd();
  });
  return [`  ${table.name} {`, ...fields, '  }'];
}

function drawReferences(table: SchemaRelation): string[] {
  return table.constraints
    .filter((rule) => rule.kind === 'foreign' && rule.target !== null)
    .map((rule) => {
      const target = rule.target?.split('.').at(-1) ?? '';
      const optional = rule.columns.some((name) =>
        table.columns.some((column) => column.name === name && !column.notNull),
      );
      const alone = table.constraints.some(
        (other) =>
          (other.kind === 'primary' || other.kind === 'unique') && other.columns.join() === rule.columns.join(),
      );
      return `  ${target} ${optional ? '|o' : '||'}--${alone ? 'o|' : 'o{'} ${table.name} : "${rule.columns.join(', ')}"`;
    });
}

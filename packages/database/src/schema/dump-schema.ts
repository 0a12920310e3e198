import type { DatabaseConnection } from '../open-database.ts';
import { readSchema } from './read-schema.store.ts';
import type { DatabaseSchema, SchemaRelation } from './read-schema.store.ts';

/** The live schema as text that is the same for the same migrations: committed, and compared to find drift. */
export async function dumpSchema(connection: Pick<DatabaseConnection, 'handle'>): Promise<string> {
  return printSchema(await readSchema(connection));
}

/** Prints a schema, one object after the other, sorted by name. */
export function printSchema(schema: DatabaseSchema): string {
  const parts = [
    '-- Generated from the live database after all migrations. Do not edit.',
    ...schema.relations.map(printRelation),
    ...schema.functions.map(
      (routine) => `-- function ${routine.schema}.${routine.name}\n${routine.definition.trim()};`,
    ),
    ...schema.triggers.map((trigger) => `${trigger.definition};`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function printRelation(relation: SchemaRelation): string {
  const name = `${relation.schema}.${relation.name}`;
  const comment = relation.comment ? `\ncomment: ${relation.comment}` : '';
  if (relation.definition !== null)
    return `${relation.kind} ${name} as\n${relation.definition.trim()}${printIndexes(relation)}${comment}`;
  const lines = [
    ...relation.columns.map((column) =>
      [column.name, column.type, column.notNull ? 'not null' : '', column.generation ?? ''].filter(Boolean).join(' '),
    ),
    ...relation.constraints.map((rule) => `constraint ${rule.name} ${rule.definition}`),
  ];
  const partition = relation.partitionKey ? ` partition by ${relation.partitionKey}` : '';
  return `${relation.kind} ${name} (\n${lines.map((line) => `  ${line}`).join('\n')}\n)${partition}${printIndexes(relation)}${comment}`;
}

function printIndexes(relation: SchemaRelation): string {
  return relation.indexes.map((index) => `\n${index.definition}`).join('');
}

/** What differs between the expected dump and the live one; empty when the schema has not drifted. */
export function findDrift(expected: string, live: string): { missing: string[]; unexpected: string[] } {
  const objects = (text: string) =>
    new Set(
      text
        .split('\n\n')
        .map((part) => part.trim())
        .filter(Boolean),
    );
  const [wanted, present] = [objects(expected), objects(live)];
  return {
    missing: [...wanted].filter((part) => !present.has(part)),
    unexpected: [...present].filter((part) => !wanted.has(part)),
  };
}

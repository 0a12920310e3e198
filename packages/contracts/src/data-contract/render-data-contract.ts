import { eventMeta } from '../events/event-meta.ts';
import { eventDictionary } from '../events/event-types.ts';
import { buildJsonSchema } from '../openapi/build-openapi.ts';
import { event } from '../recsys/events.ts';
import { item } from '../recsys/items.ts';
import { user } from '../recsys/users.ts';
import { eventExamples, type Example, itemExamples, userExamples } from './examples.ts';

type Json = Record<string, unknown>;

function typeText(schema: Json): string {
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => `\`${String(value)}\``).join(', ');
  if (Array.isArray(schema['anyOf'])) {
    return schema['anyOf']
      .map((part) => typeText(part as Json))
      .filter((text) => text !== '')
      .join(' or ');
  }
  const types = (Array.isArray(schema['type']) ? schema['type'] : [schema['type'] ?? 'any']).filter(
    (type) => type !== 'null',
  );
  const base = types.join(' or ');
  const items = schema['items'];
  return base === 'array' && typeof items === 'object' && items !== null ? `list of ${typeText(items as Json)}` : base;
}

function boundsText(schema: Json): string {
  const own = Array.isArray(schema['anyOf'])
    ? ((schema['anyOf'] as Json[]).find((part) => part['type'] !== 'null') ?? {})
    : schema;
  const words: string[] = [];
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, format } = own as Record<
    string,
    number | string | undefined
  >;
  if (maxLength !== undefined)
    words.push(minLength === undefined ? `up to ${maxLength} characters` : `${minLength} to ${maxLength} characters`);
  if (maxItems !== undefined) words.push(minItems === maxItems ? `exactly ${maxItems}` : `up to ${maxItems}`);
  if (minimum !== undefined && maximum !== undefined) words.push(`${minimum} to ${maximum}`);
  if (format === 'date-time') words.push('RFC 3339 with a zone');
  return words.join(', ');
}

/** The schema itself where the document only points at its name. */
function resolved(document: Json): Json {
  const reference = document['$ref'];
  if (typeof reference !== 'string') return document;
  return ((document['$defs'] ?? {}) as Record<string, Json>)[reference.replace('#/$defs/', '')] ?? document;
}

function fieldTable(document: Json): string[] {
  const schema = resolved(document);
  const required = new Set((schema['required'] ?? []) as string[]);
  const rows = Object.entries((schema['properties'] ?? {}) as Record<string, Json>).map(
    ([name, field]) =>
      `| \`${name}\`${required.has(name) ? ' (needed)' : ''} | ${typeText(field)} | ${boundsText(field)} | ${String(field['description'] ?? '')} |`,
  );
  return ['| Field | Type | Bounds | Meaning |', '| --- | --- | --- | --- |', ...rows];
}

function exampleBlocks(examples: readonly Example<unknown>[]): string[] {
  return examples.flatMap(({ title, note, record }) => [
    '',
    `**${title}.** ${note}`,
    '',
    '```json',
    JSON.stringify(record, null, 2),
    '```',
  ]);
}

const intro = [
  '# Data contract',
  '',
  '<!-- Generated from packages/contracts/src; do not edit. -->',
  '',
  'What a shop tells the recommender, and what each field means. Every example below is checked against the schemas by a test.',
  'The operations are in `openapi.json`, the errors in `errors.md`.',
  '',
  '- One namespace has one catalog and one currency; prices are decimal major units (`49.9`), never cents.',
  '- Ids are yours: 1 to 256 characters, compared exactly. A second write of an id replaces the first.',
  "- Times are RFC 3339 with a zone. An event's `ts` is kept as the client's time; the server's time rules, except in a backfill.",
  '- A field may be left out or `null`; unknown fields are ignored.',
  '- A batch is all or nothing, and the error names index and field; with `?partial=true` the good records are stored and the bad ones listed.',
  '- Text with a NUL character, half of a surrogate pair, or nesting deeper than 32 levels is refused.',
];

/** The data contract as a Markdown page: the content of docs/data-contract.md. */
export function renderDataContract(): string {
  const dictionary = eventDictionary.map(
    (row) => `| ${row.type} | ${row.name} | ${row.meaning} | ${row.value} | ${row.weight} | ${row.halfLifeDays} |`,
  );
  return [
    ...intro,
    '',
    '## Items',
    '',
    ...fieldTable(buildJsonSchema(item)),
    ...exampleBlocks(itemExamples),
    '',
    '## Users',
    '',
    ...fieldTable(buildJsonSchema(user)),
    ...exampleBlocks(userExamples),
    '',
    '## Events',
    '',
    ...fieldTable(buildJsonSchema(event)),
    '',
    '### Event types',
    '',
    '| Type | Name | Meaning | `value` | Weight | Half-life, days |',
    '| --- | --- | --- | --- | --- | --- |',
    ...dictionary,
    '',
    'Types 5 to 255 are your own. Weights and half-lives are recommended values; `GET /v1/event-types` shows those in force.',
    '',
    '### Fields of `meta`',
    '',
    '`session_id`, `surface` and `referrer` belong on every event; `widget`, `recommended`, `request_id`, `rank`, `experiment` and `ab_bucket` on every',
    'event that a recommendation caused. Other fields are kept as they are. A known field of another type is refused from a browser; from a server',
    'it is stored and answered with a warning.',
    '',
    ...fieldTable(buildJsonSchema(eventMeta)),
    ...exampleBlocks(eventExamples),
    '',
  ].join('\n');
}

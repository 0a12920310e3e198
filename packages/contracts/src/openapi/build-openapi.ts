import { z } from 'zod';
import { type ErrorCode, errorEntry } from '../errors/catalogue.ts';
import { problem, recsysError } from '../errors/problem.ts';
import type { RouteDefinition } from '../routes/route.ts';
import { routes } from '../routes/routes.ts';

type Json = Record<string, unknown>;

/** Collects named schemas under `components/schemas`; a request's form of a schema that differs from its answer's gets the suffix `Input`. */
class Components {
  readonly schemas: Record<string, Json> = {};
  readonly #answers = new Map<string, string>();

  add(schema: z.ZodType, io: 'input' | 'output'): Json {
    const { $schema: _dialect, $defs, ...root } = jsonOf(schema, io);
    const definitions = Object.entries(($defs ?? {}) as Record<string, Json>);
    const names = new Map(definitions.map(([name, json]) => [name, this.#nameFor(name, json, io)]));
    for (const [name, json] of definitions) this.schemas[names.get(name) ?? name] ??= point(json, names);
    return point(root, names);
  }

  /** Tells which names the answers hold, before the requests are named. */
  note(answer: z.ZodType): void {
    const definitions = (jsonOf(answer, 'output')['$defs'] ?? {}) as Record<string, Json>;
    for (const [name, json] of Object.entries(definitions)) this.#answers.set(name, JSON.stringify(json));
  }

  #nameFor(name: string, json: Json, io: 'input' | 'output'): string {
    const answered = io === 'input' ? this.#answers.get(name) : undefined;
    return answered !== undefined && answered !== JSON.stringify(json) ? `${name}Input` : name;
  }
}

function jsonOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => restate(jsonSchema as Json),
  }) as Json;
}

/** A schema may say with `meta({ wire })` what its wire form is, where its parser is more lenient than its document. */
function restate(json: Json): void {
  const { wire } = json;
  if (typeof wire !== 'object' || wire === null) return;
  for (const key of Object.keys(json)) if (key !== 'description') delete json[key];
  Object.assign(json, wire);
}

function point(value: unknown, names: ReadonlyMap<string, string>): Json {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node as Json).flatMap(([key, member]): [string, unknown][] => {
      if (key === '$ref' && typeof member === 'string') {
        const name = member.replace('#/$defs/', '');
        return [[key, `#/components/schemas/${names.get(name) ?? name}`]];
      }
      // A property may itself be called $ref: descend into the map of properties, not through this rule.
      if (key === 'properties')
        return [[key, Object.fromEntries(Object.entries(member as Json).map(([n, m]) => [n, walk(m)]))]];
      return [[key, walk(member)]];
    });
    return Object.fromEntries(entries);
  };
  return walk(value) as Json;
}

function parameters(route: RouteDefinition, components: Components): Json[] {
  const list = (schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] => {
    if (schema === undefined) return [];
    const json = components.add(schema, 'input') as { properties?: Record<string, Json>; required?: string[] };
    return Object.entries(json.properties ?? {}).map(([name, property]) => {
      const { description, ...rest } = property;
      const required = place === 'path' || (json.required ?? []).includes(name);
      return { name, in: place, required, ...(description === undefined ? {} : { description }), schema: rest };
    });
  };
  const organisation = {
    name: 'X-Org-ID',
    in: 'header',
    required: true,
    description: 'Your organisation.',
    schema: { type: 'string', format: 'uuid' },
  };
  return [
    ...(route.access === 'tenant' ? [organisation] : []),
    ...list(route.params, 'path'),
    ...list(route.query, 'query'),
  ];
}

function errorAnswers(route: RouteDefinition): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of route.errors)
    byStatus.set(errorEntry(code).status, [...(byStatus.get(errorEntry(code).status) ?? []), code]);
  const [type, name] =
    route.area === 'recsys' ? ['application/json', 'RecsysError'] : ['application/problem+json', 'Problem'];
  const answers = [...byStatus]
    .toSorted(([a], [b]) => a - b)
    .map(([status, codes]) => {
      const lines = codes.map(
        (code) =>
          `- \`${(route.area === 'recsys' ? errorEntry(code).wire : undefined) ?? code}\`: ${errorEntry(code).sentence}`,
      );
      return [
        String(status),
        { description: lines.join('\n'), content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } } },
      ];
    });
  return Object.fromEntries(answers) as Json;
}

function operationOf(route: RouteDefinition, components: Components): Json {
  const body =
    route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: components.add(route.body, 'input') } },
          },
        };
  const given = parameters(route, components);
  return {
    operationId: route.name,
    tags: [route.area],
    summary: route.summary,
    ...(given.length === 0 ? {} : { parameters: given }),
    ...body,
    ...(route.access === 'tenant' ? { security: [{ key: [] }, {}] } : {}),
    responses: {
      [route.status]: {
        description: 'Success',
        content: { 'application/json': { schema: components.add(route.answer, 'output') } },
      },
      ...errorAnswers(route),
    },
  };
}

/** The OpenAPI 3.1 description of every operation of the route table: the content of docs/openapi.json and of `GET /openapi.json`. */
export function buildOpenApi(version: string): Json {
  const components = new Components();
  const table = Object.values<RouteDefinition>(routes);
  for (const answer of [...table.map((route) => route.answer), problem, recsysError]) components.note(answer);
  components.add(problem, 'output');
  components.add(recsysError, 'output');
  const paths: Record<string, Json> = {};
  for (const route of table) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, components) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vitrine',
      version,
      description: 'A shop and its recommender. `/v1` serves any shop; `/api` serves this one.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'recsys', description: 'The recommender, for any shop' },
      { name: 'shop', description: 'This shop' },
      { name: 'ops', description: 'For whoever runs it' },
    ],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(components.schemas).toSorted(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
    },
  };
}

/** JSON Schemas (draft 2020-12) of what a shop sends: an item, a user, an event. */
export function buildJsonSchema(schema: z.ZodType): Json {
  return jsonOf(schema, 'input');
}

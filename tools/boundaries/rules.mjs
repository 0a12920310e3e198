// Which room may look into which. One line a package; what is not listed is refused.
const all = [
  'kernels',
  'contracts',
  'engine',
  'analytics',
  'database',
  'shop',
  'recsys',
  'insights',
  'pipelines',
  'backends',
  'sdk',
  'testkit',
  'api',
  'web',
  'vitrine',
];

/** Value imports allowed, by importing package. */
export const allowed = {
  kernels: [],
  contracts: [],
  engine: ['kernels'],
  analytics: ['kernels'],
  database: [],
  sdk: ['contracts'],
  shop: ['contracts', 'database'],
  recsys: ['contracts', 'database', 'engine', 'analytics'],
  insights: ['contracts', 'database', 'analytics'],
  pipelines: ['shop', 'recsys', 'insights', 'engine', 'analytics', 'kernels', 'database', 'contracts'],
  backends: ['database'],
  api: ['contracts', 'shop', 'recsys', 'insights'],
  web: ['contracts', 'sdk'],
  vitrine: all,
  testkit: all,
};

/** Further imports allowed for types only. */
export const allowedTypes = {
  shop: ['sdk'],
  backends: ['shop', 'recsys', 'pipelines'],
  api: ['sdk'],
  web: ['shop', 'recsys', 'insights'],
};

const folderOf = (name) => (['api', 'web', 'vitrine'].includes(name) ? `apps/${name}` : `packages/${name}`);
// Tests and what only tests use: `x.test.ts`, `x.fixture.ts`, and the folder of the API's test parts.
export const testCode = '[.](?:test|fixture)[.]tsx?$|^apps/api/src/testing/';
const production = (name) => ({ path: `^${folderOf(name)}/src/`, pathNot: testCode });

function directionRules(name) {
  const others = all.filter((other) => other !== name);
  const values = others.filter((other) => !allowed[name].includes(other));
  const never = values.filter((other) => !(allowedTypes[name] ?? []).includes(other));
  const folders = (names) => `^(?:${names.map(folderOf).join('|')})/`;
  return [
    never.length > 0 && {
      name: `${name}-direction`,
      severity: 'error',
      from: production(name),
      to: { path: folders(never) },
    },
    values.length > never.length && {
      name: `${name}-types-only`,
      severity: 'error',
      from: production(name),
      to: { path: folders(values.filter((other) => !never.includes(other))), dependencyTypesNot: ['type-only'] },
    },
  ].filter(Boolean);
}

/** The rule set of the cruise. */
export const forbidden = [
  ...all.flatMap(directionRules),
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'pure-packages-know-no-node',
    severity: 'error',
    from: { path: '^packages/(?:kernels|engine|analytics|contracts)/src/', pathNot: '[.]test[.]ts$' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'engine-takes-no-package',
    severity: 'error',
    from: { path: '^packages/(?:kernels|engine|analytics)/src/', pathNot: '[.]test[.]ts$' },
    to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'], pathNot: '^packages/' },
  },
  {
    name: 'no-http-below-the-api',
    severity: 'error',
    from: { path: '^packages/' },
    to: { path: '(?:^|node_modules/)(?:fastify|react|react-router|@fastify/[a-z-]+)(?:/|$)' },
  },
  {
    name: 'sql-only-in-the-data-packages',
    severity: 'error',
    from: { path: '^apps/(?:api|web)/src/' },
    to: { path: '(?:^|node_modules/)(?:kysely|pg|pg-boss|@electric-sql/pglite)(?:/|$)' },
  },
  {
    name: 'no-test-code-in-production',
    severity: 'error',
    from: { path: '^(?:packages|apps)/', pathNot: `${testCode}|^packages/testkit/` },
    to: { path: testCode },
  },
];

// Writes a tiny file that breaks each kind of rule, cruises it, and takes it away again.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const folder = 'planted-violation';
const plants = [
  {
    rule: 'engine-direction',
    file: `packages/engine/src/${folder}/a.ts`,
    text: "import '@vitrine/shop';\nexport const a = 1;\n",
  },
  {
    rule: 'shop-direction',
    file: `packages/shop/src/${folder}/a.ts`,
    text: "import '@vitrine/recsys';\nexport const a = 1;\n",
  },
  {
    rule: 'recsys-direction',
    file: `packages/recsys/src/${folder}/a.ts`,
    text: "import type {} from '@vitrine/shop';\nexport const a = 1;\n",
  },
  {
    rule: 'web-types-only',
    file: `apps/web/src/${folder}/a.ts`,
    text: "import '@vitrine/shop';\nexport const a = 1;\n",
  },
  {
    rule: 'pure-packages-know-no-node',
    file: `packages/kernels/src/${folder}/a.ts`,
    text: "import 'node:fs';\nexport const a = 1;\n",
  },
  {
    rule: 'no-http-below-the-api',
    file: `packages/pipelines/src/${folder}/a.ts`,
    text: "import 'fastify';\nexport const a = 1;\n",
  },
  {
    rule: 'sql-only-in-the-data-packages',
    file: `apps/api/src/${folder}/a.ts`,
    text: "import 'kysely';\nexport const a = 1;\n",
  },
  {
    rule: 'no-cycles',
    file: `packages/sdk/src/${folder}/a.ts`,
    text: "import './b.ts';\nexport const a = 1;\n",
    also: { [`packages/sdk/src/${folder}/b.ts`]: "import './a.ts';\nexport const b = 1;\n" },
  },
];

/** Names of the rules whose planted violation went unseen. */
export async function planted(violationsIn) {
  const files = Object.assign({}, ...plants.map(({ file, text, also }) => ({ [file]: text, ...also })));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const { summary } = await violationsIn(plants.map(({ file }) => dirname(file)));
    return plants
      .filter(
        ({ rule, file }) =>
          !summary.violations.some(
            (violation) => violation.rule.name === rule && violation.from.startsWith(dirname(file)),
          ),
      )
      .map(({ rule }) => rule);
  } finally {
    for (const path of Object.keys(files)) rmSync(dirname(path), { recursive: true, force: true });
  }
}

// Enforces the directions of rules.mjs, and proves on each run that it would see a violation: it must have read the whole
// tree, and every planted import in planted/ must be caught.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allowed, forbidden, testCode } from './rules.mjs';
import { planted } from './planted.mjs';
import { useTypescriptOfThisFolder } from './typescript-here.mjs';

useTypescriptOfThisFolder();
const { cruise } = await import('dependency-cruiser');

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
process.chdir(root);
const testFile = new RegExp(testCode);

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'build', '.react-router'].includes(entry.name)) yield* sources(path);
    } else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

async function violationsIn(folders) {
  const { output } = await cruise(
    folders,
    {
      validate: true,
      ruleSet: { forbidden },
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '^(?:apps|packages)/[^/]+/(?:dist|build|[.]react-router)/' },
      tsPreCompilationDeps: 'specify',
      parser: 'tsc',
      enhancedResolveOptions: {
        conditionNames: ['source', 'import', 'node', 'default'],
        exportsFields: ['exports'],
        extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      },
    },
    { bustTheCache: true },
  );
  return output;
}

const result = await violationsIn(['packages', 'apps']);
const read = result.modules.filter(
  (module) => /\.tsx?$/.test(module.source) && !module.source.includes('node_modules'),
).length;
const there = [...sources('packages'), ...sources('apps')].length;
const problems = result.summary.violations.map(
  (violation) => `${violation.rule.name}: ${violation.from} -> ${violation.to}`,
);
if (read < there * 0.95) problems.push(`Only ${read} of ${there} source files were read; the cruise proves nothing.`);

/** Imports by name that the resolver cannot see through (a package without the export) must still obey the directions. */
for (const [name, may] of Object.entries(allowed)) {
  const folder = ['api', 'web', 'vitrine'].includes(name) ? `apps/${name}/src` : `packages/${name}/src`;
  if (!statSync(folder, { throwIfNoEntry: false })) continue;
  for (const file of sources(folder)) {
    if (testFile.test(file)) continue;
    for (const [, kind, target] of readFileSync(file, 'utf8').matchAll(
      /^(import type|import|export)[^'"`;]*from ['"]@vitrine\/([a-z]+)/gm,
    )) {
      if (
        target !== name &&
        kind !== 'import type' &&
        !may.includes(target) &&
        !/^(?:import|export) (?:type |\{ type [^,}]+ \})/.test(kind)
      ) {
        const statement = `${name} imports a value of ${target}`;
        if (!problems.some((problem) => problem.includes(file))) problems.push(`direction: ${file}: ${statement}`);
      }
    }
  }
}

const missed = await planted(violationsIn);
for (const rule of missed) problems.push(`A planted violation of "${rule}" was not caught.`);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else console.log(`${read} files read, no import in a forbidden direction, every planted violation caught.`);

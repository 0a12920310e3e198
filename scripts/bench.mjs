// `npm run bench -- <name>`: bundles bench/<name>.ts and runs it; without a name lists what there is.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, fail, requireNode, root, run } from './workspace.mjs';

requireNode();
await ensureInstalled();
const [name, ...args] = process.argv.slice(2);
const known = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
if (!name || !known.includes(name)) fail(`Name a benchmark: ${known.join(', ')}.`);
await ensureBuilt();
const folder = mkdtempSync(join(root, 'dist', 'bench-'));
await bundle({ entryPoints: [join(root, 'bench', `${name}.ts`)], outfile: join(folder, `${name}.mjs`) });
const status = await run(process.execPath, [join(folder, `${name}.mjs`), ...args]);
if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
process.exitCode = status;

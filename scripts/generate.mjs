// `npm run generate`: writes the committed files that are generated (OpenAPI, error list, schema dump, ERD, SQL scripts, import
// diagram, .env.example). With --check it writes nothing and fails when one of them is out of date.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { ensureInstalled, requireNode, root } from './workspace.mjs';
import { renderImportDiagram } from '../tools/boundaries/diagram.mjs';

requireNode();
await ensureInstalled();
mkdirSync(join(root, 'dist'), { recursive: true });
const folder = mkdtempSync(join(root, 'dist', 'generate-'));
try {
  const outfile = join(folder, 'documents.mjs');
  await bundle({ entryPoints: [join(root, 'apps/vitrine/src/documents/index.ts')], outfile });
  const { renderDocuments } = await import(pathToFileURL(outfile).href);
  const documents = { ...(await renderDocuments(root)), 'docs/imports.md': await renderImportDiagram() };
  const stale = Object.entries(documents).filter(
    ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
  );
  if (process.argv.includes('--check')) {
    if (stale.length > 0) {
      console.error(
        `Out of date: ${stale.map(([path]) => path).join(', ')}. Run "npm run generate" and commit the result.`,
      );
      process.exitCode = 1;
    }
  } else {
    for (const [path, text] of stale) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      console.log(`written: ${path}`);
    }
    if (stale.length === 0) console.log('Everything generated is up to date.');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// `node tools/sql-scripts/write-sql-scripts.mjs [--check]`: writes docs/database/sql/{create_tables,insert_data,create_views}.sql from the migrations.
// With --check it writes nothing and fails when one of them is out of date.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';
import { root } from '../../scripts/workspace.mjs';

mkdirSync(join(root, 'dist'), { recursive: true });
const scratch = mkdtempSync(join(root, 'dist', 'sql-scripts-'));
const target = join(root, 'docs/database/sql');
try {
  const entry = `export { renderSqlScripts } from '@vitrine/shop/sql-scripts';\nexport { findMigrationSources, readMigrations } from '@vitrine/database';\n`;
  const outfile = join(scratch, 'scripts.mjs');
  await bundle({ stdin: { contents: entry, resolveDir: root }, outfile });
  const { renderSqlScripts, findMigrationSources, readMigrations } = await import(pathToFileURL(outfile).href);
  const scripts = renderSqlScripts(await readMigrations(findMigrationSources(root)));
  const stale = Object.entries(scripts).filter(
    ([name, text]) => !existsSync(join(target, name)) || readFileSync(join(target, name), 'utf8') !== text,
  );
  if (process.argv.includes('--check') && stale.length > 0) {
    console.error(`Out of date: ${stale.map(([name]) => name).join(', ')}. Run this without --check and commit.`);
    process.exitCode = 1;
  } else if (!process.argv.includes('--check')) {
    mkdirSync(target, { recursive: true });
    for (const [name, text] of stale) writeFileSync(join(target, name), text);
    console.log(stale.length === 0 ? 'Up to date.' : `Written: ${stale.map(([name]) => name).join(', ')}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

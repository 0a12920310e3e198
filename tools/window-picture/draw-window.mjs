// Draws docs/window.svg, the picture of the README: `node tools/window-picture/draw-window.mjs`. Not part of `npm run generate`:
// the picture is looked at before it is committed, and need not follow every stroke that the generator changes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from '../../scripts/bundle.mjs';
import { root } from '../../scripts/workspace.mjs';

mkdirSync(join(root, 'dist'), { recursive: true });
const folder = mkdtempSync(join(root, 'dist', 'window-'));
try {
  const outfile = join(folder, 'shop-window.mjs');
  await bundle({ entryPoints: [join(root, 'tools/window-picture/shop-window.ts')], outfile });
  const { drawShopWindow } = await import(pathToFileURL(outfile).href);
  const svg = drawShopWindow();
  writeFileSync(join(root, 'docs/window.svg'), svg);
  console.log(`docs/window.svg: ${(svg.length / 1024).toFixed(1)} kB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

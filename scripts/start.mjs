// `npm start`: installs and builds what is missing, then runs the shop.
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, requireNode, runVitrine } from './workspace.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();
await runVitrine(['start', ...process.argv.slice(2)]);

// `npm run vitrine -- <verb>`: the command line in a clone.
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, requireNode, runVitrine } from './workspace.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();
await runVitrine(process.argv.slice(2));

// `npm run vitrine -- <verb>`: the command line in a clone.
import { ensureBuilt, ensureInstalled, requireNode, runVitrine } from './workspace.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();
await runVitrine(process.argv.slice(2));

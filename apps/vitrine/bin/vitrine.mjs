#!/usr/bin/env node
// `npx vitrine <verb>` in a clone: the same entry as `npm run vitrine`.
import '../../../scripts/vitrine.mjs';

import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** `dist`, wherever the bundler put this module inside it. */
export const buildFolder = basename(here) === 'chunks' ? dirname(here) : here;

/** The built entry of the training process. */
export const trainingProcess = join(buildFolder, 'workers', 'train.mjs');

/** The built entry of the process that embeds texts. */
export const embeddingProcess = join(buildFolder, 'workers', 'embed.mjs');

/** The built pages: what the server imports and what browsers fetch. */
export const pagesBuild = {
  server: join(dirname(buildFolder), 'apps', 'web', 'build', 'server', 'index.js'),
  assets: join(dirname(buildFolder), 'apps', 'web', 'build', 'client'),
} as const;

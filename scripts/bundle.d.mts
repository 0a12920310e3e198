import type { BuildOptions } from 'esbuild';

/** Bundles with esbuild; the options are esbuild's own. */
export function bundle(options: BuildOptions): Promise<void>;
